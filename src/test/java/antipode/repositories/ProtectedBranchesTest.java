package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.git.Git;
import antipode.people.Actor;
import antipode.people.Tokens;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Cast;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ana, who owns the project, says what Kei, a developer, may do to which branch.
@AntipodeTest
class ProtectedBranchesTest {

    static Cast.@Nullable Company company;
    static int count;

    final Cast cast;
    final Browser browser;
    final Tokens tokens;
    final ProjectMembers members;
    final ProtectedBranches rules;

    @TempDir
    Path folder;

    Project project;
    Git git;
    Actor ana;
    Actor kei;

    ProtectedBranchesTest(Cast cast, Browser browser, Tokens tokens, ProjectMembers members, ProtectedBranches rules) {
        this.cast = cast;
        this.browser = browser;
        this.tokens = tokens;
        this.members = members;
        this.rules = rules;
    }

    @BeforeEach
    void a_project_with_two_commits() {
        if (company == null) {
            company = cast.arrive();
        }
        ana = company.ana();
        kei = company.kei();
        project = cast.project(ana, company.team(), "charts" + ++count, Visibility.INTERNAL);
        members.add(project, Role.OWNER, kei.require(), Role.DEVELOPER, null);
        git = Git.begin(folder.resolve("charts"));
        git.run("remote", "add", "ana", url(ana));
        git.run("remote", "add", "kei", url(kei));
        git.write("one.md", "One\n").commit("One");
        git.write("two.md", "Two\n").commit("Two");
        git.run("push", "-q", "ana", "main");
    }

    String url(Actor actor) {
        var token = tokens.create(actor.id(), "git", List.of("write_repository", "read_repository"), null).text();
        return browser.address().replace("http://", "http://x:" + token + "@") + project.url() + ".git";
    }

    @Test
    void nobody_rewrites_or_deletes_the_default_branch_though_no_rule_says_so() {
        git.run("reset", "-q", "--hard", "HEAD^");
        git.write("two.md", "Otherwise\n").commit("Two, otherwise");
        assertThat(git.attempt("push", "--force", "ana", "main").out()).contains("its history may not be rewritten");
        assertThat(git.attempt("push", "ana", ":main").ok()).isFalse();
        git.run("push", "-q", "kei", "main:topic");
        git.run("push", "-q", "--force", "kei", "HEAD^:topic");
        git.run("push", "-q", "kei", ":topic");
    }

    @Test
    void a_rule_keeps_developers_from_pushing_editing_and_merging() {
        var answer = browser.program(ana).post("/api/v4/projects/" + project.id() + "/protected_branches", "name", "main");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("\"push_access_levels\":[{", "\"access_level\":40", "\"allow_force_push\":false");
        git.write("three.md", "Three\n").commit("Three");
        assertThat(git.attempt("push", "kei", "main").out()).contains("pushing to it takes a maintainer; push to another branch and open a merge request");
        var edit = browser.program(kei).json("POST", "/api/v4/projects/" + project.id() + "/repository/files/new.md",
                "{\"branch\":\"main\",\"commit_message\":\"New\",\"content\":\"x\"}");
        assertThat(edit.status()).isEqualTo(403);
        assertThat(browser.program(kei).get("/api/v4/projects/" + project.id() + "/repository/branches/main").body())
                .contains("\"protected\":true", "\"developers_can_push\":false", "\"can_push\":false");
        git.run("push", "-q", "kei", "main:topic");
        var request = browser.program(kei).post("/api/v4/projects/" + project.id() + "/merge_requests", "source_branch", "topic", "target_branch", "main", "title", "Three");
        assertThat(request.status()).as(request.body()).isEqualTo(201);
        var merge = "/api/v4/projects/" + project.id() + "/merge_requests/" + request.json().get("iid").asInt() + "/merge";
        var refused = browser.program(kei).put(merge);
        assertThat(refused.status()).as(refused.body()).isBetween(401, 409);
        var merged = browser.program(ana).put(merge);
        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
    }

    @Test
    void patterns_protect_many_and_a_name_outweighs_them() {
        rules.protect(ana, project, "release/*", Role.MAINTAINER, Role.MAINTAINER, false);
        rules.protect(ana, project, "release/next", Role.DEVELOPER, Role.DEVELOPER, true);
        assertThat(git.attempt("push", "kei", "main:release/1").out()).contains("“release/1” is protected");
        git.run("push", "-q", "ana", "main:release/1");
        git.run("push", "-q", "kei", "main:release/next", "main:releases");
        git.run("push", "-q", "--force", "kei", "HEAD^:release/next");
        assertThat(git.attempt("push", "kei", ":release/next").out()).contains("is protected and stays");
        assertThat(browser.as(ana).post(project.url() + "/-/branches/removal", "name", "release/next").status()).isEqualTo(303);
        assertThat(browser.as(kei).post(project.url() + "/-/branches/removal", "name", "release/1").status()).isEqualTo(403);
    }

    @Test
    void a_maintainer_writes_the_rules_on_a_page_and_by_the_api() {
        var page = browser.as(ana).get(project.url() + "/-/settings/branches");
        assertThat(page.text(".labels-list")).contains("main", "as every default branch");
        assertThat(browser.as(kei).get(project.url() + "/-/settings/branches").status()).isEqualTo(403);
        assertThat(browser.as(ana).post(project.url() + "/-/settings/branches", "name", "a..b", "push", "developer", "merge", "maintainer").text(".field-error")).contains("is not a name");
        assertThat(browser.as(ana).post(project.url() + "/-/settings/branches", "name", "stable", "push", "nobody", "merge", "developer").status()).isEqualTo(303);
        assertThat(rules.find(project, "stable").orElseThrow().push()).isEqualTo(Role.NONE);
        var api = "/api/v4/projects/" + project.id() + "/protected_branches";
        assertThat(browser.program(ana).get(api).json()).hasSize(2);
        assertThat(browser.program(ana).post(api, "name", "stable").status()).isEqualTo(409);
        assertThat(browser.program(ana).json("PATCH", api + "/stable", "{\"allow_force_push\":true}").body()).contains("\"allow_force_push\":true");
        assertThat(browser.program(ana).delete(api + "/stable").status()).isEqualTo(204);
        assertThat(browser.program(ana).get(api + "/stable").status()).isEqualTo(404);
        assertThat(browser.program(ana).delete(api + "/main").status()).isEqualTo(400);
    }
}
