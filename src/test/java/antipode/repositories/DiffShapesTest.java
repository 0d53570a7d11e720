package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.git.Git;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.testing.Browser;
import antipode.testing.Cast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Differences of every shape, beside what the real `git` says of them.
@AntipodeTest
class DiffShapesTest {

    private final Cast cast;
    private final Browser browser;
    private final Tokens tokens;
    private final Diffs diffs;
    private final LineMoves moves;
    @TempDir Path folder;

    DiffShapesTest(Cast cast, Browser browser, Tokens tokens, Diffs diffs, LineMoves moves) {
        this.cast = cast;
        this.browser = browser;
        this.tokens = tokens;
        this.diffs = diffs;
        this.moves = moves;
    }

    @Test
    void every_shape_reads_as_git_prints_it() throws IOException {
        Cast.Company company = cast.arrive();
        Project handbook = company.handbook();
        String token = tokens.create(company.ana().id(), "git", List.of("write_repository"), null).text();
        Git git = Git.clone(browser.address().replace("http://", "http://git:" + token + "@") + "/" + handbook.fullPath() + ".git",
                folder.resolve("clone"));
        git.run("checkout", "-q", "-b", "main");
        write(git, "windows.txt", "one\r\ntwo\r\nthree\r\n".getBytes());
        write(git, "unended.txt", "one\ntwo".getBytes());
        write(git, "latin.txt", new byte[] {'b', 'l', (byte) 0xe4, 'u', '\n', 'x', '\n'});
        write(git, "picture.bin", new byte[] {1, 0, 2, 0});
        write(git, "tool.sh", "echo\n".getBytes());
        write(git, "moved.txt", lines(1, 40).getBytes());
        write(git, "spaces and ümlaut (1).md", "# Hi\n".getBytes());
        write(git, "long.txt", "a\n".repeat(900_000).getBytes());
        git.commit("Before");
        write(git, "windows.txt", "one\r\ntwo and\r\nthree\r\n".getBytes());
        write(git, "unended.txt", "one\ntwo\n".getBytes());
        write(git, "latin.txt", new byte[] {'b', 'l', (byte) 0xe4, 'u', '\n', (byte) 0xf6, '\n'});
        write(git, "picture.bin", new byte[] {1, 0, 3, 0});
        git.run("update-index", "--chmod=+x", "tool.sh");
        git.folder().resolve("tool.sh").toFile().setExecutable(true);
        git.run("mv", "moved.txt", "elsewhere.txt");
        write(git, "elsewhere.txt", (lines(1, 10) + "between\n" + lines(11, 40)).getBytes());
        write(git, "spaces and ümlaut (1).md", "# Hi there\n".getBytes());
        write(git, "long.txt", ("a\n".repeat(450_000) + "b\n" + "a\n".repeat(450_000)).getBytes());
        write(git, "empty.txt", new byte[0]);
        git.commit("After");
        git.run("push", "-q", "origin", "main");
        List<ChangedFile> files = diffs.files(handbook.id(), git.run("rev-parse", "main~1"), "main");
        List<FileDiff> read = diffs.read(handbook.id(), files);
        assertThat(read).extracting(FileDiff::path).containsExactlyInAnyOrder(
                git.run("-c", "core.quotePath=false", "diff", "--name-only", "-M", "main~1", "main").split("\n"));
        for (String path : List.of("windows.txt", "unended.txt", "spaces and ümlaut (1).md", "long.txt", "elsewhere.txt")) {
            assertThat(file(read, path).diff().strip()).as(path).isEqualTo(hunks(git, path).strip());
        }
        assertThat(file(read, "windows.txt").hunks().getFirst().lines()).anyMatch(FileDiff.Line::carriageReturn);
        assertThat(file(read, "unended.txt").hunks().getFirst().lines())
                .filteredOn(FileDiff.Line::unended).singleElement().extracting(FileDiff.Line::kind).isEqualTo(FileDiff.Kind.REMOVED);
        assertThat(file(read, "latin.txt").diff()).contains("bl\uFFFDu", "+\uFFFD");
        assertThat(file(read, "picture.bin").binary()).isTrue();
        assertThat(file(read, "tool.sh").modeChanged()).isTrue();
        assertThat(file(read, "elsewhere.txt").renamed()).isTrue();
        assertThat(file(read, "empty.txt").created()).isTrue();
        LineMoves.Moved moved = moves.between(handbook.id(), git.run("rev-parse", "main~1"), "main", List.of("moved.txt")).get("moved.txt");
        assertThat(moved.path()).isEqualTo("elsewhere.txt");
        assertThat(IntStream.of(10, 11, 40).map(moved::line)).containsExactly(10, 12, 41);
        assertThat(IntStream.of(10, 11, 12, 41).map(moved::before)).containsExactly(10, 0, 11, 40);
    }

    private static FileDiff file(List<FileDiff> all, String path) {
        return all.stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow();
    }

    private static String hunks(Git git, String path) {
        String patch = git.run("diff", "-M", "--diff-algorithm=histogram", "main~1", "main", "--",
                path.equals("elsewhere.txt") ? "moved.txt" : path, path);
        String own = patch.substring(patch.lastIndexOf("diff --git"));
        return Arrays.stream(own.substring(own.indexOf("@@ ")).split("\n"))
                .map(line -> line.startsWith("@@ ") ? line.substring(0, line.indexOf(" @@") + 3) : line)
                .collect(Collectors.joining("\n"));
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> "line " + n + "\n").collect(Collectors.joining());
    }

    private static void write(Git git, String path, byte[] bytes) throws IOException {
        Files.write(git.folder().resolve(path), bytes);
        git.run("add", "-A");
    }
}
