package antipode.exports;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.people.Tokens;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.threads.Comments;
import antipode.threads.Writing;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Kei takes along what is kept of Kei: all of it, and nothing that others wrote.
@AntipodeTest
class OwnDataTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Comments comments;
    private final Tokens tokens;
    private final OwnData data;
    private final JdbcClient jdbc;

    OwnDataTest(Cast cast, Browser browser, Issues issues, Comments comments, Tokens tokens, OwnData data, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.comments = comments;
        this.tokens = tokens;
        this.data = data;
        this.jdbc = jdbc;
    }

    @Test
    void what_one_wrote_and_did_is_in_it_and_what_others_wrote_or_opens_doors_is_not() throws Exception {
        var company = cast.arrive();
        var kei = browser.as(company.kei());
        Issue secret = issues.open(
                company.ana(), company.handbook(),
                new Issues.Opening("issue", "Salaries of the north", "Confidential words", false, null, List.of("kei"), List.of()), false);
        comments.write(company.ana(), secret.header(), new Writing("@kei, is a raise of nine percent right?", null, null));
        comments.write(company.kei(), secret.header(), new Writing("Nobody should hear of my answer.", null, null));
        issues.assign(company.ana(), secret, List.of());
        issues.conceal(company.ana(), secret, true);
        assertThat(kei.get(secret.path()).status()).as("Kei may not read along any more").isEqualTo(404);
        issues.open(
                company.ana(), company.handbook(),
                new Issues.Opening("issue", "For Kei", "", false, null, List.of("kei"), List.of()), false);
        String token = tokens.create(company.kei().id(), "mine", List.of("read_api"), null).text();
        assertThat(kei.get("/-/settings/my-data").text("main")).contains("What is kept of you");
        assertThat(kei.get("/-/settings/overview").text("main")).contains("Your data");

        var files = unpacked(kei.cookie());

        assertThat(files.get("member.ndjson")).contains("\"username\": \"kei\"", "Asia/Tokyo").doesNotContain("password");
        assertThat(files.get("comment.ndjson")).contains("Nobody should hear of my answer.");
        assertThat(files.get("issuable_assignee.ndjson")).contains("\"member_id\": " + company.kei().id());
        assertThat(files.get("token.ndjson")).contains("mine");
        assertThat(String.join("\n", files.values()))
                .doesNotContain("Salaries of the north", "Confidential words", "nine percent", token)
                .doesNotContain(jdbc.sql("select encode(hash, 'hex') from token limit 1").query(String.class).single());
    }

    @Test
    void every_table_that_points_to_somebody_is_asked() {
        assertThat(data.tables().keySet()).contains("comment", "issuable", "member_hours", "session", "upload", "todo", "board_list");
        jdbc.sql("select table_name from information_schema.columns where column_name = 'member_id' and table_schema = current_schema()")
                .query(String.class)
                .list()
                .forEach(table -> assertThat(data.tables().containsKey(table) || points(table)).as(table).isTrue());
    }

    /// Where a number of a member stands on purpose without a pointer: what outlives them.
    private static boolean points(String table) {
        return List.of("audit", "scheduled_tasks").contains(table);
    }

    private Map<String, String> unpacked(String cookie) throws Exception {
        var files = new TreeMap<String, String>();
        try (var client = HttpClient.newHttpClient()) {
            var sent = client.send(
                    HttpRequest.newBuilder(URI.create(browser.address() + "/-/settings/my-data/download")).header("Cookie", cookie).build(),
                    BodyHandlers.ofByteArray());
            assertThat(sent.statusCode()).isEqualTo(200);
            try (var zip = new ZipInputStream(new ByteArrayInputStream(sent.body()))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }
}
