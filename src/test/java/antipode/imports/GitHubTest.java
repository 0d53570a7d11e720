package antipode.imports;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.git.Git;
import antipode.jobs.Schedules;
import antipode.testing.Browser;
import antipode.testing.Cast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A company brings a repository from GitHub: its migration archive, and what its API answers.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitHubTest {

    private static final String THERE = "https://github.com/harbour/ferry";
    private static final String FILE = "https://user-images.githubusercontent.com/1595118/quay.png";

    private final Cast cast;
    private final Browser browser;
    private final Schedules schedules;
    private final JdbcClient jdbc;
    private Browser.Tab ana;
    private Browser.Tab program;
    private Export archive = Export.empty();
    private Export dump = Export.empty();
    private String head = "";

    GitHubTest(Cast cast, Browser browser, Schedules schedules, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.schedules = schedules;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void aRepositoryIsArchived(@TempDir Path folder) throws IOException {
        var company = cast.arrive();
        ana = browser.as(company.ana());
        program = browser.program(company.ana());
        Git git = Git.begin(folder.resolve("ferry"));
        git.write("README.md", "# Ferry\n\nPaper wins.\n").commit("Begin");
        String base = git.run("rev-parse", "HEAD").strip();
        git.run("branch", "-M", "trunk");
        git.run("checkout", "-q", "-b", "web");
        git.write("README.md", "# Ferry\n\nThe web wins.\n").commit("Give up paper");
        head = git.run("rev-parse", "HEAD").strip();
        git.run("checkout", "-q", "trunk");
        git.run("update-ref", "refs/pull/4/head", head);
        git.run("branch", "-D", "web");
        archive = Export.empty()
                .with("schema.json", "{\"version\":\"1.2.0\",\"github_sha\":\"8de0984858fd99a8dcd2d756cf0f128b9161e3b5\"}")
                .with("repositories_000001.json", """
                        [{"type":"repository","url":"%1$s","owner":"https://github.com/harbour","name":"ferry","description":"What we ferry","private":true,"labels":[{"url":"%1$s/labels/good%%20fares","name":"good fares","color":"428bca","description":"What it costs"}]}]"""
                        .formatted(THERE))
                .with("users_000001.json", """
                        [{"type":"user","url":"https://github.com/knak","login":"knak","name":"Kei There","emails":[{"address":"kei@halyard.example","primary":true,"verified":true}]},
                         {"type":"user","url":"https://github.com/mia","login":"mia","name":"Mia There","emails":[]}]""")
                .with("milestones_000001.json", """
                        [{"type":"milestone","url":"%s/milestones/3","title":"Spring","state":"closed","due_on":"2020-04-01T00:00:00Z","created_at":"2020-01-01T09:00:00Z"}]"""
                        .formatted(THERE))
                .with("issues_000001.json", """
                        [{"type":"issue","url":"%1$s/issues/7","repository":"%1$s","user":"https://github.com/mia","title":"Flat refunds","body":"As @knak said in #4, see harbour/ferry#9, GH-9, [there](%1$s/pull/4) and `#4`.\\n\\n![quay](%2$s)","assignee":"https://github.com/knak","assignees":["https://github.com/knak"],"milestone":"%1$s/milestones/3","labels":["%1$s/labels/good%%20fares"],"reactions":[{"user":"https://github.com/mia","content":"+1"}],"closed_at":"2020-03-01T08:00:00Z","created_at":"2020-02-03T10:00:00Z","updated_at":"2020-03-01T08:00:00Z"},
                         {"type":"issue","url":"%1$s/issues/9","repository":"%1$s","user":null,"title":"Night ferries","body":null,"labels":[],"reactions":[],"created_at":"2020-02-06T10:00:00Z"}]"""
                        .formatted(THERE, FILE))
                .with("issue_comments_000001.json", """
                        [{"type":"issue_comment","url":"%1$s/issues/7#issuecomment-1","issue":"%1$s/issues/7","user":"https://github.com/knak","body":"Yes @mia.","reactions":[],"created_at":"2020-02-05T10:00:00Z"}]"""
                        .formatted(THERE))
                .with("issue_events_000001.json", """
                        [{"type":"issue_event","url":"%1$s/issues/7#event-1","issue":"%1$s/issues/7","actor":"https://github.com/knak","event":"closed","created_at":"2020-03-01T08:00:00Z"},
                         {"type":"issue_event","url":"%1$s/issues/7#event-2","issue":"%1$s/issues/7","actor":"https://github.com/lurker","event":"subscribed","created_at":"2020-03-01T08:00:00Z"}]"""
                        .formatted(THERE))
                .with("pull_requests_000001.json", """
                        [{"type":"pull_request","url":"%1$s/pull/4","user":"https://github.com/knak","repository":"%1$s","title":"Give up paper","body":"Closes #9","base":{"ref":"trunk","sha":"%2$s","user":"https://github.com/harbour","repo":"%1$s"},"head":{"ref":"web","sha":"%3$s","user":"https://github.com/harbour","repo":"%1$s"},"assignees":[],"labels":[],"reactions":[],"review_requests":[],"work_in_progress":true,"merged_at":null,"closed_at":null,"created_at":"2020-02-01T10:00:00Z"}]"""
                        .formatted(THERE, base, head))
                .with("pull_request_reviews_000001.json", """
                        [{"type":"pull_request_review","url":"%1$s/pull/4/files#pullrequestreview-1","pull_request":"%1$s/pull/4","user":"https://github.com/mia","body":"Good riddance","head_sha":"%2$s","state":40,"reactions":[],"created_at":"2020-02-02T10:00:00Z","submitted_at":"2020-02-02T10:00:00Z"}]"""
                        .formatted(THERE, head))
                .with("pull_request_review_comments_000001.json", """
                        [{"type":"pull_request_review_comment","url":"%1$s/pull/4/files#r1","pull_request":"%1$s/pull/4","pull_request_review_thread":"t1","user":"https://github.com/mia","body":"Really?","diff_hunk":"@@ -1,3 +1,3 @@\\n # Ferry\\n \\n-Paper wins.\\n+The web wins.","path":"README.md","position":4,"original_position":4,"commit_id":"%2$s","original_commit_id":"%2$s","in_reply_to":null,"reactions":[],"created_at":"2020-02-01T12:00:00Z"},
                         {"type":"pull_request_review_comment","url":"%1$s/pull/4/files#r2","pull_request":"%1$s/pull/4","pull_request_review_thread":"t1","user":"https://github.com/knak","body":"Really.","diff_hunk":"","path":"README.md","commit_id":"%2$s","original_commit_id":"%2$s","in_reply_to":"%1$s/pull/4/files#r1","reactions":[],"created_at":"2020-02-01T13:00:00Z"}]"""
                        .formatted(THERE, head))
                .with("attachments_000001.json", """
                        [{"type":"attachment","url":"%1$s","issue":"%2$s/issues/7","user":"https://github.com/mia","asset_name":"quay.png","asset_content_type":"image/png","asset_url":"tarball://root/attachments/63a1/quay.png","created_at":"2020-02-03T10:00:00Z"}]"""
                        .formatted(FILE, THERE))
                .with("attachments/63a1/quay.png", ImportsTest.PICTURE);
        dump = Export.empty()
                .with("repository.json", "{\"id\":5,\"html_url\":\"" + THERE + "2\",\"url\":\"https://api.github.com/repos/harbour/ferry2\",\"visibility\":\"internal\"}")
                .with("issues.json", """
                        [{"number":1,"html_url":"%1$s/issues/1","user":{"login":"mia","id":5},"title":"Wet decks","body":"See #2","state":"closed","closed_by":{"login":"knak"},"labels":[{"name":"deck","color":"ff0000"}],"assignees":[],"milestone":{"number":2,"title":"Summer","state":"open"},"reactions":{"+1":3},"created_at":"2021-02-03T10:00:00Z","closed_at":"2021-02-04T10:00:00Z"}]
                        [{"number":2,"html_url":"%1$s/pull/2","user":{"login":"mia"},"title":"Mop","state":"open","pull_request":{"url":"x"},"created_at":"2021-02-03T10:00:00Z"}]"""
                        .formatted(THERE + "2"))
                .with("pulls.json", """
                        [{"number":2,"html_url":"%1$s/pull/2","user":{"login":"mia"},"title":"Mop","body":"Fixes #1","state":"closed","draft":false,"merged_at":"2021-02-04T10:00:00Z","closed_at":"2021-02-04T10:00:00Z","head":{"ref":"web","sha":"%2$s","user":{"login":"harbour"}},"base":{"ref":"trunk","sha":"%3$s","user":{"login":"harbour"}},"requested_reviewers":[{"login":"knak"}],"created_at":"2021-02-03T10:00:00Z"}]"""
                        .formatted(THERE + "2", head, base))
                .with("issue_comments.json", "[{\"id\":1,\"issue_url\":\"https://api.github.com/repos/harbour/ferry2/issues/1\",\"user\":{\"login\":\"knak\"},\"body\":\"Salt\",\"created_at\":\"2021-02-03T11:00:00Z\"}]")
                .with("review_comments.json", "[{\"id\":2,\"pull_request_url\":\"https://api.github.com/repos/harbour/ferry2/pulls/2\",\"user\":{\"login\":\"knak\"},\"body\":\"Wins what?\",\"path\":\"README.md\",\"line\":3,\"side\":\"RIGHT\",\"commit_id\":\"" + head + "\",\"created_at\":\"2021-02-03T12:00:00Z\"}]");
        Path bare = git.folder().resolve(".git");
        try (var files = Files.walk(bare)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                archive.with("repositories/harbour/ferry.git/" + bare.relativize(file), Files.readAllBytes(file));
                dump.with("repository.git/" + bare.relativize(file), Files.readAllBytes(file));
            }
        }
    }

    @Test
    void a_migration_archive_becomes_a_project_with_numbers_dates_reviews_and_authors() {
        String place = ImportsTest.upload(ana, "/-/imports", archive.packed()).header("Location");
        var preview = ana.get(place).page();
        assertThat(preview.select("h1").text()).isEqualTo("What is in it");
        assertThat(preview.text()).contains("issues 2", "merge requests 1", "comments 4", "has the mail address of Kei Nakamura");
        assertThat(preview.text()).doesNotContain("lurker");
        String kei = "author_" + GitHub.number("knak");
        assertThat(preview.select("input[name=" + kei + "]").val()).isEqualTo("kei");
        var begun = ana.post(place + "/start", "name", "Ferry", "namespace", "halyard", "visibility", "private", kei, "kei");
        assertThat(begun.status()).as(begun.body()).isEqualTo(303);
        schedules.runDue();

        var done = ana.get(place).page();
        assertThat(done.select("h1").text()).as(done.text()).isEqualTo("It is here");
        var issue = program.get("/api/v4/projects/halyard%2Fferry/issues/7").json();
        assertThat(issue.path("title").stringValue()).as(done.text()).isEqualTo("Flat refunds");
        assertThat(issue.path("state").stringValue()).isEqualTo("closed");
        assertThat(issue.path("created_at").stringValue()).startsWith("2020-02-03T10:00:00");
        assertThat(issue.path("author").path("name").stringValue()).isEqualTo("Mia There");
        assertThat(issue.path("assignees").path(0).path("username").stringValue()).isEqualTo("kei");
        assertThat(issue.path("milestone").path("iid").intValue()).isEqualTo(3);
        assertThat(issue.path("labels").path(0).stringValue()).isEqualTo("good fares");
        assertThat(issue.path("description").stringValue())
                .contains("As @kei said in !4, see #9, #9, [there](/halyard/ferry/-/merge_requests/4) and `#4`.").doesNotContain(FILE);
        assertThat(ana.get("/halyard/ferry/-/issues/7").page().select("img[src*=/uploads/]")).hasSize(1);
        assertThat(program.get("/api/v4/projects/halyard%2Fferry/issues/9").json().path("author").path("name").stringValue()).isEqualTo("ghost");

        var request = program.get("/api/v4/projects/halyard%2Fferry/merge_requests/4").json();
        assertThat(request.path("sha").stringValue()).isEqualTo(head);
        assertThat(request.path("draft").booleanValue()).isTrue();
        assertThat(program.get("/api/v4/projects/halyard%2Fferry").json().path("default_branch").stringValue()).isEqualTo("trunk");
        assertThat(program.get("/api/v4/projects/halyard%2Fferry/merge_requests/4/discussions").json().toString())
                .contains("\"new_line\":3", "Really?", "Really.", "Good riddance");
        assertThat(ana.get("/halyard/ferry/-/merge_requests/4").page().text()).contains("approved this");

        var before = counts();
        var again = ImportsTest.upload(ana, "/-/imports", archive.packed()).header("Location");
        assertThat(ana.post(again + "/start", "name", "Ferry", "namespace", "halyard", "visibility", "private").status()).isEqualTo(303);
        schedules.runDue();
        assertThat(ana.get(again).page().select("h1").text()).isEqualTo("It is here");
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void answers_of_the_api_in_files_become_a_project_too() {
        var answer = ImportsTest.upload(program, "/api/v4/projects/import", dump.packed(), "path", "decks", "namespace", "halyard");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        schedules.runDue();
        var status = program.get("/api/v4/projects/halyard%2Fdecks/import").json();
        assertThat(status.path("import_status").stringValue()).as(status.toString()).isEqualTo("finished");
        assertThat(status.path("import_type").stringValue()).isEqualTo("github");
        var issue = program.get("/api/v4/projects/halyard%2Fdecks/issues/1").json();
        assertThat(issue.path("state").stringValue()).isEqualTo("closed");
        assertThat(issue.path("description").stringValue()).isEqualTo("See !2");
        assertThat(issue.path("milestone").path("title").stringValue()).isEqualTo("Summer");
        var request = program.get("/api/v4/projects/halyard%2Fdecks/merge_requests/2").json();
        assertThat(request.path("state").stringValue()).isEqualTo("merged");
        assertThat(request.path("reviewers").path(0).path("name").stringValue()).isEqualTo("knak");
        assertThat(program.get("/api/v4/projects/halyard%2Fdecks/merge_requests/2/discussions").json().toString())
                .contains("\"new_line\":3", "Wins what?");
    }

    @Test
    void an_archive_that_is_broken_or_made_to_harm_is_refused_in_a_sentence_and_leaves_nothing() {
        int before = count("import");
        byte[] whole = archive.packed();
        var cases = Map.of(
                "has the version", minimal().with("schema.json", "{\"version\":\"2.0.0\"}").packed(),
                "repositories_000001.json is missing", minimal().without("repositories_000001.json").packed(),
                "no JSON", minimal().with("issues_000001.json", "[{\"type\":").packed(),
                "several repositories", minimal().with("repositories_000002.json", "[{\"url\":\"x\"}]").packed(),
                "two kinds at once", minimal().with("VERSION", "0.2.4").packed(),
                "leads to another place", minimal().with("repositories/a/../../../b.git/HEAD", "x").packed(),
                "larger than 32 MB", minimal().with("issues_000001.json", "[{\"body\":\"" + "x".repeat(40 << 20) + "\"}]").packed(),
                "is damaged", minimal().with("repositories/harbour/ferry.git/HEAD", "ref: refs/heads/a")
                        .with("repositories/harbour/ferry.git/refs/heads/a", "0123456789abcdef0123456789abcdef01234567").packed(),
                "ends in the middle", Arrays.copyOf(whole, whole.length / 2));
        cases.forEach((sentence, bytes) -> {
            var answer = ImportsTest.upload(ana, "/-/imports", bytes);
            assertThat(answer.status()).as(sentence).isEqualTo(422);
            assertThat(answer.page().select(".field-error").text()).contains(sentence);
        });
        assertThat(count("import")).isEqualTo(before);
    }

    private static Export minimal() {
        return Export.empty().with("schema.json", "{\"version\":\"1.2.0\"}").with("repositories_000001.json", "[{\"url\":\"" + THERE + "\"}]");
    }

    private List<Integer> counts() {
        return List.of(count("issuable"), count("comment"), count("event"), count("label"), count("milestone"), count("upload"), count("member"));
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }
}
