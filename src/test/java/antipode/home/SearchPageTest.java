package antipode.home;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.Tokens;
import antipode.people.signin.Sessions;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Cast;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Writing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A few issues with what was said there.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchPageTest {

    private final Cast cast;
    private final Issues issues;
    private final Comments comments;
    private final Sessions sessions;
    private final Tokens tokens;

    @LocalServerPort
    private int port;

    private Cast.Company company;
    private Issuable storm;
    private long answer;

    SearchPageTest(Cast cast, Issues issues, Comments comments, Sessions sessions, Tokens tokens) {
        this.cast = cast;
        this.issues = issues;
        this.comments = comments;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @BeforeAll
    void somethingIsWritten() {
        company = cast.arrive();
        storm = open(company.handbook(), "Who pays when a storm cancels a sailing?", "The tariff file says <b>nothing</b> about refunds.", false);
        answer = comments.write(company.kei(), storm, Writing.of("The island operators want a partial refund after check-in.")).id();
        open(company.handbook(), "返金の規則", "嵐で欠航したときの返金は東京都の規則に従います。", false);
        open(company.handbook(), "Salaries of the storm crew", "Nobody else’s business.", true);
        open(cast.project(company.ana(), company.team(), "board", Visibility.PRIVATE), "Storm insurance", "", false);
    }

    @Test
    void one_word_finds_titles_bodies_and_comments_with_the_word_marked() {
        assertThat(found(company.mia(), "refund"))
                .contains("Who pays when a storm", "<mark>refund</mark>s", "partial <mark>refund</mark> after")
                .contains("#note_" + answer, "2 texts have these words");
    }

    @Test
    void several_words_must_all_be_there_and_the_last_may_be_unfinished() {
        assertThat(found(company.mia(), "tariff noth")).contains("Who pays");
        assertThat(found(company.mia(), "tariff elephant")).contains("Nothing has these words");
        assertThat(found(company.mia(), "tari nothing")).contains("Nothing has these words");
    }

    @Test
    void quoted_words_stand_side_by_side_and_a_minus_leaves_out() {
        assertThat(found(company.mia(), "\"partial refund\"")).contains("1 text has these words");
        assertThat(found(company.mia(), "\"refund partial\"")).contains("Nothing has these words");
        assertThat(found(company.mia(), "tariff -island")).contains("1 text has these words");
    }

    @Test
    void japanese_is_found_by_its_parts() {
        for (String words : List.of("返金", "東京都", "京都", "欠航したとき", "返")) {
            assertThat(found(company.mia(), words)).as(words).contains("1 text has these words");
        }
        assertThat(found(company.mia(), "返金")).contains("<mark>返金</mark>の規則");
        assertThat(found(company.mia(), "大阪")).contains("Nothing has these words");
    }

    @Test
    void nobody_finds_what_they_may_not_see() {
        assertThat(found(company.ana(), "storm")).contains("Salaries of the", "insurance");
        assertThat(found(company.kei(), "storm")).doesNotContain("Salaries", "insurance").contains("1 text has these words");
        assertThat(found(company.gwen(), "storm")).contains("Nothing has these words");
        assertThat(Visitor.nobody(port).page("/search?q=storm")).contains("Nothing has these words");
    }

    @Test
    void a_kind_can_be_chosen_by_a_link() {
        assertThat(browse(company.mia(), "/search?q=refund&kind=comment"))
                .contains("1 text has these words", "#note_" + answer);
        assertThat(browse(company.mia(), "/search?q=refund&kind=page")).contains("Nothing has these words");
    }

    @Test
    void without_a_question_the_page_teaches_how_to_ask() {
        assertThat(browse(company.mia(), "/search")).contains("whatever you may see, and nothing else", "side by side");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "'", "\\", "a' | 'b", "!!!", "&|!():*<->", "-", "--", "\"", "\"\"", "-\"", "a:*b", "\uD83C", "%_", "<script>alert(1)</script>", "'\\'x'\\", "  "})
    void odd_signs_do_no_harm(String words) {
        assertThat(found(company.mia(), words)).contains("<h1 class=\"title\">Search</h1>").doesNotContain("<script>alert");
    }

    @Test
    void the_api_searches_by_scope() {
        Visitor mia = Visitor.calling(port, tokens, company.mia());
        assertThat(mia.get("/api/v4/search?scope=issues&search=tariff").body()).contains("\"iid\":" + storm.iid(), "\"web_url\"");
        assertThat(mia.get("/api/v4/search?scope=merge_requests&search=tariff").body()).isEqualTo("[]");
        String project = "/api/v4/projects/" + company.handbook().id() + "/search";
        assertThat(mia.get(project + "?scope=notes&search=island").body()).contains("\"id\":" + answer, "\"noteable_type\":\"Issue\"");
        assertThat(mia.get(project + "?scope=issues&search=tariff&state=closed").body()).isEqualTo("[]");
        assertThat(mia.get("/api/v4/search?scope=projects&search=handb").body()).contains("halyard/handbook");
        assertThat(mia.get("/api/v4/search?scope=users&search=nakam").body()).contains("\"username\":\"kei\"");
        assertThat(mia.get("/api/v4/search?scope=secrets&search=x").body()).isEqualTo("{\"error\":\"scope does not have a valid value\"}");
        assertThat(mia.get("/api/v4/search?scope=issues&search=storm").body()).doesNotContain("Salaries", "insurance");
    }

    private String found(Actor actor, String words) {
        return browse(actor, "/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
    }

    private String browse(Actor actor, String path) {
        return Visitor.browsing(port, sessions, actor).page(path);
    }

    private Issuable open(Project project, String title, String description, boolean confidential) {
        return issues.open(
                        company.ana(), project,
                        new Issues.Opening("issue", title, description, confidential, null, List.of(), List.of()), false)
                .header();
    }
}
