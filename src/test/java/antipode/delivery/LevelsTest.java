package antipode.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Writing;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Of how much Ravi in Bengaluru hears, who works for half an hour more, and by which way.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LevelsTest {

    private final Cast cast;
    private final Issues issues;
    private final Comments comments;
    private final Outbox outbox;
    private final Schedules schedules;
    private final TestClock clock;
    private final Browser browser;
    private final JdbcClient jdbc;
    private Cast.Company company;

    LevelsTest(
            Cast cast, Issues issues, Comments comments, Outbox outbox, Schedules schedules, TestClock clock, Browser browser,
            JdbcClient jdbc) {
        this.cast = cast;
        this.issues = issues;
        this.comments = comments;
        this.outbox = outbox;
        this.schedules = schedules;
        this.clock = clock;
        this.browser = browser;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void nothing_was_said() {
        clock.set(TestClock.START);
        jdbc.sql("truncate issuable, delivery, digest, mail, job, outbox, notice_wish, notification_level, chat_room, chat_message cascade").update();
    }

    @Test
    void whoever_watches_a_project_hears_of_what_begins_in_it_and_of_every_comment() {
        say("/projects/" + company.handbook().id(), "watch");
        Issuable issue = open("Flat refunds");
        comments.write(company.kei(), issue, Writing.of("Yes."));
        assertThat(heard()).containsExactly("Kei Nakamura wrote: you watch its project", "Ana Ferreira opened it: you watch its project");
    }

    @Test
    void whoever_watches_nothing_hears_nothing_of_what_is_none_of_their_business() {
        open("Flat refunds");
        assertThat(heard()).isEmpty();
    }

    @Test
    void a_team_says_it_for_its_projects_and_the_nearest_word_counts() {
        say("/groups/" + company.team().id(), "watch");
        open("One");
        assertThat(heard()).containsExactly("Ana Ferreira opened it: you watch its team");
        say("/projects/" + company.handbook().id(), "participating");
        open("Two");
        assertThat(heard()).hasSize(1);
        say("/projects/" + company.handbook().id(), "global");
        open("Three");
        assertThat(heard()).hasSize(2);
    }

    @Test
    void custom_is_what_one_takes_part_in_and_what_one_chose() {
        assertThat(browser.program(company.ravi()).put(
                                "/api/v4/projects/" + company.handbook().id() + "/notification_settings", "level", "custom", "new_issue", "true")
                        .json().path("events").path("new_issue").asBoolean())
                .isTrue();
        Issuable issue = open("Flat refunds");
        comments.write(company.kei(), issue, Writing.of("Yes."));
        assertThat(heard()).containsExactly("Ana Ferreira opened it: you asked to hear of news of this kind");
    }

    @Test
    void what_changes_around_the_words_is_told_only_to_who_chose_to_hear_of_it() {
        String settings = "/api/v4/projects/" + company.handbook().id() + "/notification_settings";
        Issuable issue = open("Flat refunds");
        pass();
        browser.program(company.ravi()).put(settings, "level", "watch");
        String address = "/api/v4/projects/" + company.handbook().id() + "/issues/" + issue.iid();
        browser.program(company.ana()).put(address, "assignee_ids", String.valueOf(company.kei().id()));
        assertThat(heard()).noneMatch(told -> told.contains("gave it"));
        assertThat(browser.program(company.ravi()).put(settings, "level", "custom", "reassign_issue", "true")
                        .json().path("events").path("reassign_issue").asBoolean())
                .isTrue();
        browser.program(company.ana()).put(address, "assignee_ids", String.valueOf(company.mia().id()));
        assertThat(heard()).anyMatch(told -> told.equals("Ana Ferreira gave it to somebody: you asked to hear of news of this kind"));
    }

    @Test
    void what_one_asked_not_to_hear_is_spared_with_that_reason_and_stays_on_the_list() {
        say("/projects/" + company.handbook().id(), "mention");
        Issuable issue = open("Flat refunds");
        comments.write(company.ravi(), issue, Writing.of("I am in."));
        comments.write(company.kei(), issue, Writing.of("Good."));
        comments.write(company.kei(), issue, Writing.of("@ravi, see?"));
        pass();
        assertThat(browser.as(company.ravi()).get("/-/notices").body())
                .contains("you asked to hear of this project only where you are named", "Because you are named in it.");
        assertThat(browser.as(company.ravi()).get("/-/todos").body()).contains("Flat refunds");
    }

    @Test
    void whoever_unsubscribes_from_a_thing_of_a_watched_project_hears_no_more_of_it_unless_they_are_named() {
        say("/projects/" + company.handbook().id(), "watch");
        Issuable issue = open("Flat refunds");
        pass();
        assertThat(browser.as(company.ravi()).post(issue.path() + "/subscription/removal").status()).isEqualTo(303);
        comments.write(company.kei(), issue, Writing.of("Yes."));
        assertThat(heard()).hasSize(1);
        comments.write(company.kei(), issue, Writing.of("@ravi, is it?"));
        assertThat(heard()).hasSize(2);
        assertThat(browser.as(company.ravi()).get(issue.path() + "/notices").body()).contains("value=\"mention\" checked");
        browser.as(company.ravi()).post(issue.path() + "/notices", "level", "watch");
        comments.write(company.kei(), issue, Writing.of("It is."));
        assertThat(heard()).hasSize(3);
    }

    @Test
    void own_deeds_are_silent_unless_asked_for() {
        Issuable issue = open("Flat refunds");
        comments.write(company.ravi(), issue, Writing.of("I say so."));
        assertThat(heard()).isEmpty();
        browser.program(company.ravi()).put("/api/v4/notification_settings", "notified_of_own_activity", "true");
        comments.write(company.ravi(), issue, Writing.of("And again."));
        assertThat(heard()).containsExactly("Ravi Krishnan wrote: you did it yourself, and asked to be told of that too");
    }

    @Test
    void settings_that_make_no_sense_are_refused_and_change_nothing() {
        Browser.Tab api = browser.program(company.ravi());
        assertThat(api.put("/api/v4/notification_settings", "level", "global").status()).isEqualTo(400);
        assertThat(api.put("/api/v4/notification_settings", "mode", "pigeon").status()).isEqualTo(400);
        assertThat(api.put("/api/v4/notification_settings", "channel", "chat").status()).isIn(400, 422);
        assertThat(api.put("/api/v4/projects/" + company.handbook().id() + "/notification_settings", "level", "loud").status()).isEqualTo(400);
        assertThat(browser.as(company.ravi()).post("/-/settings/notices", "mode", "pigeon").status()).isEqualTo(422);
        assertThat(browser.as(company.ravi()).post("/-/settings/notices/chat", "chat_webhook_url", "no address").status()).isEqualTo(422);
        assertThat(api.get("/api/v4/notification_settings").json().path("mode").asString()).isEqualTo("digest");
        assertThat(api.get("/api/v4/groups/0/notification_settings").status()).isEqualTo(404);
    }

    @Test
    void who_connects_a_chat_is_told_there_and_by_mail_again_when_it_takes_nothing() throws IOException {
        List<String> taken = new CopyOnWriteArrayList<>();
        boolean[] works = {true};
        HttpServer chat = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        chat.createContext("/hook", exchange -> {
            taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(works[0] ? 200 : 500, -1);
            exchange.close();
        });
        chat.start();
        try {
            String address = "http://127.0.0.1:" + chat.getAddress().getPort() + "/hook";
            Browser.Tab ravi = browser.as(company.ravi());
            assertThat(ravi.post("/-/settings/notices/chat", "chat_webhook_url", address).status()).isEqualTo(303);
            assertThat(ravi.get("/-/settings/notices").body()).contains("127.0.0.1").doesNotContain(address);
            assertThat(jdbc.sql("select address from chat_room").query(String.class).single()).doesNotContain("/hook");
            browser.program(company.ravi()).put("/api/v4/notification_settings", "mode", "as_it_happens");
            Issuable issue = open("Flat <refunds> & more");
            comments.write(company.ana(), issue, Writing.of("@ravi, is it enough?"));
            pass();
            assertThat(taken).singleElement().satisfies(said -> assertThat(said)
                    .contains("Flat &lt;refunds&gt; &amp; more", "Ana Ferreira asked", "/-/issues/"));
            assertThat(letters()).isZero();
            works[0] = false;
            comments.write(company.ravi(), issue, Writing.of("It is."));
            comments.write(company.ana(), issue, Writing.of("@ravi, of groups too?"));
            pass();
            for (int minutes : List.of(1, 5, 14)) {
                clock.forward(Duration.ofMinutes(minutes));
                pass();
            }
            assertThat(letters()).isZero();
            clock.forward(Duration.ofMinutes(16));
            pass();
            assertThat(taken).hasSizeBetween(4, 6);
            assertThat(ravi.get("/-/settings/notices").body()).contains("given up", "It answered 500.");
            // His day was over by then; the letter comes with the next.
            clock.set("2026-11-05T04:30:00Z");
            pass();
            assertThat(letters()).isEqualTo(1);
            assertThat(jdbc.sql("select count(*) from notice where member_id = :ravi and state = 'held'")
                            .param("ravi", company.ravi().id()).query(Integer.class).single())
                    .isZero();
        } finally {
            chat.stop(0);
        }
    }

    private int letters() {
        return jdbc.sql("select count(*) from mail where to_address = 'ravi@halyard.example'").query(Integer.class).single();
    }

    private Issuable open(String title) {
        return issues.open(company.ana(), company.handbook(), Issues.Opening.of(title, ""), false).header();
    }

    private void say(String place, String level) {
        Actor ravi = company.ravi();
        assertThat(browser.program(ravi).put("/api/v4" + place + "/notification_settings", "level", level).json().path("level").asString())
                .isEqualTo(level);
    }

    /// What Ravi is told, newest first, and why.
    private List<String> heard() {
        pass();
        return browser.program(company.ravi()).get("/api/v4/notices").json().valueStream()
                .filter(notice -> !notice.path("state").asString().equals("dropped"))
                .map(notice -> notice.path("body").asString() + ": "
                        + notice.path("why_me").asString().replace("You hear of this because ", "").replaceAll("\\.$", ""))
                .toList();
    }

    private void pass() {
        outbox.drain();
        schedules.runDue();
        outbox.drain();
    }
}
