package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.people.Tokens;
import antipode.people.signin.Sessions;
import antipode.repositories.Edits;
import antipode.repositories.Edits.Action;
import antipode.testing.Cast;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Pages, headings and links of Halyard's handbook, while people rename things.
@AntipodeTest
class MovedPagesTest {

    static final String LONG = "Every word here counts.\nAnother line of it.\nAnd a third one.\nAnd a fourth.\n";

    final Cast cast;
    final Edits edits;
    final Outbox outbox;
    final Sessions sessions;
    final Tokens tokens;
    static Cast.Company company;
    static String token = "";
    Browser kei;

    @LocalServerPort
    int port;

    MovedPagesTest(Cast cast, Edits edits, Outbox outbox, Sessions sessions, Tokens tokens) {
        this.cast = cast;
        this.edits = edits;
        this.outbox = outbox;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @BeforeEach
    void a_company() {
        if (company == null) {
            company = cast.arrive();
            token = tokens.create(company.ana().id(), "program", List.of("api"), null).text();
            commit("Begin", Action.create("README.md", "# Halyard\n"));
        }
        kei = Browser.of(port, sessions, company.kei());
    }

    String commit(String message, Action... actions) {
        var commit = edits.commit(company.ana(), company.handbook(), "main", null, message, List.of(actions), null);
        outbox.drain();
        return commit;
    }

    HttpResponse<String> page(String path) {
        return kei.get("/halyard/handbook/-/handbook/" + path);
    }

    String leads(String path) {
        return Browser.location(page(path));
    }

    HttpResponse<String> api(String method, String path, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v4/projects/halyard%2Fhandbook/handbook" + path))
                            .header("PRIVATE-TOKEN", token).header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void a_renamed_page_is_found_under_all_the_names_it_had() {
        commit("Write", Action.create("time-off.md", "# Time off\n\n" + LONG));
        commit("Rename", Action.move("time-off.md", "people/time off (ours).md"));
        assertThat(leads("time-off.md")).isEqualTo("/halyard/handbook/-/handbook/people/time%20off%20%28ours%29.md");
        assertThat(leads("time-off")).as("as other tools write it").isEqualTo(leads("time-off.md"));
        commit("Rename again", Action.move("people/time off (ours).md", "people/absence.md"));
        assertThat(leads("time-off.md")).isEqualTo("/halyard/handbook/-/handbook/people/absence.md");
        commit("Back", Action.move("people/absence.md", "time-off.md"));
        assertThat(page("time-off.md").statusCode()).as("a circle ends at the page that is there").isEqualTo(200);
        assertThat(leads("people/absence.md")).isEqualTo("/halyard/handbook/-/handbook/time-off.md");
        commit("Away", Action.delete("time-off.md"));
        assertThat(page("people/absence.md").statusCode()).as("nothing is there any more").isEqualTo(404);
        assertThat(page("time-off.md").statusCode()).isEqualTo(404);
    }

    @Test
    void a_page_calls_itself_by_other_names_too() {
        commit("Aliases", Action.create("handbook/values.md", "---\ntitle: Values\naliases:\n  - /company/values/\n  - old-values.html\ntags: [people, basics]\nowner: kei\n---\n\nWe have some.\n"));
        assertThat(leads("company/values")).isEqualTo("/halyard/handbook/-/handbook/handbook/values.md");
        assertThat(leads("company/values/index.html")).isEqualTo("/halyard/handbook/-/handbook/handbook/values.md");
        assertThat(leads("handbook/old-values.html")).isEqualTo("/halyard/handbook/-/handbook/handbook/values.md");
        assertThat(page("handbook/values.md").body()).contains("Values</h1>", "<span class=\"label\">people</span>", "<dt>owner</dt><dd>kei</dd>");
    }

    @Test
    void a_link_to_a_heading_survives_its_new_name() {
        commit("Write", Action.create("fares.md", "# Fares\n\n## Children\n\nHalf of it.\nUp to twelve.\n\n## Dogs\n\nFree.\n\n## Bikes\n\nTwo each.\n"));
        commit("Rename", Action.update("fares.md", "# Fares\n\n## Young people\n\nHalf of it.\nUp to twelve.\n\n## Dogs\n\nFree.\n\n## Bicycles\n\nThree each.\n"));
        commit("Again", Action.update("fares.md", "# Fares\n\n## The young\n\nHalf of it.\nUp to twelve.\n\n## Dogs\n\nFree.\n\n## Bicycles\n\nThree each.\n"));
        var page = page("fares.md").body();
        assertThat(page).contains("id=\"user-content-children\"", "id=\"user-content-young-people\"", "id=\"user-content-the-young\"", "id=\"user-content-bikes\"");
        commit("Move", Action.move("fares.md", "prices.md"));
        assertThat(page("prices.md").body()).as("through the page's own rename").contains("id=\"user-content-children\"");
    }

    @Test
    void a_link_that_leads_to_nothing_is_told_with_who_wrote_it_until_it_is_mended() throws Exception {
        commit("Write", Action.create("a/page.md", "# A\n\n[b](b.md#here) and\n[nothing](nowhere.md)\n![picture](img/x%20y.png)\n[out](../../../etc/passwd)\n[web](https://example.org/x.md)\n[section](#none)\n"),
                Action.create("a/b.md", "# B\n\n## Here\n"));
        var report = kei.get("/halyard/handbook/-/broken-links").body();
        assertThat(report).contains("nowhere.md", "there is no such page", "img/x%20y.png", "there is no such file", "leads out of the repository", "#none", "last written by <a href=\"/ana\">Ana Ferreira</a>", "line 4</a>")
                .doesNotContain("example.org", "b.md#here");
        assertThat(page("a/page.md").body()).contains("4 links here lead");
        var listed = api("GET", "/broken_links", "");
        assertThat(listed.body()).contains("\"link\":\"nowhere.md\"", "\"reason\":\"no_page\"", "\"line\":4", "\"reason\":\"no_heading\"");
        commit("Mend", Action.create("a/nowhere.md", "# Somewhere\n\n" + LONG), Action.create("a/img/x y.png", "png"), Action.update("a/b.md", "# B\n"));
        report = kei.get("/halyard/handbook/-/broken-links").body();
        assertThat(report).doesNotContain("nowhere.md", "x%20y.png").contains("b.md#here", "the page has no such heading");
        commit("Rename", Action.move("a/nowhere.md", "a/somewhere.md"));
        assertThat(kei.get("/halyard/handbook/-/broken-links").body()).contains("nowhere.md", "leads to a page that was renamed", "they still work".replace("they", "it"));
        commit("Done", Action.delete("a/page.md"), Action.delete("a/b.md"), Action.delete("a/somewhere.md"));
        assertThat(kei.get("/halyard/handbook/-/broken-links").body()).contains("Nothing to mend");
    }

    @Test
    void programs_read_and_set_redirects() throws Exception {
        commit("Write", Action.create("target.md", "# Target\n"));
        assertThat(api("POST", "/redirects", "{\"path\":\"ancient/name\",\"target\":\"target.md\"}").statusCode()).isEqualTo(201);
        assertThat(leads("ancient/name")).isEqualTo("/halyard/handbook/-/handbook/target.md");
        assertThat(api("GET", "/redirects", "").body()).contains("\"path\":\"ancient/name\"", "\"target\":\"target.md\"", "\"username\":\"ana\"");
        assertThat(api("POST", "/redirects", "{\"path\":\"x\",\"target\":\"nothing.md\"}").statusCode()).isEqualTo(400);
        assertThat(api("DELETE", "/redirects?path=ancient/name", "").statusCode()).isEqualTo(204);
        assertThat(page("ancient/name").statusCode()).isEqualTo(404);
    }

    @Test
    void a_page_is_had_as_it_is_written() throws Exception {
        commit("Write", Action.create("plain.md", "# Plain\n\n*words*\n"));
        assertThat(kei.get("/halyard/handbook/-/handbook/plain.md?plain=1").body()).isEqualTo("# Plain\n\n*words*\n");
        try (var client = HttpClient.newHttpClient()) {
            var curl = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/halyard/handbook/-/handbook/plain.md"))
                            .header("Accept", "*/*").header("Cookie", "antipode=" + kei.session()).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(curl.body()).isEqualTo("# Plain\n\n*words*\n");
            assertThat(curl.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/markdown");
        }
        assertThat(page("plain.md").body()).contains("<em>words</em>");
    }

    @Test
    void umlauts_are_found_however_they_are_composed_and_other_tools_roots_too() {
        commit("Write", Action.create("Mu\u0308ller.md", "# Müller\n\n![x](Bild-u\u0308.png)\n"), Action.create("Bild-ü.png", "x"),
                Action.create("content/team/index.md", "# Team\n\n[Müller](/M\u00fcller.md)\n\n![logo](/logo.png)\n"), Action.create("static/logo.png", "logo"));
        assertThat(leads("M%C3%BCller.md")).isEqualTo("/halyard/handbook/-/handbook/Mu%CC%88ller.md");
        assertThat(kei.get("/halyard/handbook/-/raw/main/Bild-u%CC%88.png").statusCode()).isEqualTo(200);
        assertThat(leads("team")).isEqualTo("/halyard/handbook/-/handbook/content/team/index.md");
        assertThat(kei.get("/halyard/handbook/-/raw/main/logo.png").body()).isEqualTo("logo");
        assertThat(kei.get("/halyard/handbook/-/broken-links").body()).doesNotContain("Müller", "logo.png", "Bild");
    }
}
