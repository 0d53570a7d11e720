package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.people.signin.Sessions;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.repositories.Edits;
import antipode.repositories.Edits.Action;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Halyard's handbook, read in a browser.
@AntipodeTest
class HandbookTest {

    final Cast cast;
    final Edits edits;
    final Outbox outbox;
    final Sessions sessions;
    final JdbcClient jdbc;
    final TestClock clock;
    static Cast.Company company;
    Project handbook;
    Browser kei;

    @LocalServerPort
    int port;

    HandbookTest(Cast cast, Edits edits, Outbox outbox, Sessions sessions, JdbcClient jdbc, TestClock clock) {
        this.cast = cast;
        this.edits = edits;
        this.outbox = outbox;
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void a_handbook() {
        if (company == null) {
            company = cast.arrive();
            handbook = company.handbook();
            commit("Begin", Action.create("README.md", "# Halyard\n\nHow we [take time off](how-we-work/time-off.md#how-to-say-it), and a [map](images/a map.svg).\n\n![Map](images/map.svg)\n"),
                    Action.create("how-we-work/README.md", "# How we work\n\nAsynchronously.\n"),
                    Action.create("how-we-work/time-off.md", "# Time off: tell, don’t ask\n\nYou don’t ask for time off.\n\n## How to say it\n\nWrite the dates. Ask @kei.\n\n## How much\n\nAt least 25 days.\n"),
                    Action.create("wege/über (alles).md", "# Über alles\n\n[Zurück](../README.md)\n"),
                    Action.create("images/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
                    Action.create("tariffs/a.yaml", "a: 1\n<b>: 2\n"));
            outbox.drain();
        }
        handbook = company.handbook();
        kei = Browser.of(port, sessions, company.kei());
    }

    String commit(String message, Action... actions) {
        return edits.commit(company.ana(), company.handbook(), "main", null, message, List.of(actions), null);
    }

    String read(String path) {
        var response = kei.get("/halyard/handbook/-/handbook" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void what_is_for_programs_stands_in_the_repository_and_not_among_the_pages() {
        commit("Form", Action.create(".gitlab/issue_templates/proposal.md", "# A proposal\n"));
        outbox.drain();
        assertThat(read("")).doesNotContain("A proposal").doesNotContain("issue_templates");
        assertThat(read("/.gitlab/issue_templates/proposal.md")).contains("A proposal</h1>");
    }

    @Test
    void the_readme_is_the_first_page_and_its_links_lead_to_pages() {
        var page = read("");
        assertThat(page).contains("<h1 class=\"title-handbook\">Halyard</h1>")
                .contains("href=\"/halyard/handbook/-/handbook/how-we-work/time-off.md#user-content-how-to-say-it\"")
                .contains("src=\"/halyard/handbook/-/raw/main/images/map.svg\"")
                .contains("Time off: tell, don’t ask")
                .contains("How we work");
        assertThat(Browser.location(kei.get("/-/handbook"))).isEqualTo("/halyard/handbook/-/handbook");
    }

    @Test
    void a_page_tells_who_changed_it_and_what_stands_on_it() {
        var page = read("/how-we-work/time-off.md");
        assertThat(page).contains("by <a href=\"/ana\">Ana</a>", "On this page", "href=\"#user-content-how-to-say-it\"", "aria-current=\"page\"", "@kei</a>", "1 min");
        assertThat(page).doesNotContain("<h1 id=");
        assertThat(read("/how-we-work")).contains("<h1 class=\"title-handbook\">How we work</h1>");
        assertThat(read("/how-we-work/time-off")).contains("Time off: tell, don’t ask</h1>");
    }

    @Test
    void names_with_umlauts_blanks_and_brackets_are_read() {
        var page = read("/wege/%C3%BCber%20%28alles%29.md");
        assertThat(page).contains("<h1 class=\"title-handbook\">Über alles</h1>", "href=\"/halyard/handbook/-/handbook/README.md\"");
        assertThat(read("/wege")).contains("/-/handbook/wege/%C3%BCber%20%28alles%29.md");
    }

    @Test
    void a_page_is_read_as_it_was_at_a_commit() {
        var then = commit("One", Action.create("old.md", "# Old\n\nBefore.\n"));
        commit("Two", Action.update("old.md", "# Old\n\nAfter.\n"));
        assertThat(read("/old.md")).contains("After.").contains("?at=");
        assertThat(read("/old.md?at=" + then)).contains("Before.", "as it is now");
    }

    @Test
    void each_block_tells_who_wrote_it_and_why() {
        commit("Count the days", Action.create("days.md", "# Days\n\nTwenty five.\n\nNot fewer.\n"));
        clock.forward(Duration.ofMinutes(1));
        edits.commit(company.ana(), company.handbook(), "main", null, "Say more\n\nBecause nobody knew.", List.of(Action.update("days.md", "# Days\n\nTwenty five.\nAt least.\n\nNot fewer.\n")), null);
        var why = read("/days.md?why=3-4");
        assertThat(why).contains("Why this paragraph stands here", "1 older line", "Say more", "Because nobody knew.", "raw lines 3–4", "class=\"block chosen\" id=\"L3\"")
                .contains("/-/ask/days.md?lines=3-4", "/-/edit/main/days.md?line=3#content");
        assertThat(read("/days.md?blame=1")).contains("class=\"block-written\"");
        assertThat(read("/days.md?why=99999999999")).doesNotContain("Why this paragraph stands here");
        assertThat(kei.get("/halyard/handbook/-/blame/main/days.md").body()).contains("Say more", "Count the days", "id=\"L4\"");
    }

    @Test
    void history_and_commits_tell_what_changed_in_words() {
        commit("Write", Action.create("story.md", "# Story\n\nOnce upon a time.\n"));
        var sha = commit("Rewrite", Action.update("story.md", "# Story\n\nTwice upon a time.\n"), Action.update("tariffs/a.yaml", "a: 2\n"));
        var history = kei.get("/halyard/handbook/-/commits/main/story.md").body();
        assertThat(history).contains("Rewrite", "Write", "As it was");
        var page = kei.get("/halyard/handbook/-/commit/" + sha).body();
        assertThat(page).contains("<del>Once</del>", "<ins>Twice</ins>", "class=\"inserted\"");
    }

    @Test
    void files_come_as_they_are_and_never_as_a_page_of_ours() {
        var svg = kei.get("/halyard/handbook/-/raw/main/images/map.svg");
        assertThat(svg.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(svg.headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith("sandbox; default-src 'none'");
        assertThat(svg.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        var markdown = kei.get("/halyard/handbook/-/raw/main/README.md");
        assertThat(markdown.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(markdown.body()).startsWith("# Halyard");
        assertThat(kei.get("/halyard/handbook/-/blob/main/tariffs/a.yaml").body()).contains("id=\"L1\"");
        assertThat(kei.get("/halyard/handbook/-/tree/main/tariffs").body()).contains("/-/blob/main/tariffs/a.yaml");
        assertThat(Browser.location(kei.get("/halyard/handbook/-/blob/main/README.md"))).isEqualTo("/halyard/handbook/-/handbook/README.md");
        assertThat(Browser.location(kei.get("/halyard/handbook/-/handbook/tariffs/a.yaml"))).isEqualTo("/halyard/handbook/-/blob/main/tariffs/a.yaml");
    }

    @Test
    void a_branch_with_slashes_is_told_from_the_path() {
        edits.commit(company.ana(), company.handbook(), "feature/tides", "main", "Tides", List.of(Action.create("docs/tides.md", "# Tides\n")), null);
        assertThat(kei.get("/halyard/handbook/-/raw/feature/tides/docs/tides.md").body()).isEqualTo("# Tides\n");
        assertThat(kei.get("/halyard/handbook/-/tree/feature/tides/docs").body()).contains("tides.md");
        assertThat(kei.get("/halyard/handbook/-/handbook/docs/tides.md").statusCode()).isEqualTo(404);
    }

    @Test
    void an_empty_repository_says_how_to_begin() {
        var empty = cast.project(company.ana(), company.team(), "empty", Visibility.PRIVATE);
        var ana = Browser.of(port, sessions, company.ana());
        assertThat(ana.get(empty.url() + "/-/handbook").body()).contains("Nothing is written here yet", "Write the first page", "git push -u origin main");
        assertThat(ana.get(empty.url() + "/-/tree").body()).contains("Nothing is written here yet");
        assertThat(kei.get(empty.url() + "/-/handbook").statusCode()).isEqualTo(404);
    }

    @Test
    void pages_are_found_by_their_words_and_gone_when_they_are_removed() {
        commit("Add", Action.create("fleeting.md", "# Fleeting\n\nEphemeral ferries.\n"));
        outbox.drain();
        assertThat(jdbc.sql("select title from document where kind = 'page' and words @@ to_tsquery('simple', 'ephemeral')").query(String.class).list()).containsExactly("Fleeting");
        commit("Remove", Action.delete("fleeting.md"));
        assertThat(kei.get("/halyard/handbook/-/handbook/fleeting.md").statusCode()).isEqualTo(404);
        outbox.drain();
        assertThat(jdbc.sql("select count(*) from document where kind = 'page' and title = 'Fleeting'").query(Integer.class).single()).isZero();
    }

    @Test
    void odd_addresses_are_refused_plainly() {
        for (var path : List.of("/-/handbook/%FF%FE.md", "/-/handbook/a%00b.md", "/-/raw/main/%00", "/-/blob/nowhere/x", "/-/commit/zzz", "/-/commit/" + "0".repeat(40), "/-/handbook/README.md?at=nonsense", "/-/commits/main/nothing.md", "/-/blame/main/nothing.md", "/-/tree/main/nothing")) {
            assertThat(kei.get("/halyard/handbook" + path).statusCode()).as(path).isBetween(400, 404);
        }
        assertThat(kei.get("/halyard/handbook/-/commits/main?page=-3").statusCode()).isEqualTo(200);
    }

    @Test
    void a_page_of_more_than_a_mebibyte_is_shown_as_written_and_binaries_are_for_keeping() {
        commit("Much", Action.create("much.md", "# Much\n\n" + "words and *words*\n".repeat(70_000)),
                new Action(Edits.Kind.CREATE, "blob.bin", null, "\0\1\2".getBytes(StandardCharsets.UTF_8), null));
        assertThat(read("/much.md")).contains("*words*");
        assertThat(kei.get("/halyard/handbook/-/blob/main/blob.bin").body()).contains("can only be downloaded");
        assertThat(kei.get("/halyard/handbook/-/raw/main/blob.bin").headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
    }
}
