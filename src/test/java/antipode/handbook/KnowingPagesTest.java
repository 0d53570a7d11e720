package antipode.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.signin.Sessions;
import antipode.projects.ProjectMembers;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.repositories.Edits;
import antipode.repositories.Edits.Action;
import antipode.repositories.Files;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Attachments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Kei answers for the fares, from Tokyo; Ana writes, in Lisbon; Ravi asks, in Kolkata; Mia is a guest, in Los Angeles.
@AntipodeTest
class KnowingPagesTest {

    final Cast cast;
    final Edits edits;
    final Files files;
    final Attachments attachments;
    final Outbox outbox;
    final Sessions sessions;
    final Schedules schedules;
    final Projects projects;
    final ProjectMembers projectMembers;
    final TestClock clock;
    final JdbcClient jdbc;
    static Cast.Company company;

    @LocalServerPort
    int port;

    KnowingPagesTest(
            Cast cast, Edits edits, Files files, Attachments attachments, Outbox outbox, Sessions sessions, Schedules schedules, Projects projects, ProjectMembers projectMembers,
            TestClock clock, JdbcClient jdbc) {
        this.cast = cast;
        this.edits = edits;
        this.files = files;
        this.attachments = attachments;
        this.outbox = outbox;
        this.sessions = sessions;
        this.schedules = schedules;
        this.projects = projects;
        this.projectMembers = projectMembers;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void a_company() {
        if (company == null) {
            company = cast.arrive();
            commit("Begin", Action.create("README.md", "# Halyard\n"), Action.create("CODEOWNERS", "/fares/ @kei\n/rota.md @halyard noor@elsewhere.example\n"));
        }
    }

    String commit(String message, Action... actions) {
        var commit = edits.commit(company.ana(), company.handbook(), "main", null, message, List.of(actions), null);
        outbox.drain();
        return commit;
    }

    Browser as(Actor actor) {
        return Browser.of(port, sessions, actor);
    }

    String page(Actor actor, String path) {
        var response = as(actor).get("/halyard/handbook/-/handbook/" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void a_page_tells_who_answers_for_it_and_who_wrote_it() {
        commit("Write", Action.create("fares/who.md", "# Who\n\nOne.\n"), Action.create("rota.md", "# Rota\n"), Action.create("nobody.md", "# Nobody\n"));
        commit("More", Action.update("fares/who.md", "# Who\n\nTwo.\n"));
        var page = page(company.ravi(), "fares/who.md");
        assertThat(page).contains("<a href=\"/kei\">Kei Nakamura</a> answers for this page", "wrote here twice");
        assertThat(page(company.ravi(), "rota.md")).contains("<a href=\"/halyard\">halyard</a> answers for this page", "noor@elsewhere.example");
        assertThat(page(company.ravi(), "nobody.md")).contains("Nobody answers for it");
    }

    @Test
    void on_its_day_a_page_comes_onto_the_list_of_whoever_answers_for_it_when_their_day_begins() {
        clock.set("2026-11-16T09:00:00Z");
        commit("Write", Action.create("fares/children.md", "---\nreview-by: 2026-11-18\n---\n# Children\n\nHalf.\n"));
        assertThat(page(company.ravi(), "fares/children.md")).contains("review by Wed 18 Nov");
        clock.set("2026-11-17T23:00:00Z");
        schedules.runDue();
        assertThat(as(company.kei()).get("/").body()).as("It is 08:00 in Tokyo").doesNotContain("Look again at");
        clock.set("2026-11-17T23:30:00Z");
        schedules.runDue();
        assertThat(as(company.kei()).get("/").body()).contains("Look again at “Children”");
        assertThat(page(company.kei(), "fares/children.md")).contains("to be looked at again since");
        schedules.runDue();
        assertThat(reminders()).isEqualTo(1);

        var blob = jdbc.sql("select blob from page where path = 'fares/children.md'").query(String.class).single();
        var verified = as(company.kei()).post("/halyard/handbook/-/verified/fares/children.md", Map.of("blob", blob, "next", "2027-05-18"));
        assertThat(verified.statusCode()).as("Kei is no developer, but answers for it: " + verified.body()).isEqualTo(303);
        var page = page(company.ravi(), "fares/children.md");
        assertThat(page).contains("Found right", "by <a href=\"/kei\">Kei</a>", "review by 18 May 2027").doesNotContain("to be looked at again");
        assertThat(jdbc.sql("select count(*) from todo where state = 'pending' and action = 'review_due'").query(Long.class).single()).isZero();
        assertThat(jdbc.sql("select state from issuable where title = 'Look again at “Children”'").query(String.class).single()).isEqualTo("closed");
        commit("Change", Action.update("fares/children.md", "---\nreview-by: 2026-11-18\n---\n# Children\n\nA third.\n"));
        assertThat(page(company.ravi(), "fares/children.md")).contains("and changed since");
        assertThat(as(company.kei()).post("/halyard/handbook/-/verified/fares/children.md", Map.of("blob", blob)).statusCode()).as("read before the change").isEqualTo(409);
        assertThat(as(company.ravi()).post("/halyard/handbook/-/verified/fares/children.md", Map.of()).statusCode()).isEqualTo(403);
        commit("Rename", Action.move("fares/children.md", "fares/young.md"));
        assertThat(page(company.ravi(), "fares/young.md")).contains("Found right", "review by 18 May 2027");
        clock.set("2027-05-18T08:00:00Z");
        schedules.runDue();
        assertThat(reminders()).isEqualTo(2);
    }

    private long reminders() {
        return jdbc.sql("select count(*) from page_review").query(Long.class).single();
    }

    @Test
    void a_question_stands_at_its_paragraph_wherever_that_goes_until_it_is_answered() {
        commit("Write", Action.create("fares/dogs.md", "# Dogs\n\nDogs travel free.\n\nCats pay | half.\n"));
        var form = as(company.ravi()).get("/halyard/handbook/-/ask/fares/dogs.md?lines=3-3").body();
        assertThat(form).contains("Dogs travel free.", "Kei Nakamura, who answers for this page");
        var asked = as(company.ravi()).post("/halyard/handbook/-/ask/fares/dogs.md", Map.of("lines", "3-3", "title", "Guide dogs?", "words", "Do guide dogs count?"));
        var issue = Browser.location(asked);
        var shown = as(company.kei()).get(issue).body();
        assertThat(shown).contains("Dogs travel free.", "Do guide dogs count?", "About this paragraph", "Write the answer into the page", "Kei");
        assertThat(as(company.kei()).get("/").body()).contains("Guide dogs?");
        assertThat(page(company.mia(), "fares/dogs.md")).contains("class=\"open-question\"", "Guide dogs?");

        commit("Insert above", Action.update("fares/dogs.md", "# Dogs\n\nNew words above.\n\nDogs travel free of charge.\n\nCats pay half.\n"));
        var page = page(company.mia(), "fares/dogs.md");
        assertThat(page.indexOf("Guide dogs?")).isBetween(page.indexOf("free of charge"), page.indexOf("Cats pay"));
        assertThat(as(company.ana()).get(issue).body()).contains("/-/edit/main/fares/dogs.md?line=5&amp;answers=");
        commit("Rename", Action.move("fares/dogs.md", "fares/animals.md"));
        assertThat(page(company.mia(), "fares/animals.md")).contains("Guide dogs?");
        commit("Rewrite", Action.update("fares/animals.md", "# Dogs\n"));
        assertThat(page(company.mia(), "fares/animals.md")).contains("Asked about what is no longer here", "Guide dogs?");
        as(company.ana()).post(issue + "/closure", Map.of());
        assertThat(page(company.mia(), "fares/animals.md")).doesNotContain("Guide dogs?");
    }

    @Test
    void a_question_without_words_or_about_no_lines_is_refused() {
        commit("Write", Action.create("fares/bad.md", "# Bad\n\nText.\n"));
        var ravi = as(company.ravi());
        assertThat(ravi.post("/halyard/handbook/-/ask/fares/bad.md", Map.of("lines", "3-3", "words", " ")).statusCode()).isEqualTo(422);
        assertThat(ravi.get("/halyard/handbook/-/ask/fares/bad.md?lines=900-901").statusCode()).isEqualTo(404);
        assertThat(ravi.get("/halyard/handbook/-/ask/nothing.md?lines=1-1").statusCode()).isEqualTo(404);
        assertThat(ravi.get("/halyard/handbook/-/ask/fares/bad.md?lines=x").statusCode()).isEqualTo(200);
    }

    @Test
    void whoever_may_not_write_proposes_an_edit_that_others_adopt() {
        commit("Write", Action.create("fares/bikes.md", "# Bikes\n\nTwo each.\n"));
        var ravi = as(company.ravi());
        assertThat(page(company.ravi(), "fares/bikes.md")).contains("Propose an edit");
        var edit = "/halyard/handbook/-/edit/main/fares/bikes.md";
        var form = ravi.get(edit).body();
        assertThat(form).contains("Propose an edit", "Two each.").doesNotContain("Keep it on a branch of mine", "Rename, move or delete");
        var blob = form.replaceAll("(?s).*name=\"base\" value=\"([0-9a-f]+)\".*", "$1");
        var proposed = ravi.post(edit, Map.of("base", blob, "content", "# Bikes\r\n\r\nThree each.\r\n", "title", "Three bikes", "description", "The deck is larger now."));
        var request = Browser.location(proposed);
        assertThat(as(company.kei()).get("/").body()).as("Kei answers for the page").contains("Three bikes");
        assertThat(as(company.ana()).get(request).body()).contains("Three", "Ravi Krishnan");
        assertThat(page(company.ana(), "fares/bikes.md")).contains("Two each.");
        assertThat(ravi.post(request + "/merge", Map.of()).statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(ravi.post(edit, Map.of("base", blob, "content", "# Bikes\n\nTwo each.\n")).statusCode()).isEqualTo(422);
        assertThat(ravi.get("/halyard/handbook/-/edit/main/CODEOWNERS").statusCode()).isEqualTo(403);
        assertThat(ravi.post("/halyard/handbook/-/edit/main/CODEOWNERS", Map.of("base", "", "content", "* @ravi\n")).statusCode()).isEqualTo(403);
    }

    @Test
    void whoever_proposed_an_edit_goes_on_with_it_with_a_picture_and_nobody_else_without_the_right_does() {
        commit("Write", Action.create("fares/dogs.md", "# Dogs\n\nTwo each.\n"));
        var ravi = as(company.ravi());
        var request = Browser.location(ravi.post("/halyard/handbook/-/edit/main/fares/dogs.md", Map.of("base", files.locate(company.handbook().id(), "main", "fares/dogs.md").orElseThrow().blob(), "content", "# Dogs\n\nThree each.\n", "title", "Three dogs")));
        var more = org.jsoup.Jsoup.parse(ravi.get(request + "/diffs").body()).select("a[href*=/-/edit/]").attr("href");
        assertThat(more).endsWith("/fares/dogs.md?mr=" + request.replaceAll(".*/", ""));
        assertThat(ravi.get(more).body()).contains("Three each.", "One more commit on");
        var branch = more.replaceAll(".*/edit/|/fares.*", "");
        var picture = attachments.keep(company.ravi(), company.handbook().id(), "deck.png", "\u0089PNG".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        var second = ravi.post(more.replaceAll("[?].*", ""), Map.of("mr", request.replaceAll(".*/", ""), "base", files.locate(company.handbook().id(), branch, "fares/dogs.md").orElseThrow().blob(), "content", "# Dogs\n\nThree each.\n\n" + picture + "\n", "title", "Show the deck"));
        assertThat(Browser.location(second)).isEqualTo(request);
        assertThat(files.find(company.handbook().id(), branch, "fares/dogs.md").orElseThrow().text()).contains("[deck.png](deck.png)");
        assertThat(files.locate(company.handbook().id(), branch, "fares/deck.png")).isPresent();
        assertThat(as(company.kei()).get(more).statusCode()).as("he may not write either").isEqualTo(403);
    }

    @Test
    void whoever_may_not_write_proposes_new_pages_too_and_more_of_them_in_the_same_request() {
        commit("Write", Action.create("fares/cats.md", "# Cats\n"));
        var ravi = as(company.ravi());
        var begin = "/halyard/handbook/-/new/main";
        assertThat(ravi.get(begin).body()).contains("Propose a page").doesNotContain("Keep it on a branch of mine");
        var request = Browser.location(ravi.post(begin, Map.of("heading", "Birds", "folder", "fares", "path", "", "content", "They fly.\n")));
        assertThat(as(company.ana()).get(request).body()).contains("They fly.", "Ravi Krishnan");
        var mr = request.replaceAll(".*/", "");
        assertThat(ravi.get(begin + "?mr=" + mr).body()).contains("One more commit on");
        assertThat(Browser.location(ravi.post(begin, Map.of("mr", mr, "heading", "Fish", "folder", "fares", "path", "", "content", "They swim.\n"))))
                .isEqualTo(request);
        assertThat(as(company.ana()).get(request + "/diffs").body()).contains("They fly.", "They swim.");
        assertThat(ravi.post(begin, Map.of("heading", "", "path", "CODEOWNERS", "content", "* @ravi\n")).statusCode()).isEqualTo(403);
        assertThat(as(company.kei()).post(begin, Map.of("mr", mr, "path", "fares/fox.md", "content", "x")).statusCode()).isEqualTo(403);
    }

    @Test
    void a_published_handbook_is_read_by_anyone_and_nothing_else_of_the_project_is() {
        var commit = commit("Write", Action.create("open.md", "---\ntags: [a]\nowner: kei@halyard.example\n---\n# Open\n\nSee #1 and [the issue](/halyard/handbook/-/issues/1), [bikes](fares/x.md), write to kei@halyard.example or help@ferries.example. <!-- secret -->\n\n![m](m.svg)\n"), Action.create("fares/x.md", "# X\n"), Action.create("m.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), Action.create("secret.txt", "x"));
        var nobody = Browser.nobody(port);
        assertThat(nobody.get("/halyard/handbook/-/handbook/open.md").statusCode()).isEqualTo(404);
        assertThat(as(company.ravi()).post("/halyard/handbook/-/publication", Map.of("published", "true")).statusCode()).isEqualTo(403);
        assertThat(as(company.ana()).post("/halyard/handbook/-/publication", Map.of("published", "true")).statusCode()).isEqualTo(303);
        var page = nobody.get("/halyard/handbook/-/handbook/open.md");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Open</h1>", "the issue", "help@ferries.example", "/-/handbook/fares/x.md", "Sign in to propose an edit")
                .doesNotContain("kei@halyard.example", "/handbook/-/issues", "/kei\"", "Ana", "secret", "/-/commits", "/-/blame", "Why?", "No decision mentions");
        assertThat(nobody.get("/-/handbooks").body()).contains("/halyard/handbook/-/handbook");
        assertThat(as(company.gwen()).get("/halyard/handbook/-/handbook/open.md").statusCode()).as("Gwen is from outside").isEqualTo(200);
        assertThat(page(company.ravi(), "open.md")).contains("kei@halyard.example", "/-/commits/");
        var search = "/halyard/handbook/-/handbook-search?q=";
        assertThat(nobody.get(search + "bikes").body()).contains("/halyard/handbook/-/handbook/open.md\"", "<mark>Bikes</mark>").doesNotContain("kei@halyard.example");
        assertThat(nobody.get(search + "secret").body()).as("what isn't shown isn't found").contains("No page has these words");
        assertThat(nobody.get(search + "kei@halyard.example").body()).doesNotContain("/handbook/open.md\"><");
        assertThat(as(company.ravi()).get("/search?q=bikes&kind=page").body()).contains("href=\"/halyard/handbook/-/handbook/open.md\"");
        for (var path : List.of(
                "/halyard/handbook", "/halyard/handbook/-/issues", "/halyard/handbook/-/tree/main", "/halyard/handbook/-/raw/main/secret.txt",
                "/halyard/handbook/-/raw/main/open.md", "/halyard/handbook/-/handbook/open.md?plain=1", "/halyard/handbook/-/handbook/open.md?why=1-9",
                "/halyard/handbook/-/handbook/open.md?blame=1", "/halyard/handbook/-/handbook/open.md?at=" + commit, "/halyard/handbook/-/broken-links",
                "/halyard/handbook/-/raw/" + commit + "/m.svg", "/api/v4/projects/halyard%2Fhandbook", "/api/v4/projects/halyard%2Fhandbook/handbook",
                "/halyard/handbook.git/info/refs?service=git-upload-pack", "/search?q=bikes")) {
            var answer = nobody.get(path);
            assertThat(answer.statusCode() == 404 || answer.statusCode() == 401 || !answer.body().contains("Open")).as(path).isTrue();
        }
        assertThat(nobody.get("/halyard/handbook/-/raw/main/m.svg").headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(as(company.ana()).post("/halyard/handbook/-/publication", Map.of("published", "false")).statusCode()).isEqualTo(303);
        assertThat(nobody.get("/halyard/handbook/-/handbook/open.md").statusCode()).isEqualTo(404);
    }

    @Test
    void a_diagram_is_drawn_from_its_text_and_what_cannot_be_drawn_stays_to_be_read() {
        commit("Draw", Action.create("fares/drawing.md", "# Drawing\n\n```plantuml\nKei -> Ana: asks\n```\n\n```mermaid\ngraph TD; A-->B;\n```\n\n```plantuml\n!include /etc/passwd\nA -> B\n```\n"));
        var page = page(company.ravi(), "fares/drawing.md");
        var picture = page.replaceAll("(?s).*?<img src=\"(/halyard/handbook/-/diagrams/[^\"]+)\".*", "$1");
        assertThat(page).contains("The diagram as text", "Kei -&gt; Ana: asks", "<code class=\"language-mermaid\">graph TD");
        var drawn = as(company.ravi()).get(picture);
        assertThat(drawn.statusCode()).isEqualTo(200);
        assertThat(drawn.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(drawn.headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith("sandbox; default-src 'none'");
        assertThat(drawn.body()).startsWith("<svg").contains("asks");
        assertThat(as(company.ravi()).get(picture.replaceAll("/3$", "/11")).body()).startsWith("<svg").doesNotContain("root:");
        assertThat(as(company.ravi()).get(picture.replaceAll("/3$", "/1")).statusCode()).isEqualTo(404);
        assertThat(Browser.nobody(port).get(picture).statusCode()).isEqualTo(404);
        var frame = Browser.nobody(port).get("/-/mermaid");
        assertThat(frame.headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith("sandbox allow-scripts; default-src 'none'");
    }
}
