package antipode.threads;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Comments, replies and what becomes of them, with forms as a browser without scripts sends them. It is Wednesday 12:00
/// in Lisbon; Kei and Mia sleep.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepliesTest {

    private final Cast cast;
    private final Browser browser;
    private final Threads threads;
    private final Comments comments;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Cast.Company company;
    private Project open;
    private Tab ana;
    private Tab kei;
    private Tab mia;
    private Tab program;
    private Issuable issue;

    RepliesTest(Cast cast, Browser browser, Threads threads, Comments comments, JdbcClient jdbc, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.threads = threads;
        this.comments = comments;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        open = cast.project(company.ana(), company.team(), "open", Visibility.INTERNAL);
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        mia = browser.as(company.mia());
        program = browser.program(company.ana());
    }

    @BeforeEach
    void keiOpensAnIssue() {
        clock.set(TestClock.START);
        issue = threads.open(company.kei(), open, new Threads.Opening(
                Issuable.Kind.ISSUE, "issue", "Who pays?", "Flat is right.", false, null, List.of(), List.of()));
        jdbc.sql("insert into issue (id) values (:id)").param("id", issue.id()).update();
        threads.announce(company.kei(), issue);
    }

    private Comment said(String words) {
        return comments.write(company.mia(), issue, Writing.of(words));
    }

    private String note(Comment comment) {
        return issue.path() + "/notes/" + comment.id();
    }

    @Test
    void a_reply_stands_beneath_what_it_answers_and_not_at_the_end() {
        Comment first = said("How many were partly used?");
        said("Something else.");
        Answer sent = ana.post(note(first) + "/replies", "note", "Thirty-one, says the *export*.");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location")).startsWith(issue.path() + "#note_");

        Answer read = kei.get(issue.path());
        assertThat(read.page().select(".thread")).hasSize(2);
        assertThat(read.text("#discussion_" + first.id() + " > .comment .prose")).isEqualTo("How many were partly used?");
        assertThat(read.text("#discussion_" + first.id() + " .replies .prose em")).isEqualTo("export");
        assertThat(read.page().select(".thread").getLast().select(".replies")).isEmpty();
    }

    @Test
    void a_reply_to_a_reply_joins_the_same_thread() {
        Comment first = said("One");
        Comment reply = comments.write(company.ana(), issue, new Writing("Two", first.id(), null));
        Comment third = comments.write(company.kei(), issue, new Writing("Three", reply.id(), null));
        assertThat(third.threadId()).isEqualTo(first.id());
        assertThat(kei.get(issue.path()).page().select(".thread")).hasSize(1);
    }

    @Test
    void whoever_resolves_a_thread_is_named_and_it_folds_to_a_line() {
        Comment first = said("Is it flat?");
        comments.write(company.ana(), issue, new Writing("It is.", first.id(), null));
        assertThat(kei.post(note(first) + "/resolution").status()).isEqualTo(303);

        Answer read = mia.get(issue.path());
        assertThat(read.text(".thread-resolved > summary")).startsWith("Kei resolved this thread of 2 comments today 04:00");
        assertThat(read.page().select("details.thread-resolved[open]")).isEmpty();
        assertThat(read.page().select(".event")).isEmpty();

        assertThat(mia.post(note(first) + "/resolution/removal").status()).isEqualTo(303);
        assertThat(mia.get(issue.path()).page().select(".thread-resolved")).isEmpty();
    }

    @Test
    void what_was_resolved_waits_for_nobody_any_more_and_says_who_settled_it() {
        Comment first = said("Is it flat, @kei?");
        String pending = "select count(*) from todo where member_id = :kei and state = 'pending' and issuable_id = :issue";
        assertThat(jdbc.sql(pending).param("kei", company.kei().id()).param("issue", issue.id()).query(Long.class).single())
                .isEqualTo(1);
        comments.write(company.ana(), issue, new Writing("It is.", first.id(), null));
        mia.post(note(first) + "/resolution");
        assertThat(jdbc.sql(pending).param("kei", company.kei().id()).param("issue", issue.id()).query(Long.class).single())
                .isZero();
        assertThat(jdbc.sql("select done_cause from todo where member_id = :kei and issuable_id = :issue")
                .param("kei", company.kei().id()).param("issue", issue.id()).query(String.class).single())
                .isEqualTo("Mia resolved the thread");
    }

    @Test
    void where_many_talk_one_replies_on_a_page_of_its_own() {
        for (int i = 0; i < 70; i++) {
            said("Comment " + i);
        }
        Answer read = kei.get(issue.path());
        assertThat(read.page().select(".reply-form")).isEmpty();
        String reply = read.page().select(".thread-deeds a").getFirst().attr("href");
        Answer form = kei.get(reply);
        assertThat(form.text(".thread .prose")).isEqualTo("Comment 0");
        assertThat(kei.post(form.page().select("form.form").attr("action"), "note", "Zero.").status()).isEqualTo(303);
        assertThat(kei.get(issue.path()).text(".replies .prose")).isEqualTo("Zero.");
    }

    @Test
    void a_reply_is_shown_before_it_is_sent_and_sent_twice_it_stands_once() {
        Comment first = said("Is it flat?");
        Answer preview = ana.post(note(first) + "/replies", "note", "It *is*.", "preview", "1");
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.text(".writing-preview em")).isEqualTo("is");
        assertThat(threads.get(issue.id()).commentCount()).isEqualTo(1);
        ana.post(note(first) + "/replies", "note", "It is.", "once", "one-key");
        ana.post(note(first) + "/replies", "note", "It is.", "once", "one-key");
        assertThat(threads.get(issue.id()).commentCount()).isEqualTo(2);
    }

    @Test
    void a_reply_to_what_was_resolved_opens_it_again_so_that_nobody_overlooks_it() {
        Comment first = said("Is it flat?");
        comments.write(company.ana(), issue, new Writing("It is.", first.id(), null));
        kei.post(note(first) + "/resolution");
        ana.post(note(first) + "/replies", "note", "One more thing.");
        assertThat(kei.get(issue.path()).page().select(".thread-resolved")).isEmpty();
    }

    @Test
    void what_is_answered_was_taken_out_meanwhile_and_the_words_are_kept() {
        Comment first = said("Never mind.");
        assertThat(mia.post(note(first) + "/removal").status()).isEqualTo(303);
        Answer late = ana.post(note(first) + "/replies", "note", "But I do <mind>.");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text(".notice-failed")).contains("taken out meanwhile").contains("Your text is below, untouched");
        assertThat(late.page().select("#note").val()).isEqualTo("But I do <mind>.");
        assertThat(late.page().select("form.form").attr("action")).isEqualTo(issue.path() + "/notes");
        assertThat(ana.post(issue.path() + "/notes", "note", "But I do <mind>.").status()).isEqualTo(303);
    }

    @Test
    void above_replies_the_place_of_a_comment_that_was_taken_out_stays_and_its_words_go() {
        Comment first = said("My secret");
        Comment reply = comments.write(company.ana(), issue, new Writing("Better take that out.", first.id(), null));
        mia.post(note(first) + "/edit", "note", "x");
        assertThat(mia.post(note(first) + "/removal").status()).isEqualTo(303);
        Answer read = kei.get(issue.path());
        assertThat(read.body()).doesNotContain("My secret");
        assertThat(read.text(".comment-removed")).isEqualTo("What Mia Chen wrote here was taken out.");
        assertThat(read.text(".replies .prose")).isEqualTo("Better take that out.");
        assertThat(mia.get(note(first) + "/edit").status()).isEqualTo(404);

        ana.post(note(reply) + "/removal");
        assertThat(kei.get(issue.path()).page().select(".thread")).isEmpty();
        assertThat(threads.get(issue.id()).commentCount()).isZero();
    }

    @Test
    void a_reply_to_what_has_closed_stands_and_the_writer_is_told() {
        Comment first = said("Is it flat?");
        kei.post(issue.path() + "/closure");
        clock.set(TestClock.START.plusSeconds(60));
        Answer sent = ana.post(note(first) + "/replies", "note", "It was.");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(comments.of(issue)).anyMatch(one -> one instanceof Comment said && said.body().equals("It was."));
        assertThat(sent.header("Set-Cookie")).isNotEmpty();
    }

    @Test
    void words_for_what_is_gone_are_not_lost() {
        Comment first = said("Is it flat?");
        jdbc.sql("delete from issuable where id = :id").param("id", issue.id()).update();
        for (String path : List.of(issue.path() + "/notes", note(first) + "/replies")) {
            Answer late = ana.post(path, "note", "Long & thought-through <words>");
            assertThat(late.status()).isEqualTo(404);
            assertThat(late.page().select("#words").val()).isEqualTo("Long & thought-through <words>");
        }
    }

    @Test
    void a_team_that_is_named_is_a_link_for_whoever_knows_of_it() {
        said("Good evening, @halyard and @ravi.");
        assertThat(kei.get(issue.path()).page().select(".comment .mention").eachAttr("href"))
                .containsExactly("/halyard", "/-/people/ravi");
    }

    @Test
    void an_empty_reply_is_refused_where_it_was_typed() {
        Comment first = said("Is it flat?");
        Answer refused = ana.post(note(first) + "/replies", "note", "  ");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".field-error")).isEqualTo("A reply can't be blank.");
        assertThat(refused.text(".thread .prose")).isEqualTo("Is it flat?");
    }

    @Test
    void the_second_to_edit_a_comment_is_shown_both_texts_and_loses_nothing() {
        Comment first = said("Flat.");
        String version = mia.get(note(first) + "/edit").page().select("[name=version]").val();
        assertThat(ana.post(note(first), "note", "Flat, says Ana.", "version", version).status()).isEqualTo(303);
        Answer late = mia.post(note(first), "note", "Flat, says Mia.", "version", version);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text(".notice-failed")).isEqualTo(
                "Not saved. Ana changed this today 04:00. Your text is below, untouched; compare and save again.");
        assertThat(late.page().select(".clash textarea").val()).isEqualTo("Flat, says Ana.");
        assertThat(late.page().select("#note").val()).isEqualTo("Flat, says Mia.");
        assertThat(late.text(".diff-block ins")).isEqualTo("Mia");
        String now = late.page().select("[name=version]").val();
        assertThat(mia.post(note(first), "note", "Flat, says Mia.", "version", now).status()).isEqualTo(303);
    }

    @Test
    void of_two_edits_at_once_one_is_kept_and_the_other_is_told() throws Exception {
        Comment first = said("Flat.");
        List<Callable<Integer>> deeds = List.of(
                () -> ana.post(note(first), "note", "Ana’s", "version", "0").status(),
                () -> mia.post(note(first), "note", "Mia’s", "version", "0").status());
        assertThat(atOnce(deeds)).containsExactlyInAnyOrder(303, 409);
    }

    @Test
    void replies_at_once_all_stand_in_one_order() throws Exception {
        Comment first = said("Who is in?");
        List<Callable<Integer>> deeds = new ArrayList<>();
        for (Tab tab : List.of(ana, kei, mia, ana, kei, mia)) {
            deeds.add(() -> tab.post(note(first) + "/replies", "note", "I am.").status());
        }
        assertThat(atOnce(deeds)).containsOnly(303);
        assertThat(threads.get(issue.id()).commentCount()).isEqualTo(7);
        assertThat(kei.get(issue.path()).page().select(".replies .comment")).hasSize(6);
    }

    private static List<Integer> atOnce(List<Callable<Integer>> deeds) throws Exception {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> done : people.invokeAll(deeds)) {
                statuses.add(done.get());
            }
            return statuses;
        }
    }

    @Test
    void discussions_are_told_as_gitlab_tells_them() {
        String api = "/api/v4/projects/halyard%2Fopen/issues/" + issue.iid();
        JsonNode begun = program.post(api + "/discussions", "body", "To be resolved.").json();
        String id = begun.get("id").asString();
        assertThat(id).hasSize(40);
        assertThat(begun.get("individual_note").asBoolean()).isFalse();
        JsonNode note = begun.get("notes").get(0);
        assertThat(note.get("type").asString()).isEqualTo("DiscussionNote");
        assertThat(note.get("resolvable").asBoolean()).isTrue();
        assertThat(note.get("resolved").asBoolean()).isFalse();

        Answer replied = program.post(api + "/discussions/" + id + "/notes", "body", "A reply, @gwen.");
        assertThat(replied.status()).isEqualTo(201);
        assertThat(replied.json().get("not_told").toString()).isEqualTo("[\"gwen\"]");
        JsonNode resolved = program.put(api + "/discussions/" + id, "resolved", "true").json();
        assertThat(resolved.get("notes").get(1).get("resolved_by").get("username").asString()).isEqualTo("ana");
        assertThat(program.put(api + "/discussions/" + id + "/notes/" + note.get("id").asLong(), "resolved", "false")
                .json().get("resolved").asBoolean()).isFalse();

        JsonNode alone = program.post(api + "/notes", "body", "By itself.").json();
        assertThat(alone.has("resolved")).isFalse();
        assertThat(alone.get("type").isNull()).isTrue();
        String lone = "%040x".formatted(alone.get("id").asLong());
        assertThat(program.get(api + "/discussions/" + lone).json().get("individual_note").asBoolean()).isTrue();
        assertThat(program.put(api + "/discussions/" + lone, "resolved", "true").status()).isEqualTo(403);
        program.post(api + "/discussions/" + lone + "/notes", "body", "No longer.");
        assertThat(program.get(api + "/discussions/" + lone).json().get("individual_note").asBoolean()).isFalse();
        assertThat(program.delete(api + "/discussions/" + id + "/notes/" + alone.get("id").asLong()).status()).isEqualTo(404);
        assertThat(program.delete(api + "/discussions/" + lone + "/notes/" + alone.get("id").asLong()).status()).isEqualTo(204);
        assertThat(program.get(api + "/discussions/" + lone).json().get("notes")).hasSize(1);
        for (String wrong : List.of("x", "0".repeat(40), "f".repeat(40), "0".repeat(39) + "1")) {
            assertThat(program.get(api + "/discussions/" + wrong).status()).as(wrong).isEqualTo(404);
            assertThat(program.put(api + "/discussions/" + wrong, "resolved", "true").status()).as(wrong).isEqualTo(404);
        }
        assertThat(program.put(api + "/discussions/" + id).status()).isEqualTo(400);
    }

    @Test
    void a_mention_of_somebody_who_may_not_see_it_tells_them_nothing_and_the_writer_is_told() {
        Answer sent = ana.post(issue.path() + "/notes", "note", "@gwen and @kei, look.");
        assertThat(sent.status()).isEqualTo(303);
        Answer read = browser.with("Cookie", ana.cookie() + "; " + sent.header("Set-Cookie").split(";")[0]).get(issue.path());
        assertThat(read.text(".notice-provisional")).isEqualTo("@gwen may not see this and was told nothing.");
        assertThat(jdbc.sql("select count(*) from todo where member_id = :gwen")
                .param("gwen", company.gwen().id()).query(Long.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from subscription where member_id = :gwen")
                .param("gwen", company.gwen().id()).query(Long.class).single()).isZero();
    }

    @Test
    void resolving_is_for_whom_it_concerns() {
        Comment first = comments.write(company.ana(), issue, Writing.of("Ana’s thread"));
        comments.write(company.kei(), issue, new Writing("Yes.", first.id(), null));
        assertThat(mia.post(note(first) + "/resolution").status()).isEqualTo(403);
        assertThat(browser.as(company.gwen()).post(note(first) + "/resolution").status()).isEqualTo(404);
        assertThat(kei.post(note(first) + "/resolution").status()).isEqualTo(303);
    }
}
