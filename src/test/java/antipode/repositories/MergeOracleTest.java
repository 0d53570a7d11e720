package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.git.Git;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Cast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What two branches become, beside what git itself makes of them.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeOracleTest {

    private static final int PAIRS = 24;

    private final Cast cast;
    private final Merges merges;
    private final Conflicts conflicts;
    private final Commits commits;
    private final Files files;
    private final Edits edits;
    private final Tokens tokens;
    private final ProjectMembers members;
    @LocalServerPort int port;
    private Cast.Company company;
    private int count;

    MergeOracleTest(Cast cast, Merges merges, Conflicts conflicts, Commits commits, Files files, Edits edits, Tokens tokens, ProjectMembers members) {
        this.cast = cast;
        this.merges = merges;
        this.conflicts = conflicts;
        this.commits = commits;
        this.files = files;
        this.edits = edits;
        this.tokens = tokens;
        this.members = members;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    private Project project() {
        return cast.project(company.ana(), company.team(), "p" + ++count, Visibility.INTERNAL);
    }

    private String url(Project project) {
        var token = tokens.create(company.ana().id(), "git", List.of("write_repository"), null).text();
        return "http://git:" + token + "@localhost:" + port + "/" + project.fullPath() + ".git";
    }

    @Test
    void branches_at_random_merge_rebase_and_clash_as_with_git(@TempDir Path folder) {
        var random = new Random(7);
        var project = project();
        var git = Git.begin(folder.resolve("work"));
        git.run("config", "merge.directoryRenames", "false");
        var trees = new LinkedHashMap<Integer, String>();
        var clashing = new LinkedHashMap<Integer, TreeSet<String>>();
        var rebased = new LinkedHashMap<Integer, String>();
        for (int pair = 0; pair < PAIRS; pair++) {
            git.run("checkout", "-q", "--orphan", "base-" + pair);
            git.attempt("rm", "-rfq", ".");
            for (int file = 0; file < 5; file++) {
                git.write("pages/seite " + file + ".md", lines(pair * 10 + file));
            }
            git.commit("Begin " + pair);
            git.run("branch", "target-" + pair);
            git.run("checkout", "-q", "-b", "source-" + pair);
            change(git, random);
            change(git, random);
            git.run("checkout", "-q", "target-" + pair);
            change(git, random);
            var merged = git.attempt("-c", "merge.directoryRenames=false", "-c", "core.quotepath=false", "merge-tree", "--write-tree", "--name-only", "--no-messages",
                    "target-" + pair, "source-" + pair);
            var said = merged.out().lines().toList();
            if (merged.ok()) {
                trees.put(pair, said.getFirst());
            } else {
                clashing.put(pair, new TreeSet<>(said.subList(1, said.size())));
            }
            git.run("checkout", "-q", "-b", "again-" + pair, "source-" + pair);
            if (git.attempt("-c", "merge.directoryRenames=false", "rebase", "-q", "target-" + pair).ok()) {
                rebased.put(pair, git.run("rev-parse", "HEAD^{tree}") + " " + git.run("rev-list", "--count", "target-" + pair + "..HEAD"));
            } else {
                git.run("rebase", "--abort");
            }
            git.run("reset", "-q", "--hard", "source-" + pair);
        }
        git.run("push", "-q", url(project), "--all");
        assertThat(trees).as("the dice let some merge").hasSizeGreaterThan(5);
        assertThat(clashing).as("and some clash").hasSizeGreaterThan(5);
        for (int pair = 0; pair < PAIRS; pair++) {
            var source = "source-" + pair;
            var target = "target-" + pair;
            var expected = clashing.get(pair);
            var outcome = merges.rehearse(project.id(), source, target);
            if (expected != null) {
                assertThat(outcome).as("pair " + pair).isInstanceOf(Merges.Conflicting.class);
                assertThat(expected).as("pair " + pair).containsAll(((Merges.Conflicting) outcome).paths());
            } else {
                assertThat(outcome).as("pair " + pair).isInstanceOf(Merges.Merged.class);
            }
            var head = commits.find(project.id(), source).orElseThrow().id();
            var again = merges.rebase(company.ana(), project, "again-" + pair, head, target);
            assertThat(again instanceof Merges.Merged).as("rebase of pair " + pair).isEqualTo(rebased.containsKey(pair));
            if (expected == null) {
                merges.merge(company.ana(), project, source, target, "Merge", Merges.How.COMMIT, null);
            }
        }
        var after = Git.clone(url(project), folder.resolve("after"));
        after.run("fsck", "--full", "--strict");
        trees.forEach((pair, tree) -> assertThat(after.run("rev-parse", "origin/target-" + pair + "^{tree}")).as("pair " + pair).isEqualTo(tree));
        rebased.forEach((pair, said) -> {
            var was = git.run("rev-parse", "target-" + pair);
            assertThat(after.run("rev-parse", "origin/again-" + pair + "^{tree}") + " "
                    + after.run("rev-list", "--count", was + "..origin/again-" + pair)).as("rebase of pair " + pair).isEqualTo(said);
        });
    }

    private static String lines(int seed) {
        var text = new StringBuilder("# Page " + seed + "\n");
        for (int line = 0; line < 12; line++) {
            text.append("\nParagraph ").append(line).append(" of page ").append(seed).append(" says what it says.\n");
        }
        return text.toString();
    }

    private static void change(Git git, Random random) {
        var all = git.run("-c", "core.quotepath=false", "ls-files").lines().toList();
        for (int deed = 0; deed < 3; deed++) {
            var path = all.get(random.nextInt(Math.min(3, all.size())));
            if (!git.folder().resolve(path).toFile().exists()) {
                continue;
            }
            switch (random.nextInt(7)) {
                case 0 -> git.attempt("mv", path, path.replace(".md", " renamed " + random.nextInt(2) + ".md"));
                case 1 -> git.attempt("rm", "-q", path);
                case 2 -> git.write("pages/new " + random.nextInt(3) + ".md", lines(900 + random.nextInt(50)));
                default -> {
                    var lines = new ArrayList<>(read(git, path).lines().toList());
                    int at = 2 * random.nextInt(Math.max(1, lines.size() / 2));
                    lines.set(Math.min(at, lines.size() - 1), "Changed to " + random.nextInt(1000) + ".");
                    git.write(path, String.join("\n", lines) + "\n");
                }
            }
        }
        git.commit("Change " + random.nextInt(1000));
    }

    private static String read(Git git, String path) {
        try {
            return java.nio.file.Files.readString(git.folder().resolve(path));
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void a_page_that_one_side_renamed_takes_along_what_the_other_changed_in_it() {
        var project = project();
        edits.commit(company.ana(), project, "main", null, "Begin", List.of(Edits.Action.create("a.md", lines(1))), null);
        edits.commit(company.ana(), project, "renamed", "main", "Rename", List.of(Edits.Action.move("a.md", "b c.md")), null);
        edits.commit(company.ana(), project, "main", null, "Change", List.of(
                Edits.Action.update("a.md", lines(1).replace("Paragraph 3", "Paragraph three"))), null);
        assertThat(merges.merge(company.ana(), project, "renamed", "main", "Merge", Merges.How.COMMIT, null)).isInstanceOf(Merges.Merged.class);
        assertThat(files.find(project.id(), "main", "a.md")).isEmpty();
        assertThat(files.find(project.id(), "main", "b c.md").orElseThrow().text()).contains("Paragraph three");
    }

    @Test
    void conflicts_are_told_place_by_place_and_settled_by_choice_by_hand_or_as_a_whole(@TempDir Path folder) {
        var project = project();
        members.add(project, Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        edits.commit(company.ana(), project, "main", null, "Begin", List.of(
                Edits.Action.create("a.md", lines(1)), Edits.Action.create("b.md", lines(2)), Edits.Action.create("c.md", lines(3))), null);
        edits.commit(company.kei(), project, "topic", "main", "Here", List.of(
                Edits.Action.update("a.md", lines(1).replace("Paragraph 2 ", "HERE 2 ").replace("Paragraph 9 ", "HERE 9 ")),
                Edits.Action.update("b.md", lines(2).replace("Paragraph 2 ", "HERE ")),
                Edits.Action.update("c.md", lines(3).replace("Paragraph 2 ", "HERE "))), null);
        edits.commit(company.ana(), project, "main", null, "There", List.of(
                Edits.Action.update("a.md", lines(1).replace("Paragraph 2 ", "THERE 2 ").replace("Paragraph 9 ", "THERE 9 ").replace("Paragraph 5 ", "FIVE ")),
                Edits.Action.update("b.md", lines(2).replace("Paragraph 2 ", "THERE ")),
                Edits.Action.delete("c.md")), null);
        var source = commits.find(project.id(), "topic").orElseThrow().id();
        var target = commits.find(project.id(), "main").orElseThrow().id();
        var found = conflicts.between(project.id(), source, target);
        assertThat(found).extracting(Conflict::path).containsExactly("a.md", "b.md", "c.md");
        assertThat(found).extracting(Conflict::kind).containsExactly(Conflict.Kind.LINES, Conflict.Kind.LINES, Conflict.Kind.GONE_IN_TARGET);
        assertThat(found.getFirst().disputed()).hasSize(2).first().satisfies(place -> {
            assertThat(place.source()).isEqualTo("HERE 2 of page 1 says what it says.\n");
            assertThat(place.base()).isEqualTo("Paragraph 2 of page 1 says what it says.\n");
            assertThat(place.target()).isEqualTo("THERE 2 of page 1 says what it says.\n");
        });
        assertThat(Conflict.markAt(found.get(1).lines().marked("topic", "main"))).isPositive();
        var commit = conflicts.solve(company.kei(), project, "topic", source, "main", target, "Merge main into topic", Map.of(
                "a.md", new Conflict.Choice(List.of(ThreeWay.Side.BOTH, ThreeWay.Side.TARGET)),
                "b.md", new Conflict.Written("# Written\n"),
                "c.md", new Conflict.Taken(ThreeWay.Side.TARGET)));
        var text = files.find(project.id(), "topic", "a.md").orElseThrow().text();
        assertThat(text).contains("HERE 2 of page 1 says what it says.\nTHERE 2 of page 1", "THERE 9 ", "FIVE ").doesNotContain("HERE 9 of page 1 says what it says.\nTHERE");
        assertThat(files.find(project.id(), "topic", "b.md").orElseThrow().text()).isEqualTo("# Written\n");
        assertThat(files.find(project.id(), "topic", "c.md")).isEmpty();
        var made = commits.find(project.id(), commit).orElseThrow();
        assertThat(made.parents()).containsExactly(source, target);
        assertThat(made.author().name()).isEqualTo("Kei Nakamura");
        assertThat(merges.rehearse(project.id(), "topic", "main")).isInstanceOf(Merges.Merged.class);
        Git.clone(url(project), folder.resolve("clone")).run("fsck", "--full", "--strict");
    }
}
