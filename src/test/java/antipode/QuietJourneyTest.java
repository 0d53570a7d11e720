package antipode;

import static antipode.testing.Chromium.button;
import static antipode.testing.Chromium.link;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.database.Outbox;
import antipode.delivery.letters.ReplyKeys;
import antipode.delivery.letters.SentNotification;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.mail.Letters;
import antipode.mail.Sent;
import antipode.mail.incoming.MailDoor;
import antipode.people.Actor;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Cast;
import antipode.testing.Chromium;
import antipode.testing.TestClock;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Writing;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// What waits until Kei's day begins, why it comes and when, and how she answers from the letter, in a real Chromium that runs
/// no JavaScript. Ana writes on a Wednesday at 12:00 in Lisbon; it is 21:00 in Tokyo, and Kei's day begins at 08:30, at 23:30 in
/// Lisbon.
@AntipodeTest
@Import(MailDoor.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuietJourneyTest {

    private static final String KEIS_MORNING = "2026-11-04T23:30:00Z";

    private final Cast cast;
    private final ProjectMembers projectMembers;
    private final Issues issues;
    private final Comments comments;
    private final Asks asks;
    private final Letters letters;
    private final ReplyKeys keys;
    private final MailDoor door;
    private final Outbox outbox;
    private final Schedules schedules;
    private final TestClock clock;

    @LocalServerPort
    private int port;

    private Cast.Company company;
    private Chromium chromium;
    private Page ana;
    private Page kei;

    QuietJourneyTest(
            Cast cast, ProjectMembers projectMembers, Issues issues, Comments comments, Asks asks, Letters letters, ReplyKeys keys,
            MailDoor door, Outbox outbox, Schedules schedules, TestClock clock) {
        this.cast = cast;
        this.projectMembers = projectMembers;
        this.issues = issues;
        this.comments = comments;
        this.asks = asks;
        this.letters = letters;
        this.keys = keys;
        this.door = door;
        this.outbox = outbox;
        this.schedules = schedules;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        for (Actor actor : List.of(company.kei(), company.mia())) {
            projectMembers.add(company.handbook(), Role.OWNER, actor.require(), Role.DEVELOPER, null);
        }
        chromium = new Chromium(port);
        ana = chromium.signedIn("ana", true);
        kei = chromium.signedIn("kei", false);
    }

    @BeforeEach
    void itIsWednesdayNoonInLisbon() {
        clock.set(TestClock.START);
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    @Test
    void a_notice_is_held_until_the_day_begins_and_its_page_says_why_it_comes_and_why_then() {
        Issue issue = open("Timetable for March");
        comments.write(company.ana(), issue.header(), Writing.of("What do you think, @kei?"));
        outbox.drain();
        kei.navigate(chromium.at("/-/notices"));
        Locator held = kei.locator("#waiting .row").filter(holding("Timetable for March")).filter(holding("named"));
        assertThat(held).containsText("Because you are named in it.");
        assertThat(held).containsText("Held until your day begins, tomorrow 08:30 in Tokyo");
        timePassesUntil(KEIS_MORNING);
        kei.reload();
        Locator told = kei.locator("#past .row").filter(holding("Timetable for March")).filter(holding("named"));
        assertThat(told).containsText("Told");
        assertThat(told).containsText("Held until your day began, today 08:30 in Tokyo");
    }

    @Test
    void what_one_hears_of_is_said_on_a_project_and_on_a_thing_and_what_is_nearest_counts() {
        kei.navigate(chromium.at("/halyard/handbook"));
        link(kei, "What I hear of it").click();
        kei.getByLabel("Everything", new Page.GetByLabelOptions().setExact(true)).check();
        button(kei, "Save").click();
        Issue loud = open("Paint the quay");
        kei.navigate(chromium.at(loud.path()));
        link(kei, "What I hear of it").click();
        kei.getByLabel("Nothing", new Page.GetByLabelOptions().setExact(true)).check();
        button(kei, "Save").click();
        comments.write(company.ana(), loud.header(), Writing.of("White, I think."));
        Issue heard = open("New oars");
        outbox.drain();
        kei.navigate(chromium.at("/-/notices"));
        assertThat(kei.locator("#waiting .row").filter(holding("New oars"))).containsText("Because you watch its project.");
        assertThat(kei.locator("#waiting .row").filter(holding("Ana Ferreira wrote"))).hasCount(0);
        kei.navigate(chromium.at("/halyard/handbook/-/notices"));
        assertThat(kei.getByLabel("Everything", new Page.GetByLabelOptions().setExact(true))).isChecked();
        assertThat(heard.header().open()).isTrue();
    }

    @Test
    void a_row_of_the_days_letter_is_opened_and_answered_without_looking_for_it() {
        clock.set("2026-11-05T12:00:00Z"); // a day of its own, as each begins with one letter
        Issue issue = open("Child fares");
        asks.ask(company.ana(), issue.header(), new Asks.Question(
                Ask.Kind.ANSWER, "Is half the fare enough?", List.of(Cast.person(company.kei())), null, null, ""), null);
        timePassesUntil("2026-11-05T23:30:00Z");
        Sent letter = letters.newest(0, 20).stream()
                .filter(sent -> sent.toAddress().equals("kei@halyard.example") && sent.subject().startsWith("Your day"))
                .findFirst().orElseThrow();
        kei.setContent(letter.html());
        assertThat(kei.locator("h2").first()).hasText("Needs you");
        assertThat(kei.locator("body")).containsText("min to read");
        Locator row = kei.locator("p").filter(holding("Is half the fare enough?"));
        String answer = row.locator("a").filter(holding("Answer")).getAttribute("href");
        kei.navigate(chromium.at(URI.create(answer).getPath()));
        assertThat(kei.locator("h1")).hasText("Is half the fare enough?");
        kei.getByLabel("Your answer").fill("From four years on, yes.");
        button(kei, "Answer").click();
        ana.navigate(chromium.at(issue.path()));
        assertThat(ana.locator("main")).containsText("From four years on, yes.");
    }

    @Test
    void an_answer_by_mail_stands_in_its_thread_and_its_writer_sees_what_was_left_out() {
        Issue issue = open("Storm rules");
        Comment question = comments.write(company.ana(), issue.header(), Writing.of("Who closes the quay?"));
        String key = keys.make(new SentNotification(company.kei().id(), issue.header().id(), question.id()));
        assertThat(door.bring("kei@halyard.example", "incoming+" + key + "@in.halyard.example", """
                Authentication-Results: mx.halyard.example; dmarc=pass header.from=halyard.example
                From: Kei Nakamura <kei@halyard.example>
                Subject: Re: Storm rules
                Message-ID: <storm@halyard.example>

                The harbour master.

                > Who closes the quay?
                """)).startsWith("250");
        outbox.drain();
        ana.navigate(chromium.at(issue.path()));
        Locator said = ana.locator(".comment").filter(holding("The harbour master."));
        assertThat(said).containsText("by mail");
        assertThat(said).not().containsText("Who closes the quay?");
        kei.navigate(chromium.at(issue.path()));
        link(kei, "by mail").click();
        kei.getByText("What was left out").click();
        assertThat(kei.locator("details[open]")).containsText("Who closes the quay?");
        kei.navigate(chromium.at("/-/settings/mail"));
        assertThat(kei.locator("#came")).containsText("Storm rules");
    }

    private Issue open(String title) {
        return issues.open(company.ana(), company.handbook(), Issues.Opening.of(title, ""), false);
    }

    private void timePassesUntil(String instant) {
        outbox.drain();
        clock.set(instant);
        schedules.runDue();
        outbox.drain();
    }

    private static Locator.FilterOptions holding(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }
}
