package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import antipode.AntipodeTest;
import antipode.git.Git;
import antipode.git.Housekeeping;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Cast;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On histories made up at random, we say what git says.
@AntipodeTest
class OracleTest {

    static Cast.@Nullable Company company;
    static int count;

    final Cast cast;
    final Browser browser;
    final Tokens tokens;
    final antipode.repositories.Files files;
    final Commits commits;
    final Diffs diffs;
    final Housekeeping housekeeping;

    @TempDir
    Path folder;

    OracleTest(Cast cast, Browser browser, Tokens tokens, antipode.repositories.Files files, Commits commits, Diffs diffs, Housekeeping housekeeping) {
        this.cast = cast;
        this.browser = browser;
        this.tokens = tokens;
        this.files = files;
        this.commits = commits;
        this.diffs = diffs;
        this.housekeeping = housekeeping;
    }

    @BeforeEach
    void a_company() {
        if (company == null) {
            company = cast.arrive();
        }
    }

    @Test
    void a_few_histories_read_as_git_reads_them() {
        for (int seed = 1; seed <= 2; seed++) {
            compare(seed);
        }
    }

    @Test
    @Tag("long")
    void five_hundred_histories_read_as_git_reads_them() {
        for (int seed = 100; seed < 600; seed++) {
            compare(seed);
        }
    }

    void compare(int seed) {
        var project = cast.project(company.ana(), company.team(), "oracle" + ++count, Visibility.INTERNAL);
        var git = Git.begin(folder.resolve("history" + seed));
        var imported = git.attempt(new History(seed).stream(), "fast-import", "--quiet", "--force");
        assertThat(imported.ok()).as(imported.out()).isTrue();
        var token = tokens.create(company.ana().id(), "git", List.of("write_repository", "read_repository"), null).text();
        var url = browser.address().replace("http://", "http://x:" + token + "@") + project.url() + ".git";
        git.run("push", "-q", url, "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*");
        if (seed % 2 == 0) {
            housekeeping.collect(project.id());
        }
        same(seed, git, url);
        trees(seed, git, project);
        logs(seed, git, project);
        differences(seed, git, project);
    }

    void same(int seed, Git git, String url) {
        var clone = Git.clone(url, folder.resolve("clone" + seed), "--mirror");
        var format = "--format=%(objectname) %(refname)";
        assertThat(clone.run("for-each-ref", format)).as("seed " + seed).isEqualTo(git.run("for-each-ref", format));
        clone.run("fsck", "--full", "--strict");
    }

    void trees(int seed, Git git, Project project) {
        var theirs = git.run("-c", "core.quotepath=false", "ls-tree", "-r", "-t", "-z", "main").split("\0");
        var ours = files.list(project.id(), "main", "", true).orElseThrow().stream()
                .map(entry -> entry.mode() + " " + entry.kind().name().toLowerCase(Locale.ROOT) + " " + entry.id() + "\t" + entry.path())
                .toList();
        assertThat(ours).as("seed " + seed).containsExactlyInAnyOrder(theirs);
        var random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            var parts = theirs[random.nextInt(theirs.length)].split("[ \t]", 4);
            if (parts[1].equals("blob")) {
                assertThat(new String(files.blob(project.id(), parts[2]).orElseThrow(), StandardCharsets.UTF_8).strip())
                        .as("seed " + seed).isEqualTo(git.run("cat-file", "blob", parts[2]));
            }
        }
    }

    void logs(int seed, Git git, Project project) {
        assertThat(commits.list(project.id(), Commits.Query.of("main", 1000)).stream().map(Commit::id).toList())
                .as("seed " + seed).containsExactlyInAnyOrder(git.run("log", "--format=%H", "main").split("\n"));
        for (var path : List.of("a file.md", "guides/süd.md", "guides", "bin/run")) {
            var theirs = git.run("log", "--format=%H", "main", "--", path).lines().toList();
            var ours = commits.list(project.id(), Commits.Query.of("main", 1000).at(path)).stream().map(Commit::id).toList();
            assertThat(ours).as("seed " + seed + " " + path).containsExactlyInAnyOrderElementsOf(theirs);
        }
        assertThat(commits.mergeBase(project.id(), "main", "topic").map(Commit::id).orElse("")).as("seed " + seed)
                .isIn((Object[]) git.run("merge-base", "--all", "main", "topic").split("\n"));
    }

    void differences(int seed, Git git, Project project) {
        for (var range : List.of("main...topic", "main..topic", "topic...main")) {
            var straight = !range.contains("...");
            var ends = range.split("\\.+");
            var ours = new TreeSet<String>();
            for (var diff : diffs.compare(project.id(), ends[0], ends[1], straight).diffs()) {
                ours.add(diff.newPath());
                if (diff.renamed()) {
                    ours.add(diff.oldPath());
                }
            }
            var theirs = git.run("-c", "core.quotepath=false", "diff", "--no-renames", "--name-only", "-z", range).split("\0");
            assertThat(ours).as("seed " + seed + " " + range).containsExactlyInAnyOrder(Arrays.stream(theirs).filter(path -> !path.isEmpty()).toArray(String[]::new));
        }
    }

    /// As `git fast-import` reads it: two branches that part, change the same few odd files, and meet.
    static final class History {
        private static final List<String> PATHS = List.of(
                "a file.md", "guides/süd.md", "guides/deep/er/x.md", "bin/run", "Ä/ö (1).txt", "quote'd.md", "data.bin", "README.md");

        private final Random random;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final Map<String, Set<String>> files = new HashMap<>(Map.of("main", new TreeSet<>(), "topic", new TreeSet<>()));
        private int mark;
        private int time = 1_700_000_000;

        History(int seed) {
            random = new Random(seed);
        }

        byte[] stream() {
            var last = new HashMap<String, Integer>();
            commit("main", 0, 0, last);
            last.put("topic", last.get("main"));
            files.get("topic").addAll(files.get("main"));
            int length = 10 + random.nextInt(40);
            for (int i = 0; i < length; i++) {
                var branch = random.nextInt(3) == 0 ? "topic" : "main";
                var other = branch.equals("main") ? "topic" : "main";
                boolean meets = random.nextInt(8) == 0;
                commit(branch, last.get(branch), meets ? last.get(other) : 0, last);
            }
            write("reset refs/heads/topic\nfrom :" + last.get("topic") + "\n\n");
            write("tag v1\nfrom :" + last.get("main") + "\ntagger Ana <ana@halyard.example> " + time + " +0100\n");
            data("The first\n".getBytes());
            write("reset refs/tags/plain\nfrom :1\n\n");
            return out.toByteArray();
        }

        private void commit(String branch, int parent, int other, Map<String, Integer> last) {
            time += random.nextInt(1000);
            write("commit refs/heads/" + branch + "\nmark :" + ++mark + "\ncommitter Kei Nakamura <kei@halyard.example> " + time + " +0900\n");
            data(("Change " + mark + "\n\nBecause " + random.nextInt(9) + "\n").getBytes());
            if (parent > 0) {
                write("from :" + parent + "\n");
            }
            if (other > 0) {
                write("merge :" + other + "\n");
            }
            var there = files.get(branch);
            for (int i = parent == 0 ? 4 : 1 + random.nextInt(2); i > 0; i--) {
                var path = parent == 0 ? PATHS.get(i) : PATHS.get(random.nextInt(PATHS.size()));
                if (there.contains(path) && there.size() > 2 && random.nextInt(6) == 0) {
                    write("D " + path + "\n");
                    there.remove(path);
                } else {
                    var mode = path.equals("bin/run") ? "100755" : path.startsWith("quote") ? "120000" : "100644";
                    write("M " + mode + " inline " + path + "\n");
                    var bytes = new byte[20 + random.nextInt(200)];
                    random.nextBytes(bytes);
                    data(path.endsWith(".bin") ? bytes : ("Line\n".repeat(random.nextInt(20)) + mark + "\n").getBytes());
                    there.add(path);
                }
            }
            write("\n");
            last.put(branch, mark);
        }

        private void write(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        private void data(byte[] bytes) {
            write("data " + bytes.length + "\n");
            out.writeBytes(bytes);
            write("\n");
        }
    }
}
