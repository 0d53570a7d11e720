package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.git.Git;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Namespaces;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.projects.Projects;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Blame, against the real one.
@AntipodeTest
class BlameTest {

    final Members members;
    final Namespaces namespaces;
    final Projects projects;
    final Tokens tokens;
    final Blames blames;
    final Outbox outbox;
    final JdbcClient jdbc;
    @TempDir Path folder;
    @LocalServerPort int port;
    static int count;

    BlameTest(Members members, Namespaces namespaces, Projects projects, Tokens tokens, Blames blames, Outbox outbox, JdbcClient jdbc) {
        this.members = members;
        this.namespaces = namespaces;
        this.projects = projects;
        this.tokens = tokens;
        this.blames = blames;
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    Project project;

    Git pushable() {
        var name = "writer" + ++count;
        var writer = Actor.of(members.create(new Members.Draft(name, "Writer", name + "@halyard.example", ZoneId.of("Asia/Tokyo"))));
        project = projects.create(writer, new Projects.Draft(namespaces.find(name).orElseThrow(), "handbook", "Handbook"));
        var token = tokens.create(writer.id(), "git", List.of("write_repository"), null).text();
        var git = Git.begin(folder.resolve(name));
        git.run("remote", "add", "origin", "http://git:" + token + "@localhost:" + port + "/" + project.fullPath() + ".git");
        return git;
    }

    static List<String> blamed(Blame blame) {
        var lines = new ArrayList<String>();
        for (var range : blame.ranges()) {
            for (int i = 0; i < range.length(); i++) {
                lines.add(range.commit() + " " + (range.originalLine() + i) + " " + (range.line() + i) + " " + range.originalPath());
            }
        }
        return lines;
    }

    static List<String> oracle(Git git, String revision, String path, String... options) {
        var command = new ArrayList<>(List.of("blame", "--line-porcelain"));
        command.addAll(List.of(options));
        command.addAll(List.of(revision, "--", path));
        var lines = new ArrayList<String>();
        var head = "";
        for (var line : git.run(command.toArray(String[]::new)).split("\n")) {
            if (line.matches("[0-9a-f]{40} \\d+ \\d+( \\d+)?")) {
                head = line.replaceAll("^(\\S+ \\d+ \\d+).*", "$1");
            } else if (line.startsWith("filename ")) {
                lines.add(head + " " + line.substring(9));
            }
        }
        return lines;
    }

    void same(Git git, String revision, String path) {
        assertThat(blamed(blames.of(project.id(), revision, path).orElseThrow())).as(path + " at " + revision).isEqualTo(oracle(git, revision, path, "-w", "-M", "-C"));
    }

    @Test
    void equals_gits_over_random_histories_with_renames_and_merges() {
        for (int seed = 1; seed <= 3; seed++) {
            var git = pushable();
            var random = new Random(seed);
            var text = new ArrayList<String>();
            for (int i = 0; i < 25; i++) {
                text.add("line " + seed + "." + i + " " + random.nextInt(1000));
            }
            var path = "page.md";
            git.write(path, String.join("\n", text) + "\n").commit("First");
            for (int step = 0; step < 30; step++) {
                for (int change = random.nextInt(3) + 1; change > 0; change--) {
                    int at = random.nextInt(text.size());
                    switch (random.nextInt(3)) {
                        case 0 -> text.set(at, "changed " + step + " " + random.nextInt(1_000_000));
                        case 1 -> text.add(at, "added " + step + " " + random.nextInt(1_000_000));
                        default -> { if (text.size() > 15) text.remove(at); }
                    }
                }
                if (step % 9 == 4) {
                    git.run("checkout", "-q", "-b", "side" + step);
                    git.write(path, "side " + step + "\n" + String.join("\n", text) + "\n").commit("Side " + step);
                    git.run("checkout", "-q", "main");
                    git.write("other" + step + ".md", "Other\n").commit("Main " + step);
                    git.run("merge", "-q", "--no-ff", "-m", "Merge " + step, "side" + step);
                    text.addFirst("side " + step);
                } else {
                    if (step % 7 == 6) {
                        git.run("mv", path, "page" + step + ".md");
                        path = "page" + step + ".md";
                    }
                    git.write(path, String.join("\n", text) + "\n").commit("Step " + step);
                }
                if (step % 6 == 0) {
                    git.run("push", "-q", "origin", "main");
                    outbox.drain();
                }
            }
            git.run("push", "-q", "origin", "main");
            same(git, "main", path);
            for (var commit : git.run("rev-list", "main", "--", path).split("\n")) {
                if (git.attempt("cat-file", "-e", commit + ":" + path).ok()) {
                    same(git, commit, path);
                }
            }
        }
    }

    @Test
    void is_computed_when_a_push_arrives_and_kept() {
        var git = pushable();
        git.write("a.md", "one\ntwo\nthree\n").write("b.bin", "\0\1\2").commit("First");
        git.run("push", "-q", "origin", "main");
        assertThat(kept()).isZero();
        outbox.drain();
        assertThat(kept()).isEqualTo(1);
        git.write("a.md", "one\nTWO\nthree\n").commit("Second");
        git.write("c.md", "c\n").commit("Third");
        git.run("push", "-q", "origin", "main");
        outbox.drain();
        assertThat(kept()).isEqualTo(3);
        same(git, "main", "a.md");
        same(git, git.run("rev-parse", "main~2"), "a.md");
        assertThat(kept()).isEqualTo(3);
        assertThat(blames.of(project.id(), "main", "b.bin")).isEmpty();
        assertThat(blames.of(project.id(), "main", "none")).isEmpty();
    }

    long kept() {
        return jdbc.sql("select count(*) from blame where project_id = :project").param("project", project.id()).query(Long.class).single();
    }

    Blame ours(String revision, String path) {
        return blames.of(project.id(), revision, path).orElseThrow();
    }

    /// The commit of each line.
    List<String> commits(String path) {
        return blamed(ours("main", path)).stream().map(line -> line.substring(0, 40)).toList();
    }

    @Test
    void ignored_revisions_hand_their_lines_on_wherever_one_looks_from() {
        var git = pushable();
        var first = git.write("a.md", "one\ntwo\nthree\n").commit("First");
        var reformatted = git.write("a.md", "* one\n* two\n* three\n").commit("Reformat");
        var again = git.write("a.md", "- one\n- two\n- three\n").commit("Reformat again");
        git.write(".git-blame-ignore-revs", "# Reformatting\n" + reformatted + " # with stars\n\nnonsense ../..\n" + again + "\n").commit("Ignore it");
        git.run("push", "-q", "origin", "main");
        assertThat(commits("a.md")).containsOnly(first);
        assertThat(blamed(ours("main", "a.md"))).isEqualTo(oracle(git, "main", "a.md", "-w", "-M", "-C", "--ignore-rev", reformatted, "--ignore-rev", again));
        assertThat(blamed(ours(reformatted, "a.md"))).as("at an older commit").allMatch(line -> line.startsWith(first));
        git.write(".git-blame-ignore-revs", reformatted.substring(0, 9) + "\n" + again.toUpperCase(java.util.Locale.ROOT).substring(0, 12) + "\n").commit("Ignore it in short");
        git.run("push", "-q", "origin", "main");
        assertThat(commits("a.md")).containsOnly(first);
        git.run("rm", "-q", ".git-blame-ignore-revs");
        git.commit("Ignore nothing");
        git.run("push", "-q", "origin", "main");
        assertThat(commits("a.md")).containsOnly(again);
    }

    @Test
    void looks_through_moves_within_a_file_between_files_and_through_white_space() {
        var git = pushable();
        var first = git.write("a.md", "# A\n\nThe first paragraph is here for a while, and then it is gone.\n\nThe second paragraph is below the first of them.\n")
                .write("b.md", "# B\n\nSomething else altogether, which nobody ever reads.\n").commit("First");
        git.write("a.md", "# A\n\nThe second paragraph is below the first of them.\n\nThe first paragraph is here for a while, and then it is gone.\n").commit("Turn round");
        same(git, "a.md");
        assertThat(commits("a.md").get(2)).isEqualTo(first);
        assertThat(commits("a.md").get(4)).isEqualTo(first);
        git.write("a.md", "# A\n\nThe second paragraph is below the first of them.\n")
                .write("b.md", "# B\n\nSomething else altogether, which nobody ever reads.\n\n    The first   paragraph is here for a while, and then it is gone.\n").commit("Move across, and indent");
        same(git, "b.md");
        assertThat(blamed(ours("main", "b.md")).get(4)).isEqualTo(first + " 3 5 a.md");
        git.run("mv", "b.md", "c.md");
        git.commit("Rename");
        same(git, "c.md");
        git.run("revert", "--no-edit", "HEAD");
        same(git, "b.md");
    }

    /// Which of two blank lines it was that moved, nobody asks.
    void same(Git git, String path) {
        git.run("push", "-q", "origin", "HEAD:main");
        var lines = git.run("show", "HEAD:" + path).split("\n");
        var ours = blamed(ours("main", path));
        var gits = oracle(git, "HEAD", path, "-w", "-M", "-C");
        for (int line = 0; line < lines.length; line++) {
            if (!lines[line].isBlank()) {
                assertThat(ours.get(line)).as(lines[line]).isEqualTo(gits.get(line));
            }
        }
    }

    @Test
    void prose_that_was_only_wrapped_anew_keeps_its_authors_where_gits_own_blame_does_not() {
        var git = pushable();
        var first = git.write("a.md", "Nobody has to ask for time off here, and nobody ever did.\nOne says when one is away.\n").commit("First");
        var wrapped = git.write("a.md", "Nobody has to ask for time off\nhere, and nobody ever did. One says when\none is away.\n").commit("Wrap");
        var changed = git.write("a.md", "Nobody has to ask for time off here,\nand nobody did. One says when\none is away.\n").commit("Take a word out, and wrap");
        git.write("a.java", "call(one,\n    two);\n").commit("Code");
        var code = git.write("a.java", "call(one, two);\n").commit("Wrap code");
        git.run("push", "-q", "origin", "main");
        assertThat(blamed(ours(wrapped, "a.md"))).allMatch(line -> line.startsWith(first));
        assertThat(oracle(git, wrapped, "a.md", "-w", "-M", "-C")).allMatch(line -> line.startsWith(wrapped));
        assertThat(commits("a.md")).containsExactly(first, changed, first);
        assertThat(commits("a.java")).as("lines of code are lines").containsOnly(code);
    }

    @Test
    void is_right_after_a_push_by_force() {
        var git = pushable();
        git.write("a.md", "one\ntwo\n").commit("First");
        git.run("push", "-q", "origin", "main");
        git.write("a.md", "one\nTWO two two two\n").commit("Second");
        git.run("push", "-q", "origin", "HEAD:topic");
        outbox.drain();
        assertThat(blamed(ours("topic", "a.md"))).isEqualTo(oracle(git, "HEAD", "a.md", "-w", "-M", "-C"));
        git.run("reset", "-q", "--hard", "HEAD~1");
        git.write("a.md", "one\nsomething else here\n").commit("Other second");
        git.run("push", "-q", "-f", "origin", "HEAD:topic");
        assertThat(blamed(ours("topic", "a.md"))).isEqualTo(oracle(git, "HEAD", "a.md", "-w", "-M", "-C"));
        outbox.drain();
        assertThat(blamed(ours("topic", "a.md"))).isEqualTo(oracle(git, "HEAD", "a.md", "-w", "-M", "-C"));
    }

    @Test
    void a_history_too_long_to_be_gone_through_at_once_is_told_as_far_as_known_and_found_out_behind_ones_back() {
        var git = pushable();
        git.write("a.md", "old one\nold two\n").commit("First");
        for (int step = 0; step < 8; step++) {
            git.write("a.md", "step " + step + "\n" + git.run("show", "HEAD:a.md") + "\n").commit("Step " + step);
        }
        git.run("push", "-q", "origin", "main");
        var begun = blames.of(project.id(), "main", "a.md", () -> true).orElseThrow();
        assertThat(begun.lines()).isEqualTo(10);
        assertThat(begun.ranges()).extracting(Blame.Range::open).containsExactly(false, true);
        assertThat(Blame.read(begun.written())).isEqualTo(begun);
        assertThat(begun.ranges().getFirst().commit()).isEqualTo(git.run("rev-parse", "HEAD"));
        assertThat(begun.ranges().getLast().commit()).isEqualTo(git.run("rev-parse", "HEAD~1"));
        assertThat(blames.of(project.id(), "main", "a.md", () -> true).orElseThrow()).as("nobody waits twice").isEqualTo(begun);
        outbox.drain();
        same(git, "main", "a.md");
    }

    @Test
    void what_went_by_another_list_of_commits_to_look_through_is_forgotten() {
        var git = pushable();
        var first = git.write("a.md", "one line that stays\n").commit("First");
        git.run("push", "-q", "origin", "main");
        outbox.drain();
        git.write(".git-blame-ignore-revs", first + "\n").commit("Ignore it");
        git.run("push", "-q", "origin", "main");
        outbox.drain();
        blames.of(project.id(), "main", "a.md");
        assertThat(jdbc.sql("select distinct ignored from blame where project_id = :id").param("id", project.id()).query(String.class).list())
                .containsExactly(git.run("rev-parse", "HEAD:.git-blame-ignore-revs"));
        git.run("rm", "-q", ".git-blame-ignore-revs");
        git.commit("Ignore nothing");
        git.run("push", "-q", "origin", "main");
        outbox.drain();
        blames.of(project.id(), "main", "a.md");
        assertThat(jdbc.sql("select distinct ignored from blame where project_id = :id").param("id", project.id()).query(String.class).list())
                .containsExactly("");
    }
}
