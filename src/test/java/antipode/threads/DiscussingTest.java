package antipode.threads;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What one does with a thread beside writing in it: reading what it said before, reacting, quoting, locking it. Kei is a
/// developer of the project, Mia only a guest. It is Wednesday 12:00 in Lisbon.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscussingTest {

    private final Cast cast;
    private final Browser browser;
    private final Threads threads;
    private final Comments comments;
    private final ProjectMembers memberships;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Cast.Company company;
    private Project open;
    private Tab ana;
    private Tab kei;
    private Tab mia;
    private Tab program;
    private Issuable issue;

    DiscussingTest(
            Cast cast, Browser browser, Threads threads, Comments comments, ProjectMembers memberships, JdbcClient jdbc,
            TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.threads = threads;
        this.comments = comments;
        this.memberships = memberships;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        open = cast.project(company.ana(), company.team(), "open", Visibility.INTERNAL);
        memberships.add(open, Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        mia = browser.as(company.mia());
        program = browser.program(company.mia());
    }

    @BeforeEach
    void keiOpensAnIssue() {
        clock.set(TestClock.START);
        issue = threads.open(company.kei(), open, new Threads.Opening(
                Issuable.Kind.ISSUE, "issue", "Who pays?", "Flat is *right*.\n\nEvery operator asks.", false, null,
                List.of(), List.of()));
        jdbc.sql("insert into issue (id) values (:id)").param("id", issue.id()).update();
        threads.announce(company.kei(), issue);
    }

    private String note(Comment comment) {
        return issue.path() + "/notes/" + comment.id();
    }

    private String api() {
        return "/api/v4/projects/halyard%2Fopen/issues/" + issue.iid();
    }

    @Test
    void whoever_sees_a_comment_sees_what_it_said_before_and_who_changed_it() {
        Comment first = comments.write(company.mia(), issue, Writing.of("Thirty-one were used."));
        clock.set(TestClock.START.plusSeconds(600));
        mia.post(note(first), "note", "Thirty-two were used.");
        ana.post(note(first), "note", "Thirty-two were used, says the export.");
        Answer page = kei.get(issue.path());
        assertThat(page.page().select(".comment-head a[href=" + note(first) + "/history]").text()).isEqualTo("edited twice");
        Answer history = kei.get(note(first) + "/history");
        assertThat(history.page().select("section h2").eachText()).containsExactly("Ana Ferreira", "Mia Chen");
        assertThat(history.page().select("section").getLast().select("del").text()).isEqualTo("Thirty-one");
        assertThat(history.page().select("section").getLast().select("ins").text()).isEqualTo("Thirty-two");
        assertThat(history.page().select("section").getFirst().select("ins").text()).contains("says the export");
        assertThat(browser.as(company.gwen()).get(note(first) + "/history").status()).isEqualTo(404);
    }

    @Test
    void a_title_and_a_description_keep_what_they_said() {
        threads.edit(company.kei(), issue.id(), "Who pays when it storms?", null);
        threads.edit(company.kei(), issue.id(), null, "Flat is *right*.\n\nEvery operator asks us.");
        for (int i = 0; i < 11; i++) {
            threads.edit(company.ana(), issue.id(), "Title " + i, null);
        }
        assertThat(mia.get(issue.path()).page().select(".event a[href=" + issue.path() + "/history]").text())
                .isEqualTo("edited the description");
        Answer latest = mia.get(issue.path() + "/history");
        assertThat(latest.page().select("section .row-title").getFirst().text()).isEqualTo("Title 9 Title 10");
        String older = latest.page().select("a:contains(Older changes)").attr("href");
        Answer oldest = mia.get(older);
        assertThat(oldest.page().select("section .row-title").eachText())
                .containsExactly("Who pays when it storms? Title 0", "Who pays? Who pays when it storms?");
        assertThat(oldest.text("section ins:contains(us)")).contains("us");
        assertThat(mia.get(issue.path() + "/history?before=0").status()).isEqualTo(200);
        assertThat(mia.get(issue.path() + "/history?before=x").status()).isEqualTo(400);
    }

    @Test
    void a_reaction_is_one_click_and_taken_back_by_another_and_nobody_is_told() {
        Comment first = comments.write(company.kei(), issue, Writing.of("It is flat."));
        long before = jdbc.sql("select count(*) from todo").query(Long.class).single();
        assertThat(mia.get(note(first) + "/reactions").page().select("button[name=name]").eachAttr("value"))
                .contains("thumbsup", "heart", "tada");
        assertThat(mia.post(note(first) + "/reactions", "name", "thumbsup").header("Location"))
                .isEqualTo(issue.path() + "#note_" + first.id());
        ana.post(note(first) + "/reactions", "name", ":+1:");
        assertThat(mia.post(issue.path() + "/reactions", "name", "🎉").status()).isEqualTo(303);
        Answer read = mia.get(issue.path());
        assertThat(read.text(".comment .reaction")).isEqualTo("👍thumbsup 2");
        assertThat(read.page().select(".comment .reaction").attr("title")).isEqualTo("Mia, Ana: thumbsup");
        assertThat(read.page().select(".comment .reaction").attr("aria-pressed")).isEqualTo("true");
        assertThat(read.page().select(".reactions .reaction").eachAttr("value")).containsExactly("tada", "thumbsup");
        mia.post(note(first) + "/reactions", "name", "thumbsup");
        assertThat(mia.get(issue.path()).text(".comment .reaction")).isEqualTo("👍thumbsup 1");
        assertThat(jdbc.sql("select count(*) from todo").query(Long.class).single()).isEqualTo(before);
    }

    @Test
    void an_emoji_is_found_by_its_letters_and_a_name_of_none_is_refused() {
        assertThat(mia.get(issue.path() + "/reactions?q=ferry").page().select("button[name=name]").eachAttr("value"))
                .containsExactly("ferry");
        Answer refused = mia.post(issue.path() + "/reactions", "name", "<b>nothing</b>");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".field-error")).isEqualTo("This is the name of no emoji.");
        assertThat(mia.get(issue.path()).page().select(".reaction")).isEmpty();
    }

    @Test
    void award_emoji_are_told_as_gitlab_tells_them() {
        Answer first = program.post(api() + "/award_emoji", "name", "thumbsup");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().propertyNames()).contains(
                "id", "name", "user", "created_at", "updated_at", "awardable_id", "awardable_type");
        assertThat(first.json().get("awardable_type").asString()).isEqualTo("Issue");
        Answer again = program.post(api() + "/award_emoji", "name", "+1");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.body()).isEqualTo("{\"message\":\"404 Award Emoji Name has already been taken Not Found\"}");
        assertThat(program.get(api()).json().get("upvotes").asInt()).isEqualTo(1);
        assertThat(program.post(api() + "/award_emoji", "name", "nonsense").status()).isEqualTo(404);
        assertThat(program.post(api() + "/award_emoji").status()).isEqualTo(400);
        Comment comment = comments.write(company.kei(), issue, Writing.of("It is flat."));
        JsonNode onNote = program.post(api() + "/notes/" + comment.id() + "/award_emoji", "name", "rocket").json();
        assertThat(onNote.get("awardable_type").asString()).isEqualTo("Note");
        assertThat(program.get(api() + "/notes/" + comment.id() + "/award_emoji").json()).hasSize(1);
        String one = api() + "/notes/" + comment.id() + "/award_emoji/" + onNote.get("id").asLong();
        assertThat(browser.program(company.kei()).delete(one).status()).isEqualTo(403);
        assertThat(program.delete(one).status()).isEqualTo(204);
        assertThat(program.get(one).status()).isEqualTo(404);
    }

    @Test
    void where_the_discussion_is_locked_others_are_refused_and_keep_their_words() {
        assertThat(mia.post(issue.path() + "/lock").status()).isEqualTo(403);
        assertThat(kei.post(issue.path() + "/lock").status()).isEqualTo(303);
        Answer refused = mia.post(issue.path() + "/notes", "note", "But the <operators>!");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".notice-failed")).contains("The discussion is locked");
        assertThat(refused.page().select("#words").val()).isEqualTo("But the <operators>!");
        assertThat(mia.get(issue.path()).page().select("#words")).isEmpty();
        assertThat(mia.get(issue.path()).text(".event:last-of-type")).startsWith("The discussion is locked");
        assertThat(program.post(api() + "/notes", "body", "But").status()).isEqualTo(403);
        assertThat(kei.post(issue.path() + "/notes", "note", "It is flat.").status()).isEqualTo(303);
        assertThat(program.get(api()).json().get("discussion_locked").asBoolean()).isTrue();
        assertThat(browser.program(company.kei()).put(api(), "discussion_locked", "false").json().get("discussion_locked")
                .asBoolean()).isFalse();
        assertThat(mia.get(issue.path()).page().select(".event").eachText())
                .anyMatch(line -> line.startsWith("Kei Nakamura locked the discussion"))
                .anyMatch(line -> line.startsWith("Kei Nakamura unlocked the discussion"));
        assertThat(mia.post(issue.path() + "/notes", "note", "Now?").status()).isEqualTo(303);
    }

    @Test
    void a_quotation_is_filled_into_the_composer() {
        Comment first = comments.write(company.kei(), issue, Writing.of("It is flat.\nAlways."));
        Answer read = mia.get(issue.path() + "?quote=" + first.id());
        assertThat(read.page().select("#words").val()).startsWith("> It is flat.\n> Always.");
        assertThat(mia.get(issue.path() + "?quote=1").status()).isEqualTo(200);
        assertThat(mia.get(issue.path() + "?quote=x").status()).isEqualTo(400);
    }

    @Test
    void resource_events_and_participants_are_told_as_gitlab_tells_them() {
        Tab anas = browser.program(company.ana());
        anas.put(api(), "add_labels", "weather");
        anas.put(api(), "remove_labels", "weather");
        anas.put(api(), "state_event", "close");
        anas.put(api(), "state_event", "reopen");
        comments.write(company.mia(), issue, Writing.of("Hello @ravi"));
        JsonNode labels = program.get(api() + "/resource_label_events").json();
        assertThat(labels.findValuesAsString("action")).containsExactly("add", "remove");
        assertThat(labels.get(0).get("label").get("name").asString()).isEqualTo("weather");
        JsonNode states = program.get(api() + "/resource_state_events").json();
        assertThat(states.get(0).get("state").asString() + states.get(1).get("state").asString()).isEqualTo("closedreopened");
        assertThat(program.get(api() + "/resource_state_events/" + states.get(0).get("id").asLong()).json().get("user")
                .get("username").asString()).isEqualTo("ana");
        assertThat(program.get(api() + "/resource_state_events/" + labels.get(0).get("id").asLong()).status()).isEqualTo(404);
        assertThat(program.get(api() + "/participants").json().findValuesAsString("username"))
                .containsExactly("kei", "mia", "ravi");
    }

    @Test
    void of_a_thousand_people_named_in_one_text_fifty_are_told_and_the_writer_hears_of_it() {
        StringBuilder words = new StringBuilder("@ravi");
        for (int i = 0; i < 60; i++) {
            jdbc.sql("""
                            insert into member (username, name, email, zone, administrator, external, state, created_at)
                            select :name, :name, :name || '@halyard.example', 'UTC', false, false, 'active', created_at
                            from member where username = 'ana' on conflict do nothing""")
                    .param("name", "crowd" + i)
                    .update();
            words.append(" @crowd").append(i);
        }
        for (int i = 0; i < 1_500; i++) {
            words.append(" @nobody").append(i);
        }
        Answer sent = mia.post(issue.path() + "/notes", "note", words.toString());
        assertThat(sent.status()).isEqualTo(303);
        Answer read = browser.with("Cookie", mia.cookie() + "; " + sent.header("Set-Cookie").split(";")[0]).get(issue.path());
        assertThat(read.text(".notice-provisional")).isEqualTo("Only the first 50 of those you name are told; 11 are not.");
        assertThat(jdbc.sql("select count(*) from subscription where issuable_id = :id and reason = 'mentioned'")
                .param("id", issue.id()).query(Long.class).single()).isEqualTo(50);
    }
}
