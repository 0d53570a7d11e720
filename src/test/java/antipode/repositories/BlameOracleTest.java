package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Blame beside `git blame -w -M -C`, line by line. The two may part where a line could as well have come from either of two
/// places; then ours still has to name a commit that wrote this very line.
@AntipodeTest
class BlameOracleTest {

    final Members members;
    final Namespaces namespaces;
    final Projects projects;
    final Tokens tokens;
    final Blames blames;
    @TempDir Path folder;
    @LocalServerPort int port;
    static int count;
    Project project;

    BlameOracleTest(Members members, Namespaces namespaces, Projects projects, Tokens tokens, Blames blames) {
        this.members = members;
        this.namespaces = namespaces;
        this.projects = projects;
        this.tokens = tokens;
        this.blames = blames;
    }

    String remote() {
        var name = "oracle" + ++count;
        var writer = Actor.of(members.create(new Members.Draft(name, "Oracle", name + "@halyard.example", ZoneId.of("Asia/Tokyo"))));
        project = projects.create(writer, new Projects.Draft(namespaces.find(name).orElseThrow(), "handbook", "Handbook"));
        var token = tokens.create(writer.id(), "git", List.of("write_repository"), null).text();
        return "http://git:" + token + "@localhost:" + port + "/" + project.fullPath() + ".git";
    }

    /// How many lines were compared, and how many of them were git's to the letter.
    record Tally(int lines, int same) {
        Tally plus(Tally other) {
            return new Tally(lines + other.lines, same + other.same);
        }
    }

    Tally compare(Git git, String path) {
        var text = git.attempt("show", "main:" + path).out().split("\n");
        var ours = BlameTest.blamed(blames.of(project.id(), "main", path).orElseThrow());
        var gits = BlameTest.oracle(git, "main", path, "-w", "-M", "-C");
        int lines = 0;
        int same = 0;
        Map<String, String[]> origins = new HashMap<>();
        for (int at = 0; at < Math.min(text.length, gits.size()); at++) {
            if (!text[at].isBlank()) {
                lines++;
                if (ours.get(at).equals(gits.get(at))) {
                    same++;
                } else {
                    var parts = ours.get(at).split(" ", 4);
                    var origin = origins.computeIfAbsent(parts[0] + ":" + parts[3], there -> git.attempt("show", there).out().split("\n"));
                    var said = words(origin[Integer.parseInt(parts[1]) - 1]);
                    assertThat(said.equals(words(text[at])) || Rewrapping.prose(path))
                            .as("%s:%d is ours from %s, git's from %s", path, at + 1, ours.get(at), gits.get(at)).isTrue();
                }
            }
        }
        return new Tally(lines, same);
    }

    static String words(String line) {
        return line.replaceAll("\\s+", "");
    }

    /// Paragraphs that are moved about, within files and between them, indented, changed, and their files renamed.
    Tally random(int seed) {
        var random = new Random(seed);
        var git = Git.begin(folder.resolve("random" + seed));
        git.run("remote", "add", "origin", remote());
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
        git.run("push", "-q", "origin", "main");
        var tally = new Tally(0, 0);
        for (int file = 0; file < 3; file++) {
            tally = tally.plus(compare(git, "file" + file + ".text"));
        }
        return tally;
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

    @Test
    void names_what_git_names_however_paragraphs_wander() {
        var tally = random(1).plus(random(2));
        assertThat(tally.same()).as(tally.toString()).isGreaterThan(tally.lines() * 95 / 100);
    }

    @Test
    @Tag("long")
    void names_what_git_names_on_many_histories() {
        var tally = new Tally(0, 0);
        for (int seed = 3; seed < 40; seed++) {
            tally = tally.plus(random(seed));
        }
        assertThat(tally.same()).as(tally.toString()).isGreaterThan(tally.lines() * 95 / 100);
    }
}
