package antipode.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A handbook with a past: pages of about six kilobytes in folders, the first of them edited most often. Made with git's
/// own `fast-import` and pushed with git over HTTP, as anybody would.
final class History {

    private static final int PAGES = 120;
    private static final int COMMITS = 1_200;

    private History() {}

    static Path make(Path folder, List<Corpus.Person> people) throws IOException, InterruptedException {
        git(folder.getParent(), "init", "-q", "--bare", "-b", "main", folder.toString());
        var process = new ProcessBuilder("git", "-C", folder.toString(), "fast-import", "--quiet")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var random = new SplittableRandom(7);
        var prose = new Prose(random);
        var pages = new ArrayList<List<String>>();
        var at = Instant.now().getEpochSecond() - COMMITS * 20_000L;
        try (var out = new BufferedOutputStream(process.getOutputStream())) {
            for (int i = 0; i < COMMITS; i++) {
                int page;
                if (i < PAGES) {
                    page = i;
                    pages.add(begin(prose, i));
                } else {
                    page = i % 10 == 0 ? 0 : random.nextInt(PAGES);
                    var lines = pages.get(page);
                    for (int k = 0; k < 3; k++) {
                        lines.set(2 + random.nextInt(lines.size() - 2), prose.sentence());
                    }
                }
                var person = people.get(random.nextInt(people.size()));
                commit(out, person, at + i * 20_000L, "Say what is " + prose.any(Prose.QUALITIES), path(page), pages.get(page));
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("git fast-import failed");
        }
        git(folder, "repack", "-adq");
        return folder;
    }

    private static String path(int page) {
        return "guide-" + page / 12 + "/page-" + page + ".md";
    }

    private static List<String> begin(Prose prose, int page) {
        var lines = new ArrayList<String>(List.of("# Page " + page, ""));
        for (int section = 0; section < 8; section++) {
            lines.addAll(List.of("## " + Prose.capital(prose.any(Prose.QUALITIES)) + " " + prose.any(Prose.NOUNS), ""));
            lines.addAll(prose.text().lines().toList());
            lines.add("");
        }
        return lines;
    }

    private static void commit(OutputStream out, Corpus.Person person, long at, String message, String path, List<String> lines)
            throws IOException {
        var text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        var who = person.name() + " <" + person.email() + "> " + at + " +0000";
        write(out, "commit refs/heads/main\nauthor " + who + "\ncommitter " + who + "\ndata "
                + message.getBytes(StandardCharsets.UTF_8).length + "\n" + message + "\nM 100644 inline " + path + "\ndata "
                + text.length + "\n");
        out.write(text);
        write(out, "\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Pushes the branch the repository is on.
    ///
    /// @return its pages
    static List<String> push(Path repository, String url) throws IOException, InterruptedException {
        var branch = git(repository, "symbolic-ref", "--short", "HEAD").strip();
        git(repository, "push", "-q", url, branch);
        return git(repository, "ls-tree", "-r", "--name-only", branch).lines().filter(path -> path.endsWith(".md")).toList();
    }

    private static String git(Path folder, String... command) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("git", "-c", "gc.auto=0"));
        all.addAll(List.of(command));
        var builder = new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of(
                "GIT_TERMINAL_PROMPT", "0", "LC_ALL", "C.UTF-8", "GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("git " + command[0] + " failed: " + said);
        }
        return said;
    }
}
