package antipode.guests;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.delivery.letters.ReplyKeys;
import antipode.delivery.letters.SentNotification;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.mail.incoming.MailDoor;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Attachments;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Filipa, whom nobody here knows, is asked about one issue of a private project; Bo is let into the whole project.
@AntipodeTest
@Import(MailDoor.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuestTest {

    private final Cast cast;
    private final Browser browser;
    private final Issues issues;
    private final Threads threads;
    private final Members members;
    private final ReplyKeys keys;
    private final MailDoor door;
    private final Outbox outbox;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final Attachments attachments;
    private final Comments comments;
    private final Schedules schedules;
    private Cast.Company company;
    private Project project;
    private Tab ana;

    GuestTest(
            Cast cast, Browser browser, Issues issues, Threads threads, Members members, ReplyKeys keys, MailDoor door, Outbox outbox,
            TestClock clock, JdbcClient jdbc, Attachments attachments, Comments comments, Schedules schedules) {
        this.cast = cast;
        this.browser = browser;
        this.issues = issues;
        this.threads = threads;
        this.members = members;
        this.keys = keys;
        this.door = door;
        this.outbox = outbox;
        this.clock = clock;
        this.jdbc = jdbc;
        this.attachments = attachments;
        this.comments = comments;
        this.schedules = schedules;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        project = cast.project(company.ana(), company.team(), "fares", Visibility.PRIVATE);
        ana = browser.as(company.ana());
    }

    @BeforeEach
    void itIsWednesdayNoon() {
        clock.set(TestClock.START);
    }

    private Issuable open(String title) {
        return issues.open(company.ana(), project, Issues.Opening.of(title, "What does a dog cost?"), false).header();
    }

    private Member invite(Issuable issue, String email) {
        assertThat(ana.post(project.url() + "/-/guests", "issue", Long.toString(issue.iid()), "email", email, "name", "Filipa Goulart", "until", "2026-11-20")
                .status()).isEqualTo(303);
        return members.findByEmail(email).orElseThrow();
    }

    private String link(Member guest) {
        var id = jdbc.sql("select max(id) from guest where member_id = :id").param("id", guest.id()).query(Long.class).single();
        var found = Pattern.compile("/-/guest/[\\w-]{43}").matcher(ana.post(project.url() + "/-/guests/" + id + "/link").text("code.token-text"));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    @Test
    void a_guest_reads_one_issue_by_their_own_link_answers_there_and_sees_nothing_else() {
        var issue = open("Dogs on board");
        var other = open("Cats on board");
        var guest = invite(issue, "filipa@ilhas.example");
        outbox.drain();
        assertThat(jdbc.sql("select text_part from mail where to_address = 'filipa@ilhas.example'").query(String.class).single())
                .contains("Ana Ferreira asks you to take part in “Dogs on board”, until 2026-11-20", "answer this letter");
        var beside = ana.get(issue.path());
        assertThat(beside.text("#guests")).contains("Filipa Goulart (guest)", "invited by Ana Ferreira, until Fri 20 Nov");
        assertThat(beside.text("main")).contains("invited Filipa Goulart (guest)");

        var nobody = browser.asNobody();
        var link = link(guest);
        assertThat(nobody.get(link).text("main")).contains("Dogs on board", "What does a dog cost?").doesNotContain("Cats");
        assertThat(nobody.post(link + "/notes", "body", " ").status()).isEqualTo(422);
        assertThat(nobody.post(link + "/notes", "body", "Half a ticket.").header("Location")).isEqualTo(link);
        assertThat(ana.get(issue.path()).text("main")).contains("Filipa Goulart (guest)", "Half a ticket.");
        assertThat(nobody.post(link + "/entrance").status()).isEqualTo(404);

        var actor = Actor.of(guest);
        assertThat(threads.sees(actor, issue.id())).isTrue();
        assertThat(threads.sees(actor, other.id())).isFalse();
        var inside = browser.as(actor);
        assertThat(inside.get(project.url()).status()).isEqualTo(404);
        assertThat(inside.get(issue.path()).status()).isEqualTo(404);
        assertThat(inside.get(company.handbook().url()).status()).isEqualTo(404);
        assertThat(inside.get("/search?q=board").text("main")).doesNotContain("Cats on board");
    }

    @Test
    void what_the_issue_shows_loads_on_the_guests_page_and_letters_lead_there_and_nowhere_else() {
        var file = attachments.keep(company.ana(), project.id(), "dog.txt", "woof".getBytes(StandardCharsets.UTF_8));
        var hidden = attachments.keep(company.ana(), project.id(), "cat.txt", "meow".getBytes(StandardCharsets.UTF_8));
        open("Cats again, " + hidden);
        var issue = issues.open(company.ana(), project, Issues.Opening.of("Dogs again", "Look: " + file + ", and #1 of @kei"), false).header();
        var guest = invite(issue, "ines@ilhas.example");
        var nobody = browser.asNobody();
        var link = link(guest);
        var words = nobody.get(link).page().select(".prose").first();
        var shown = java.util.Objects.requireNonNull(words).select("a");
        assertThat(shown).hasSize(1);
        assertThat(shown.attr("href")).startsWith(link + "/uploads/");
        assertThat(nobody.get(shown.attr("href")).body()).isEqualTo("woof");
        var secret = Pattern.compile("/uploads/([0-9a-f]{32})/").matcher(hidden);
        assertThat(secret.find()).isTrue();
        assertThat(nobody.get(link + "/uploads/" + secret.group(1) + "/cat.txt").status()).isEqualTo(404);

        outbox.drain();
        comments.write(company.ana(), issue, Writing.of("Again: " + file));
        outbox.drain();
        schedules.runDue();
        var letter = jdbc.sql("select text_part || html_part from mail where to_address = 'ines@ilhas.example' order by id desc limit 1").query(String.class).single();
        assertThat(letter).contains("/-/guest/{{enclosed}}#note_", "/-/guest/{{enclosed}}/uploads/").doesNotContain("/-/project/", "/-/issues/");
        var key = keys.make(new SentNotification(guest.id(), issue.id(), null));
        assertThat(nobody.get("/-/guest/" + key).text("main")).contains("Dogs again", "Again:");
        assertThat(nobody.post("/-/guest/" + key + "/notes", "body", "Who pays?").status()).isEqualTo(303);
        var other = keys.make(new SentNotification(company.kei().id(), issue.id(), null));
        assertThat(nobody.get("/-/guest/" + other).status()).isEqualTo(404);
    }

    @Test
    void a_guest_answers_by_mail_and_not_after_their_day() {
        var issue = open("Bicycles on board");
        var guest = invite(issue, "rui@ilhas.example");
        var first = mail(guest, issue, "One euro.");
        assertThat(ana.get(issue.path()).text("main")).contains("One euro.");
        var link = link(guest);
        clock.forward(Duration.ofDays(17));
        assertThat(browser.asNobody().get(link).status()).isEqualTo(404);
        assertThat(threads.sees(Actor.of(guest), issue.id())).isFalse();
        var second = mail(guest, issue, "Two euros.");
        assertThat(first).isEqualTo("posted");
        assertThat(second).isEqualTo("refused");
        assertThat(ana.get(issue.path()).text("main")).doesNotContain("Two euros.");
        assertThat(ana.get(issue.path()).text("#guests")).doesNotContain("Filipa");
    }

    private String mail(Member guest, Issuable issue, String words) {
        var to = "incoming+" + keys.make(new SentNotification(guest.id(), issue.id(), null)) + "@in.halyard.example";
        door.bring(guest.email(), to, "Authentication-Results: mx.halyard.example; dmarc=pass header.from=ilhas.example\nFrom: Rui <" + guest.email()
                + ">\nSubject: Re: it\nMessage-ID: <" + words.hashCode() + "@ilhas.example>\n\n" + words + "\n");
        outbox.drain();
        return jdbc.sql("select state from incoming_mail order by id desc limit 1").query(String.class).single();
    }

    @Test
    void a_guest_of_a_project_goes_in_by_their_link_until_their_day_and_into_nothing_else() {
        assertThat(ana.post(project.url() + "/-/guests", "email", "bo@ilhas.example", "until", "2026-11-20").status()).isEqualTo(303);
        var guest = members.findByEmail("bo@ilhas.example").orElseThrow();
        assertThat(guest.name()).isEqualTo("bo (guest)");
        var came = browser.asNobody().post(link(guest) + "/entrance");
        assertThat(came.header("Location")).isEqualTo(project.url());
        var bo = browser.with("Cookie", came.header("Set-Cookie").split(";")[0]);
        assertThat(bo.get(project.url()).status()).isEqualTo(200);
        assertThat(bo.get(company.handbook().url()).status()).isEqualTo(404);
        assertThat(bo.get(project.url() + "/-/guests").status()).isEqualTo(403);
        assertThat(ana.get(project.url() + "/-/guests").text("main")).contains("bo (guest)", "the whole project", "Fri 20 Nov");
        clock.forward(Duration.ofDays(17));
        assertThat(bo.get(project.url()).status()).isEqualTo(404);
    }

    @Test
    void an_end_comes_early_and_who_has_an_account_is_no_guest() {
        var issue = open("Horses on board");
        var guest = invite(issue, "eva@ilhas.example");
        var link = link(guest);
        var id = jdbc.sql("select id from guest where member_id = :id").param("id", guest.id()).query(Long.class).single();
        assertThat(browser.as(company.kei()).post(project.url() + "/-/guests/" + id + "/end").status()).isEqualTo(404);
        assertThat(ana.post(project.url() + "/-/guests/" + id + "/end").status()).isEqualTo(303);
        assertThat(browser.asNobody().get(link).status()).isEqualTo(404);
        var form = ana.post(project.url() + "/-/guests", "issue", Long.toString(issue.iid()), "email", "kei@halyard.example", "until", "2026-11-20");
        assertThat(form.status()).isEqualTo(422);
        assertThat(form.text("#email-error")).contains("Kei Nakamura");
        assertThat(ana.post(project.url() + "/-/guests", "email", "x@ilhas.example", "until", "2020-01-01").status()).isEqualTo(422);
        assertThat(ana.post(project.url() + "/-/guests", "email", "x@ilhas.example", "until", "2029-01-01").status()).isEqualTo(422);
        assertThat(ana.post(project.url() + "/-/guests", "email", "no address", "until", "2026-11-20").status()).isEqualTo(422);
    }
}
