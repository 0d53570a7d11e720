package antipode.imports;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.git.Git;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.testing.Browser;
import antipode.testing.Cast;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A company brings a project from GitLab: in the browser and by the API, once and again, whole and broken.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final byte[] PICTURE = java.util.Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final Cast cast;
    private final Browser browser;
    private final Schedules schedules;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Browser.Tab ana;
    private Browser.Tab program;
    private byte[] archive = new byte[0];
    private String base = "";
    private String head = "";

    ImportsTest(Cast cast, Browser browser, Schedules schedules, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.schedules = schedules;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void aProjectIsExported(@TempDir Path folder) {
        company = cast.arrive();
        ana = browser.as(company.ana());
        program = browser.program(company.ana());
        Git git = Git.begin(folder.resolve("ferry"));
        git.write("README.md", "# Ferry\n\nPaper wins.\n").commit("Begin");
        base = git.run("rev-parse", "HEAD").strip();
        git.run("branch", "-M", "trunk");
        git.run("checkout", "-q", "-b", "web");
        git.write("README.md", "# Ferry\n\nThe web wins.\n").commit("Give up paper");
        head = git.run("rev-parse", "HEAD").strip();
        git.run("checkout", "-q", "trunk");
        archive = export(git).packed();
    }

    private Export export(Git git) {
        return Export.begun()
                .repository(git)
                .with("uploads/" + SECRET + "/quay.png", PICTURE)
                .with("tree/project/labels.ndjson", "{\"id\":1,\"title\":\"fares\",\"color\":\"#428bca\",\"project_id\":5,\"type\":\"ProjectLabel\"}")
                .with("tree/project/milestones.ndjson", "{\"id\":1,\"iid\":3,\"title\":\"Spring\",\"project_id\":5,\"state\":\"closed\","
                        + "\"due_date\":\"2020-04-01\",\"created_at\":\"2020-01-01T09:00:00.000Z\"}")
                .with("tree/project/project_members.ndjson",
                        "{\"id\":1,\"access_level\":50,\"user_id\":11,\"user\":{\"id\":11,\"public_email\":\"kei@halyard.example\",\"username\":\"knak\"}}",
                        "{\"id\":2,\"access_level\":40,\"user_id\":12,\"user\":{\"id\":12,\"public_email\":\"\",\"username\":\"mia\"}}")
                .with("tree/project/issues.ndjson", """
                        {"id":71,"iid":7,"title":"Flat refunds","description":"As @knak said in !4, see harbour/ferry#9 and `@knak`.\\n\\n![quay](/uploads/%s/quay.png)","state":"closed","author_id":12,"project_id":5,"created_at":"2020-02-03T10:00:00.000Z","updated_at":"2020-03-01T08:00:00.000Z","closed_at":"2020-03-01T08:00:00.000Z","closed_by_id":11,"due_date":"2020-03-31","milestone":{"iid":3,"title":"Spring","project_id":5,"state":"closed"},"label_links":[{"label":{"title":"fares","color":"#428bca"}}],"issue_assignees":[{"user_id":11}],"award_emoji":[{"name":"thumbsup","user_id":12}],"notes":[{"id":1,"note":"Kei, what do you think?","author_id":12,"author":{"name":"Mia There"},"created_at":"2020-02-04T10:00:00.000Z","system":false,"discussion_id":"a"},{"id":2,"note":"Yes @mia.","author_id":11,"created_at":"2020-02-05T10:00:00.000Z","system":false,"discussion_id":"a"},{"id":3,"note":"Nobody outside may read this","author_id":11,"created_at":"2020-02-05T11:00:00.000Z","system":false,"internal":true},{"id":4,"note":"closed","author_id":11,"created_at":"2020-03-01T08:00:00.000Z","system":true,"system_note_metadata":{"action":"closed"}}]}"""
                        .formatted(SECRET),
                        "{\"id\":72,\"iid\":9,\"title\":\"Night ferries\",\"description\":\"\",\"state\":\"opened\",\"author_id\":12,\"project_id\":5,"
                                + "\"confidential\":true,\"created_at\":\"2020-02-06T10:00:00.000Z\",\"updated_at\":\"2020-02-06T10:00:00.000Z\"}")
                .with("tree/project/merge_requests.ndjson", """
                        {"id":41,"iid":4,"title":"Draft: Give up paper","description":"Closes #9","state":"opened","author_id":11,"target_project_id":5,"source_branch":"web","target_branch":"trunk","created_at":"2020-02-01T10:00:00.000Z","updated_at":"2020-02-02T10:00:00.000Z","merge_request_diff":{"base_commit_sha":"%1$s","start_commit_sha":"%1$s","head_commit_sha":"%2$s"},"approvals":[{"user_id":12,"created_at":"2020-02-02T10:00:00.000Z"}],"notes":[{"id":8,"note":"Really?","author_id":12,"created_at":"2020-02-01T12:00:00.000Z","system":false,"type":"DiffNote","discussion_id":"d","position":{"base_sha":"%1$s","start_sha":"%1$s","head_sha":"%2$s","old_path":"README.md","new_path":"README.md","position_type":"text","old_line":null,"new_line":3}}]}"""
                        .formatted(base, head))
                .with("tree/project/snippets.ndjson", "{\"id\":3,\"title\":\"x\"}");
    }

    @Test
    void what_is_in_an_archive_is_shown_first_and_then_imported_with_numbers_dates_and_authors() {
        var sent = upload(ana, "/-/imports", archive);
        assertThat(sent.status()).isEqualTo(303);
        String place = sent.header("Location");
        var preview = ana.get(place).page();
        assertThat(preview.select("h1").text()).isEqualTo("What is in it");
        assertThat(preview.text()).contains("issues 2", "merge requests 1", "comments 3", "Internal comments (1)", "Snippets (1)", "Memberships (2)");
        assertThat(preview.select("input[name=author_11]").val()).isEqualTo("kei");
        assertThat(preview.text()).contains("has the mail address of Kei Nakamura");
        assertThat(browser.as(company.kei()).get(place).status()).isEqualTo(404);

        var begun = ana.post(place + "/start", "name", "Ferry", "namespace", "halyard", "visibility", "private",
                "address", "https://gitlab.example.com/harbour/ferry", "author_11", "kei", "author_12", "");
        assertThat(begun.status()).as(begun.body()).isEqualTo(303);
        schedules.runDue();

        var done = ana.get(place).page();
        assertThat(done.select("h1").text()).as(done.text()).isEqualTo("It is here");
        var issue = program.get("/api/v4/projects/halyard%2Fferry/issues/7").json();
        assertThat(issue.path("title").stringValue()).isEqualTo("Flat refunds");
        assertThat(issue.path("state").stringValue()).isEqualTo("closed");
        assertThat(issue.path("created_at").stringValue()).startsWith("2020-02-03T10:00:00");
        assertThat(issue.path("due_date").stringValue()).isEqualTo("2020-03-31");
        assertThat(issue.path("author").path("name").stringValue()).isEqualTo("Mia There");
        assertThat(issue.path("assignees").path(0).path("username").stringValue()).isEqualTo("kei");
        assertThat(issue.path("milestone").path("iid").intValue()).isEqualTo(3);
        assertThat(issue.path("labels").path(0).stringValue()).isEqualTo("fares");
        assertThat(issue.path("description").stringValue())
                .contains("As @kei said in !4, see #9 and `@knak`.")
                .doesNotContain(SECRET);
        var page = ana.get("/halyard/ferry/-/issues/7").page();
        assertThat(page.text()).contains("what do you think?", "Yes @mia-imported.").doesNotContain("Nobody outside");
        assertThat(page.select("img[src*=/uploads/]")).hasSize(1);
        assertThat(ana.get(page.select("img[src*=/uploads/]").attr("src")).header("Content-Type")).isEqualTo("image/png");
        assertThat(page.select("a[href$=/-/merge_requests/4]")).isNotEmpty();

        var request = program.get("/api/v4/projects/halyard%2Fferry/merge_requests/4").json();
        assertThat(request.path("sha").stringValue()).isEqualTo(head);
        assertThat(request.path("draft").booleanValue()).isTrue();
        assertThat(program.get("/api/v4/projects/halyard%2Fferry").json().path("default_branch").stringValue()).isEqualTo("trunk");
        var discussion = program.get("/api/v4/projects/halyard%2Fferry/merge_requests/4/discussions").json();
        assertThat(discussion.toString()).contains("\"new_line\":3", "Really?");
        assertThat(ana.get("/halyard/ferry/-/merge_requests/4").status()).isEqualTo(200);
        assertThat(ana.get("/search?q=refunds").body()).contains("href=\"/halyard/ferry/-/issues/7\"");

        assertThat(jdbc.sql("select count(*) from delivery").query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("""
                        select count(*) from todo join issuable on issuable.id = todo.issuable_id
                        join project on project.id = issuable.project_id where project.full_path = 'halyard/ferry'""")
                .query(Integer.class).single()).isZero();
        var later = ana.post(place + "/authors", "author_12", "mia");
        assertThat(later.status()).as(later.body()).isEqualTo(303);
        assertThat(program.get("/api/v4/projects/halyard%2Fferry/issues/7").json().path("author").path("username").stringValue())
                .isEqualTo("mia");
        assertThat(jdbc.sql("select count(*) from member where username = 'mia-imported'").query(Integer.class).single()).isZero();

        twice();
    }

    /// The same archive into the same project changes nothing.
    private void twice() {
        var before = List.of(count("issuable"), count("comment"), count("event"), count("label"), count("milestone"), count("upload"), count("member"));
        var again = upload(ana, "/-/imports", archive).header("Location");
        assertThat(ana.post(again + "/start", "name", "Ferry", "namespace", "halyard", "visibility", "private").status()).isEqualTo(303);
        schedules.runDue();
        assertThat(ana.get(again).page().select("h1").text()).isEqualTo("It is here");
        assertThat(List.of(count("issuable"), count("comment"), count("event"), count("label"), count("milestone"), count("upload"), count("member")))
                .isEqualTo(before);
    }

    @Test
    void a_program_imports_and_asks_how_far_it_is() {
        var answer = upload(program, "/api/v4/projects/import", archive, "path", "quays", "namespace", "halyard");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("path_with_namespace").stringValue()).isEqualTo("halyard/quays");
        assertThat(answer.json().path("import_status").stringValue()).isEqualTo("scheduled");
        schedules.runDue();
        String status = "/api/v4/projects/" + answer.json().path("id").longValue() + "/import";
        assertThat(program.get(status).json().path("import_status").stringValue()).isEqualTo("finished");
        assertThat(upload(program, "/api/v4/projects/import", Export.begun().packed(), "path", "quays", "namespace", "halyard").status())
                .isEqualTo(400);
    }

    @Test
    void nobody_but_an_administrator_puts_words_under_the_name_of_another() {
        Actor kei = company.kei();
        String place = upload(browser.as(kei), "/-/imports", archive).header("Location");
        var mine = browser.as(kei).get(place).page();
        assertThat(mine.select("input[name=author_11]").val()).isEqualTo("kei");
        assertThat(mine.select("input[name=author_12]").val()).isEmpty();
        assertThat(browser.as(kei).post(place + "/start", "name", "Own", "namespace", "kei", "author_12", "ana").status()).isEqualTo(403);
        assertThat(browser.as(kei).post(place + "/removal").status()).isEqualTo(303);
    }

    @Test
    void an_archive_that_is_broken_or_made_to_harm_is_refused_in_a_sentence_and_leaves_nothing() {
        int before = count("import");
        var link = new TarArchiveEntry("uploads/" + SECRET + "/x", TarConstants.LF_SYMLINK);
        link.setLinkName("/etc/passwd");
        var bomb = Export.begun().with("uploads/" + SECRET + "/zeros", new byte[80 << 20]);
        var cases = Map.of(
                "leads to another place", Export.begun().with("../../etc/cron.d/x", "x").packed(),
                "is a link", Export.begun().packed(link),
                "larger than", bomb.packed(),
                "ends in the middle", Arrays.copyOf(archive, archive.length / 2),
                "has the version", Export.begun().with("VERSION", "1.0.0").packed(),
                "no export of a GitLab project", Export.begun().without("VERSION").packed(),
                "older than 13.0", Export.begun().without("tree/project.json").with("project.json", "{}").packed(),
                "no tar.gz", "no archive".getBytes(StandardCharsets.UTF_8),
                "no JSON", Export.begun().with("tree/project/issues.ndjson", "{\"id\":").packed());
        cases.forEach((sentence, bytes) -> {
            var answer = upload(ana, "/-/imports", bytes);
            assertThat(answer.status()).as(sentence).isEqualTo(422);
            assertThat(answer.page().select(".field-error").text()).contains(sentence);
        });
        assertThat(count("import")).isEqualTo(before);
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    static Browser.Answer upload(Browser.Tab tab, String path, byte[] bytes, String... fields) {
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            body.writeBytes(("--x\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n" + fields[i + 1] + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"export.tar.gz\"\r\nContent-Type: application/gzip\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8));
        return tab.postRaw(path, "multipart/form-data; boundary=x", body.toByteArray());
    }
}
