package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import antipode.AntipodeTest;
import antipode.git.FastImport;
import antipode.git.Git;
import antipode.git.Housekeeping;
import antipode.people.Tokens;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Cast;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// We say what the `git` program says: of a handbook as real ones are, and of histories made up at random.
@AntipodeTest
class OracleTest {

    static Cast.@Nullable Company company;
    static int count;

    final Cast cast;
    final Browser browser;
    final Tokens tokens;
    final GitOracle.Rooms rooms;
    final Housekeeping housekeeping;

    @TempDir
    Path folder;

    OracleTest(
            Cast cast, Browser browser, Tokens tokens, antipode.repositories.Files files, Commits commits, Diffs diffs, Blames blames, Merges merges,
            Branches branches, Housekeeping housekeeping) {
        this.cast = cast;
        this.browser = browser;
        this.tokens = tokens;
        this.rooms = new GitOracle.Rooms(files, commits, diffs, blames, merges, branches);
        this.housekeeping = housekeeping;
    }

    @BeforeEach
    void a_company() {
        if (company == null) {
            company = cast.arrive();
        }
    }

    /// Pushes all of a repository, and sees that it comes back as it was.
    GitOracle pushed(Git git, boolean packed) {
        var project = cast.project(company.ana(), company.team(), "oracle" + ++count, Visibility.INTERNAL);
        var token = tokens.create(company.ana().id(), "git", List.of("write_repository", "read_repository"), null).text();
        var url = browser.address().replace("http://", "http://x:" + token + "@") + project.url() + ".git";
        git.run("push", "-q", url, "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*");
        if (packed) {
            housekeeping.collect(project.id());
        }
        var clone = Git.clone(url, folder.resolve("clone" + count), "--mirror");
        var format = "--format=%(objectname) %(refname)";
        assertThat(clone.run("for-each-ref", format)).isEqualTo(git.run("for-each-ref", format));
        clone.run("fsck", "--full", "--strict");
        return new GitOracle(rooms, company.ana(), project, git);
    }

    Git begun(String name) {
        var git = Git.begin(folder.resolve(name));
        git.run("config", "core.quotepath", "false");
        return git;
    }

    /// All of it.
    GitOracle.Tally same(GitOracle oracle, List<String> branches) {
        var tally = new GitOracle.Tally(0, 0);
        for (var branch : branches) {
            oracle.trees(branch);
            oracle.logs(branch);
            tally = tally.plus(oracle.blames(branch));
            for (var other : branches) {
                if (!other.equals(branch)) {
                    oracle.differences(branch, other);
                    oracle.merges(branch, other);
                }
            }
        }
        return tally;
    }

    @Test
    void a_handbook_as_real_ones_are_reads_as_git_reads_it() {
        var tally = same(pushed(OddHandbook.into(begun("handbook")), true), OddHandbook.BRANCHES);
        assertThat(tally.same()).as(tally.toString()).isGreaterThan(tally.lines() * 95 / 100);
    }

    @Test
    void a_few_histories_read_as_git_reads_them() {
        compare(1, 3);
    }

    @Test
    @Tag("long")
    void five_hundred_histories_read_as_git_reads_them() {
        compare(100, 600);
    }

    void compare(int first, int end) {
        var apart = new ArrayList<String>();
        for (int seed = first; seed < end; seed++) {
            try {
                same(pushed(History.of(seed).into(begun("history" + seed)), seed % 2 == 0), List.of("main", "topic"));
            } catch (AssertionError difference) {
                apart.add("seed " + seed + ": " + difference.getMessage());
            }
        }
        assertThat(apart).isEmpty();
    }

    @Test
    void blame_names_what_git_names_however_paragraphs_wander() {
        wandering(1, 3);
    }

    @Test
    @Tag("long")
    void blame_names_what_git_names_on_many_histories() {
        wandering(3, 40);
    }

    void wandering(int first, int end) {
        var tally = new GitOracle.Tally(0, 0);
        for (int seed = first; seed < end; seed++) {
            var oracle = pushed(paragraphs(new Random(seed), begun("random" + seed)), false);
            for (int file = 0; file < 3; file++) {
                tally = tally.plus(oracle.blame("main", "file" + file + ".text"));
            }
        }
        assertThat(tally.same()).as(tally.toString()).isGreaterThan(tally.lines() * 95 / 100);
    }

    /// Paragraphs that are moved about, within files and between them, indented, changed, and their files renamed.
    static Git paragraphs(Random random, Git git) {
        var files = new ArrayList<List<String>>();
        for (int file = 0; file < 3; file++) {
            var paragraphs = new ArrayList<String>();
            for (int at = 0; at < 8; at++) {
                paragraphs.add(paragraph(random));
            }
            files.add(paragraphs);
        }
        save(git, files, "Begin");
        for (int step = 0; step < 25; step++) {
            var from = files.get(random.nextInt(3));
            var to = files.get(random.nextInt(3));
            int at = random.nextInt(from.size());
            switch (random.nextInt(4)) {
                case 0 -> {
                    if (from.size() > 3) {
                        var moved = from.remove(at);
                        to.add(random.nextInt(to.size() + 1), moved);
                    }
                }
                case 1 -> from.set(at, from.get(at).replaceAll("(?m)^ *", " ".repeat(random.nextInt(5))));
                case 2 -> from.set(at, paragraph(random));
                default -> from.add(at, paragraph(random));
            }
            save(git, files, "Step " + step);
        }
        return git;
    }

    static String paragraph(Random random) {
        var lines = new StringBuilder();
        for (int line = random.nextInt(3) + 1; line > 0; line--) {
            lines.append("The number of this sentence is ").append(random.nextLong(1L << 40)).append(", and it stands alone.\n");
        }
        return lines.toString();
    }

    static void save(Git git, List<List<String>> files, String message) {
        for (int file = 0; file < files.size(); file++) {
            git.write("file" + file + ".text", String.join("\n", files.get(file)));
        }
        git.commit(message);
    }

    /// Two branches that part, change the same few odd files, and meet.
    static final class History {
        private static final List<String> PATHS = List.of(
                "a file.md", "guides/süd.md", "guides/deep/er/x.md", "bin/run", "Ä/ö (1).txt", "quote'd.md", "data.bin", "README.md");

        private final Random random;
        private final FastImport written = new FastImport();
        private final Map<String, Set<String>> files = new HashMap<>(Map.of("main", new TreeSet<>(), "topic", new TreeSet<>()));
        private final Map<String, Integer> last = new HashMap<>();

        private History(Random random) {
            this.random = random;
        }

        static FastImport of(int seed) {
            var history = new History(new Random(seed));
            history.commit("main");
            history.last.put("topic", history.last.get("main"));
            history.files.get("topic").addAll(history.files.get("main"));
            int length = 10 + history.random.nextInt(40);
            for (int at = 0; at < length; at++) {
                var branch = history.random.nextInt(3) == 0 ? "topic" : "main";
                if (history.random.nextInt(8) == 0) {
                    history.commit(branch, history.last.get(branch), history.last.get(branch.equals("main") ? "topic" : "main"));
                } else {
                    history.commit(branch, history.last.get(branch));
                }
            }
            return history.written.point("refs/heads/topic", history.last.get("topic")).tag("v1", history.last.get("main")).point("refs/tags/plain", 1);
        }

        private void commit(String branch, int... parents) {
            int mark = written.later(random.nextInt(1000)).commit(branch, "Change\n\nBecause " + random.nextInt(9) + "\n", parents);
            var there = files.get(branch);
            for (int at = parents.length == 0 ? 4 : 1 + random.nextInt(2); at > 0; at--) {
                var path = parents.length == 0 ? PATHS.get(at) : PATHS.get(random.nextInt(PATHS.size()));
                if (there.contains(path) && there.size() > 2 && random.nextInt(6) == 0) {
                    written.delete(path);
                    there.remove(path);
                } else {
                    var bytes = new byte[20 + random.nextInt(200)];
                    random.nextBytes(bytes);
                    written.file(path.equals("bin/run") ? "100755" : path.startsWith("quote") ? "120000" : "100644", path,
                            path.endsWith(".bin") ? bytes : ("Line\n".repeat(random.nextInt(20)) + mark + "\n").getBytes(StandardCharsets.UTF_8));
                    there.add(path);
                }
            }
            last.put(branch, mark);
        }
    }
}
