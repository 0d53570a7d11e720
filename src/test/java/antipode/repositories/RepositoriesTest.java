package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.git.Git;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Namespaces;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Visibility;
import antipode.web.Problem;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A project's repository, from the web and from git, by people of the company.
@AntipodeTest
class RepositoriesTest {

    final Members members;
    final Namespaces namespaces;
    final Projects projects;
    final Tokens tokens;
    final Files files;
    final Commits commits;
    final Diffs diffs;
    final Branches branches;
    final Edits edits;
    final Merges merges;
    static int count;
    Actor ana;
    Actor kei;
    String anasToken;
    Project project;
    @TempDir Path folder;
    @LocalServerPort int port;

    RepositoriesTest(Members members, Namespaces namespaces, Projects projects, Tokens tokens, Files files, Commits commits, Diffs diffs, Branches branches, Edits edits, Merges merges) {
        this.members = members;
        this.namespaces = namespaces;
        this.projects = projects;
        this.tokens = tokens;
        this.files = files;
        this.commits = commits;
        this.diffs = diffs;
        this.branches = branches;
        this.edits = edits;
        this.merges = merges;
    }

    @BeforeEach
    void a_project_of_anas() {
        count++;
        ana = member("Ana Ferreira", "ana" + count, "Europe/Lisbon");
        kei = member("Kei Nakamura", "kei" + count, "Asia/Tokyo");
        anasToken = tokens.create(ana.id(), "git", List.of("write_repository"), null).text();
        project = projects.create(ana, new Projects.Draft(namespaces.find("ana" + count).orElseThrow(), "booking", "Booking", "", Visibility.PRIVATE, "main", true));
    }

    Actor member(String name, String username, String zone) {
        return Actor.of(members.create(new Members.Draft(username, name, username + "@halyard.example", ZoneId.of(zone))));
    }

    String url(String token) {
        return "http://git:" + token + "@localhost:" + port + "/" + project.fullPath() + ".git";
    }

    String commit(String branch, String message, Edits.Action... actions) {
        return edits.commit(ana, project, branch, "main", message, List.of(actions), null);
    }

    @Test
    void a_project_is_born_with_its_readme_and_cloned_with_a_token() {
        var clone = Git.clone(url(anasToken), folder.resolve("clone"));
        assertThat(clone.run("log", "--format=%an <%ae> %s")).isEqualTo("Ana Ferreira <ana" + count + "@halyard.example> Begin with a README");
        clone.write("fares.md", "Fares\n").commit("Add fares");
        clone.run("push", "-q", "origin", "main");
        assertThat(files.find(project.id(), "main", "fares.md").orElseThrow().text()).isEqualTo("Fares\n");
        var keis = tokens.create(kei.id(), "git", List.of("read_repository"), null).text();
        assertThat(clone.attempt("ls-remote", url(keis)).out()).contains("not found");
        assertThat(clone.attempt("ls-remote", url("wrong")).out()).contains("Authentication failed");
        var reading = tokens.create(ana.id(), "reading", List.of("read_repository"), null).text();
        clone.run("ls-remote", url(reading));
        assertThat(clone.attempt("push", url(reading), "main:x").out()).contains("403");
        assertThat(clone.attempt("ls-remote", url("").replace("git:@", "")).out()).contains("could not read Username");
    }

    @Test
    void edits_are_commits_and_all_or_none() {
        var first = commit("main", "Add two", Edits.Action.create("docs/a.md", "A\n"), Edits.Action.create("docs/b.md", "B\n"));
        assertThat(files.list(project.id(), "main", "", true).orElseThrow()).extracting(Files.Entry::path).containsExactly("docs", "README.md", "docs/a.md", "docs/b.md");
        var second = commit("main", "Rework", Edits.Action.update("docs/a.md", "A2\n"), Edits.Action.move("docs/b.md", "docs/c.md"), Edits.Action.delete("README.md"));
        assertThat(files.list(project.id(), second, "docs", false).orElseThrow()).extracting(Files.Entry::name).containsExactly("a.md", "c.md");
        assertThatThrownBy(() -> commit("main", "No", Edits.Action.create("x", "x"), Edits.Action.update("nowhere", "x"))).hasMessage("A file with this name doesn't exist");
        assertThatThrownBy(() -> commit("main", "No", Edits.Action.create("docs/a.md", "x"))).hasMessage("A file with this name already exists");
        assertThatThrownBy(() -> commit("main", "No", Edits.Action.create("docs/a.md/b", "x"))).hasMessageContaining("is a file, not a folder");
        assertThatThrownBy(() -> commit("main", "No", Edits.Action.create(".git/config", "x"))).isInstanceOf(Problem.class);
        assertThat(commits.find(project.id(), "main").orElseThrow().id()).isEqualTo(second);
        assertThatThrownBy(() -> edits.commit(ana, project, "main", null, "Late", List.of(Edits.Action.create("late", "x")), first))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));
        assertThatThrownBy(() -> edits.commit(kei, project, "main", null, "Stranger", List.of(Edits.Action.create("x", "x")), null)).isInstanceOf(Problem.class);
        assertThat(commits.list(project.id(), Commits.Query.of("main", 10).at("docs/a.md"))).extracting(Commit::title).containsExactly("Rework", "Add two");
        assertThat(files.lastCommits(project.id(), "main", "docs").get("c.md").title()).isEqualTo("Rework");
        Git.clone(url(anasToken), folder.resolve("clone")).run("fsck", "--full", "--strict");
    }

    @Test
    void a_comparison_shows_what_a_branch_brings() {
        commit("main", "Add", Edits.Action.create("a.md", "one\ntwo\nthree\n"), Edits.Action.create("old.md", "the same words\n".repeat(5)));
        commit("topic", "Change", Edits.Action.update("a.md", "one\n2\nthree\nfour\n"), Edits.Action.move("old.md", "new.md"));
        commit("main", "Meanwhile", Edits.Action.create("b.md", "b\n"));
        var comparison = diffs.compare(project.id(), "main", "topic", false);
        assertThat(comparison.commits()).extracting(Commit::title).containsExactly("Change");
        assertThat(comparison.diffs()).extracting(FileDiff::newPath).containsExactly("a.md", "new.md");
        var a = comparison.diffs().getFirst();
        assertThat(a.diff()).isEqualTo("@@ -1,3 +1,4 @@\n one\n-two\n+2\n three\n+four\n");
        assertThat(a.hunks().getFirst().lines()).extracting(FileDiff.Line::newNumber).containsExactly(1, null, 2, 3, 4);
        assertThat(comparison.diffs().getLast()).matches(FileDiff::renamed).extracting(FileDiff::oldPath).isEqualTo("old.md");
        assertThat(diffs.of(project.id(), "topic")).hasSize(2);
        assertThat(diffs.between(project.id(), "main", "topic")).extracting(FileDiff::deleted).contains(true);
    }

    @Test
    void branches_merge_or_say_where_they_conflict() {
        commit("main", "Add", Edits.Action.create("a.md", "one\ntwo\nthree\n"));
        var topic = commit("topic", "Change", Edits.Action.update("a.md", "one\nTWO\nthree\n"));
        commit("main", "Meanwhile", Edits.Action.create("b.md", "b\n"));
        assertThat(merges.rehearse(project.id(), "topic", "main")).isInstanceOf(Merges.Merged.class);
        var merged = (Merges.Merged) merges.merge(ana, project, topic, "main", "Merge branch 'topic'", Merges.How.COMMIT, null);
        var commit = commits.find(project.id(), merged.commit()).orElseThrow();
        assertThat(commit.parents()).hasSize(2);
        assertThat(files.find(project.id(), "main", "a.md").orElseThrow().text()).isEqualTo("one\nTWO\nthree\n");
        commit("other", "Other", Edits.Action.update("a.md", "one\nzwei\nthree\n"));
        commit("main", "Mine", Edits.Action.update("a.md", "one\ndeux\nthree\n"));
        assertThat(merges.rehearse(project.id(), "other", "main")).isEqualTo(new Merges.Conflicting(List.of("a.md")));
        var before = commits.find(project.id(), "main").orElseThrow().id();
        assertThat(merges.merge(ana, project, "other", "main", "No", Merges.How.COMMIT, null)).isEqualTo(new Merges.Conflicting(List.of("a.md")));
        assertThat(commits.find(project.id(), "main").orElseThrow().id()).isEqualTo(before);
        var reverted = (Merges.Merged) merges.revert(ana, project, "main", "revert-mine", "main", null);
        assertThat(commits.find(project.id(), reverted.commit()).orElseThrow().title()).isEqualTo("Revert \"Mine\"");
        assertThat(files.find(project.id(), "revert-mine", "a.md").orElseThrow().text()).isEqualTo("one\nTWO\nthree\n");
        assertThat(branches.list(project.id())).extracting(Branches.Branch::name).containsExactly("main", "other", "revert-mine", "topic");
        branches.delete(ana, project, "topic");
        assertThatThrownBy(() -> branches.delete(ana, project, "main")).hasMessage("The default branch cannot be deleted.");
        Git.clone(url(anasToken), folder.resolve("clone")).run("fsck", "--full", "--strict");
    }
}
