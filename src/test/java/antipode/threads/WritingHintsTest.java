package antipode.threads;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana writes a proposal in Lisbon, on a Wednesday at noon, and means her own clock. Kei will read it in Tokyo.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritingHintsTest {

    private static final String WORDS = "I propose that we refund flat. Say what you think by tomorrow 5pm, as discussed; the PNR stays.";

    private final Cast cast;
    private final Browser browser;
    private final ProjectMembers memberships;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final Outbox outbox;
    private Cast.Company company;
    private Project open;
    private Tab ana;
    private Tab kei;

    WritingHintsTest(Cast cast, Browser browser, ProjectMembers memberships, JdbcClient jdbc, TestClock clock, Outbox outbox) {
        this.outbox = outbox;
        this.cast = cast;
        this.browser = browser;
        this.memberships = memberships;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        clock.set(TestClock.START);
        company = cast.arrive();
        open = cast.project(company.ana(), company.team(), "open", Visibility.INTERNAL);
        memberships.add(open, Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
    }

    @BeforeEach
    void nothingIsSilenced() {
        clock.set(TestClock.START);
        jdbc.sql("delete from hint_silence").update();
    }

    private Answer previewed(Tab tab, String pressed, String text) {
        return tab.post("/halyard/open/-/issues", "title", "Refund flat?", "description", text, "type", "issue", "preview", pressed);
    }

    private static Element button(Answer page, String deed) {
        return page.page().select(".hints button").stream().filter(one -> one.text().equals(deed)).findFirst().orElseThrow();
    }

    @Test
    void a_preview_without_scripts_shows_what_would_be_misread_and_one_press_writes_a_time_that_kei_reads_in_tokyo() {
        Answer page = previewed(ana, "1", WORDS);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.page().select(".hints li q").eachText()).containsExactly("tomorrow 5pm", "as discussed", "PNR");
        assertThat(page.text(".hints li p")).contains("17:00 in Lisbon is 02:00 on Fri in Tokyo and 09:00 in Los Angeles");
        Answer mended = previewed(ana, button(page, "Write Thu 5 Nov, 17:00").val(), WORDS);
        String text = mended.page().selectFirst("textarea[name=description]").wholeText().strip();
        assertThat(text).contains("by <time:2026-11-05T17:00+00:00[Europe/Lisbon]>, as discussed");
        assertThat(mended.page().select(".hints li q").eachText()).containsExactly("as discussed", "PNR");
        Answer opened = ana.post("/halyard/open/-/issues", "title", "Refund flat?", "description", text, "type", "issue");
        assertThat(opened.status()).as("hints never block").isEqualTo(303);
        assertThat(kei.get(opened.header("Location")).text(".prose time")).isEqualTo("Fri 6 Nov, 02:00");
    }

    @Test
    void a_rule_is_silenced_by_one_press_beside_its_hint_and_heard_again_by_the_next() {
        Answer silenced = previewed(ana, "silence:vague-time", WORDS);
        assertThat(silenced.page().select(".hints li q").eachText()).containsExactly("as discussed", "PNR");
        assertThat(silenced.text(".hint-silenced")).startsWith("You won’t be told of this any more: Times that move.");
        assertThat(previewed(kei, "1", WORDS).page().select(".hints li q").eachText()).as("only hers").contains("tomorrow 5pm");
        assertThat(previewed(ana, button(silenced, "Undo").val(), WORDS).page().select(".hints li q").eachText()).contains("tomorrow 5pm");
    }

    @Test
    void the_settings_list_every_rule_and_keep_which_of_them_one_wants() {
        assertThat(ana.get("/-/settings/hints").page().select("input[name=rule][checked]").size()).isEqualTo(7);
        assertThat(ana.post("/-/settings/hints", "rule", "abbreviation", "rule", "no-such-rule").status()).isEqualTo(303);
        assertThat(ana.get("/-/settings/hints").page().select("input[name=rule][checked]").eachAttr("value")).containsExactly("abbreviation");
        assertThat(previewed(ana, "1", WORDS).page().select(".hints li q").eachText()).containsExactly("PNR");
    }

    @Test
    void while_one_writes_the_field_asks_for_the_same_with_the_fields_around_it() {
        String at = "/-/writing/hints?project=" + open.id() + "&kind=issue";
        assertThat(ana.post(at, "text", WORDS, "title", "Flat", "type", "issue").page().select(".hints li").size()).isEqualTo(3);
        assertThat(ana.post(at, "text", "The gateway stops tomorrow 5pm and we do not know why.", "title", "Gateway", "type", "issue").page().select(".hints li"))
                .as("what proposes nothing is left alone").isEmpty();
        assertThat(ana.post(at, "text", "We take the flat fare and that is all there is to it.", "type", "decision").text(".hints button"))
                .isEqualTo("Ask for objections by Fri 6 Nov, 20:00");
        assertThat(browser.as(company.gwen()).post(at, "text", WORDS).status()).as("a guest from outside sees no such project").isEqualTo(404);
    }

    @Test
    void a_comment_that_asks_is_helped_and_one_that_only_says_something_is_not() {
        String path = ana.post("/halyard/open/-/issues", "title", "Who pays?", "description", "Flat.", "type", "issue").header("Location");
        Answer asks = kei.post(path + "/notes", "note", "Can you approve this by EOD, or is it too early for you?", "preview", "1");
        assertThat(asks.page().select("#composer .hints li q").eachText()).containsExactly("EOD");
        assertThat(asks.text("#composer .hints button")).as("his own day, in Tokyo, is over: tomorrow's end").isEqualTo("Write Thu 5 Nov, 18:00");
        Answer says = kei.post(path + "/notes", "note", "It was the gateway, and it will be fine tomorrow.", "preview", "1");
        assertThat(says.page().select("#composer .hints")).isEmpty();
    }

    @Test
    void the_glossary_of_the_handbook_is_believed_and_offered() {
        String words = "I propose that we read the AZL file, then the QZX file and the KWV file. Do you agree by 2026-11-12, or else I go on?";
        assertThat(previewed(kei, "1", words).page().select(".hints q").eachText()).containsExactly("AZL", "QZX");
        var program = browser.program(company.ana());
        assertThat(program.json("POST", "/api/v4/projects/" + company.handbook().id() + "/repository/files/glossary.md", """
                {"branch": "main", "commit_message": "Explain", "content": "# Glossary\\n\\n**FWX.** Foreign word.\\n\\n| word | |\\n|---|---|\\n| AZL | Azores line |\\n\\n## QZX\\n"}""")
                .status()).isEqualTo(201);
        outbox.drain();
        Answer page = previewed(kei, "1", words);
        assertThat(page.page().select(".hints q").eachText()).containsExactly("KWV");
        assertThat(page.page().select(".hints li a").eachAttr("href")).containsExactly("/halyard/handbook/-/edit/main/glossary.md");
    }

    @Test
    void an_administrator_may_name_another_page_as_the_glossary_and_nobody_else() {
        assertThat(kei.post("/-/admin/glossary", "page", "halyard/open:words.md").status()).isEqualTo(403);
        assertThat(kei.get("/-/settings/hints").page().select("[name=page]")).isEmpty();
        assertThat(ana.post("/-/admin/glossary", "page", "no page at all").status()).isEqualTo(422);
        assertThat(ana.post("/-/admin/glossary", "page", "halyard/open:words.md").status()).isEqualTo(303);
        assertThat(ana.get("/-/settings/hints").page().select("[name=page]").val()).isEqualTo("halyard/open:words.md");
        browser.program(company.ana()).json("POST", "/api/v4/projects/" + open.id() + "/repository/files/words.md", """
                {"branch": "main", "commit_message": "Explain", "content": "# Words\\n\\n**BQF.** Berth queue file.\\n"}""");
        outbox.drain();
        String words = "I propose that we read the BQF file by 2026-11-12. Do you agree, or else I go on?";
        assertThat(previewed(kei, "1", words).page().select(".hints q")).isEmpty();
        assertThat(ana.post("/-/admin/glossary", "page", "").status()).isEqualTo(303);
        assertThat(previewed(kei, "1", words).page().select(".hints q").eachText()).containsExactly("BQF");
    }

    @Test
    void programs_get_hints_with_ranges_and_fixes_and_keep_what_is_silenced() {
        var program = browser.program(company.ana());
        var hints = program.json("POST", "/api/v4/hints", """
                {"text": "I propose that we merge it tomorrow 5pm, ok?", "kind": "proposal"}""").json();
        assertThat(hints.get(0).get("rule").asString()).isEqualTo("vague-time");
        assertThat(hints.get(0).get("start").asInt()).isEqualTo(27);
        assertThat(hints.get(0).get("end").asInt()).isEqualTo(39);
        assertThat(hints.get(0).get("fix").get("replacement").asString()).isEqualTo("<time:2026-11-05T17:00+00:00[Europe/Lisbon]>");
        assertThat(program.json("PUT", "/api/v4/hints/rules/vague-time", "{\"silenced\": true}").json().get("silenced").asBoolean()).isTrue();
        assertThat(program.json("POST", "/api/v4/hints", "{\"text\": \"I propose that we merge it tomorrow 5pm, ok?\"}").json().findValuesAsString("rule"))
                .doesNotContain("vague-time");
        assertThat(program.get("/api/v4/hints/rules").json().get(0).get("silenced").asBoolean()).isTrue();
        assertThat(program.json("PUT", "/api/v4/hints/rules/vague-time", "{\"silenced\": false}").status()).isEqualTo(200);
        assertThat(program.json("PUT", "/api/v4/hints/rules/none", "{\"silenced\": true}").status()).isEqualTo(404);
        assertThat(program.json("PUT", "/api/v4/hints/rules/vague-time", "{}").status()).isEqualTo(400);
        assertThat(program.json("POST", "/api/v4/hints", "{\"text\": \"x\", \"kind\": \"poem\"}").status()).isEqualTo(400);
        assertThat(program.json("POST", "/api/v4/hints", "{}").status()).isEqualTo(400);
        assertThat(browser.asNobody().json("POST", "/api/v4/hints", "{\"text\": \"x\"}").status()).isEqualTo(401);
    }

    @Test
    void a_pressed_fix_that_no_longer_fits_changes_nothing_but_is_made_where_its_words_have_moved_to() {
        String pressed = button(previewed(ana, "1", WORDS), "Write Thu 5 Nov, 17:00").val();
        assertThat(previewed(ana, pressed, "Another text, that is all we have.").page().selectFirst("textarea[name=description]").wholeText().strip())
                .isEqualTo("Another text, that is all we have.");
        assertThat(previewed(ana, pressed, "First of all: " + WORDS).page().selectFirst("textarea[name=description]").wholeText())
                .contains("First of all: I propose").contains("by <time:2026-11-05T17:00+00:00[Europe/Lisbon]>,");
        for (String hostile : new String[] {"fix:", "fix:1:2", "fix:9999999:9999999:x", "fix:-1:0:x", "fix:a:b:c", "silence:none", "hear:", "silence:\0"}) {
            assertThat(previewed(ana, hostile, WORDS).status()).as(hostile).isEqualTo(200);
        }
    }

    @Test
    void a_field_asks_as_many_questions_however_long_the_text_is() {
        String at = "/-/writing/hints?project=" + open.id() + "&kind=issue";
        ana.post(at, "text", WORDS, "title", "Proposal");
        int once = CountedStatements.during(() -> ana.post(at, "text", WORDS, "title", "Proposal"));
        assertThat(CountedStatements.during(() -> ana.post(at, "text", (WORDS + "\n\n").repeat(40), "title", "Proposal"))).isEqualTo(once);
    }
}
