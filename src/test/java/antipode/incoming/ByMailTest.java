package antipode.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Audit;
import antipode.database.Outbox;
import antipode.delivery.letters.ReplyKeys;
import antipode.delivery.letters.SentNotification;
import antipode.delivery.letters.Unsubscriptions;
import antipode.database.OutboxRow;
import antipode.issues.Issues;
import antipode.mail.Letters;
import antipode.mail.Sent;
import antipode.mail.incoming.Incoming;
import antipode.mail.incoming.IncomingMails;
import antipode.mail.incoming.MailDoor;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Kei answers by mail what Ana wrote; the mail server mx.halyard.example vouches for senders.
@AntipodeTest
@Import(MailDoor.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ByMailTest {

    static final String VOUCHED = "Authentication-Results: mx.halyard.example; dmarc=pass header.from=halyard.example\n";

    private final Cast cast;
    private final Issues issues;
    private final Comments comments;
    private final Threads threads;
    private final ReplyKeys keys;
    private final ProjectAddresses addresses;
    private final IncomingMails mails;
    private final MailDoor door;
    private final Letters letters;
    private final Outbox outbox;
    private final Browser browser;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final Postman postman;
    private final TransactionTemplate transaction;
    private Cast.Company company;
    private Issuable issue;
    private Comment question;
    private int count;

    ByMailTest(
            Cast cast, Issues issues, Comments comments, Threads threads, ReplyKeys keys, ProjectAddresses addresses,
            IncomingMails mails, MailDoor door, Letters letters, Outbox outbox, Browser browser, TestClock clock, JdbcClient jdbc,
            MailKeys mailKeys, Claims claims, Members members, Unsubscriptions unsubscriptions, Posting posting, Refusals refusals, antipode.mail.Bounces bounces,
            TransactionTemplate transaction, Audit audit) {
        this.cast = cast;
        this.issues = issues;
        this.comments = comments;
        this.threads = threads;
        this.keys = keys;
        this.addresses = addresses;
        this.mails = mails;
        this.door = door;
        this.letters = letters;
        this.outbox = outbox;
        this.browser = browser;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.postman = new Postman(
                mails, mailKeys, claims, addresses, members, threads, unsubscriptions, MailDoor.nobodyVouches(), posting, refusals, letters, bounces, audit);
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void anaAsks() {
        jdbc.sql("truncate incoming_mail, mail_refusal, outbox, sent_notification cascade").update();
        jdbc.sql("delete from mail where key like 'refusal-%'").update();
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Flat refunds " + ++count, "A flat refund."), false).header();
        question = comments.write(company.ana(), issue, Writing.of("Is it enough?"));
    }

    private String replyTo(Actor reader) {
        return "incoming+" + keys.make(new SentNotification(reader.id(), issue.id(), question.id())) + "@in.halyard.example";
    }

    private String from(String name, String body) {
        return VOUCHED + "From: " + name + " <" + name + "@halyard.example>\nSubject: Re: Flat refunds\nMessage-ID: <" + name + "-" + ++count
                + "@halyard.example>\n" + body;
    }

    private Incoming comes(String to, String mail) {
        return comes("kei@halyard.example", to, mail);
    }

    private Incoming comes(String sender, String to, String mail) {
        assertThat(door.bring(sender, to, mail)).startsWith("250");
        outbox.drain();
        return mails.newest(null, 0, 1).getFirst();
    }

    private List<Comment> said() {
        return comments.of(threads.get(issue.id())).stream()
                .filter(Comment.class::isInstance)
                .map(Comment.class::cast)
                .filter(comment -> comment.id() != question.id())
                .toList();
    }

    private List<Sent> refusals() {
        outbox.drain();
        return letters.newest(0, 50).stream().filter(letter -> letter.messageId().startsWith("<refusal-")).toList();
    }

    @Test
    void an_answer_by_mail_stands_in_the_audit_log_as_its_writers_by_mail() {
        comes(replyTo(company.kei()), from("kei", "\nYes, it is.\n"));
        assertThat(jdbc.sql("select actor || ' ' || way from audit where kind = 'comment' and deed = 'added' order by id desc limit 1")
                .query(String.class).single()).isEqualTo("kei mail");
    }

    @Test
    void an_answer_by_mail_is_a_comment_in_the_same_discussion_without_what_it_quotes() {
        Incoming mail = comes(replyTo(company.kei()), from("kei", """
                Content-Type: text/plain; charset=utf-8

                Yes, for groups as well.

                On Wed, Nov 4, 2026 at 9:00 PM Ana Ferreira <antipode@localhost> wrote:
                > Is it enough?
                """));
        assertThat(mail.state()).isEqualTo(Incoming.State.POSTED);
        assertThat(said()).singleElement().satisfies(comment -> {
            assertThat(comment.body()).isEqualTo("Yes, for groups as well.");
            assertThat(comment.author().username()).isEqualTo("kei");
            assertThat(comment.threadId()).isEqualTo(question.threadId());
        });
        var page = browser.as(company.kei()).get("/-/settings/mail/" + mail.id());
        assertThat(page.text("details.disclosure")).contains("Is it enough?");
        assertThat(browser.as(company.kei()).get(issue.path()).page().select(".comment-head a[href=/-/settings/mail/" + mail.id() + "]").text())
                .isEqualTo("by mail");
        assertThat(browser.as(company.ravi()).get(issue.path()).text("#note_" + said().getFirst().id() + " .meta")).contains("by mail");
        assertThat(refusals()).isEmpty();
    }

    @Test
    void the_key_is_found_in_the_references_where_the_address_was_rewritten() {
        String key = keys.make(new SentNotification(company.kei().id(), issue.id(), question.id()));
        comes("incoming+list@in.halyard.example", from("kei", "References: <reply-" + key + "@localhost> <issue_1@localhost>\n\nYes.\n"));
        assertThat(said()).extracting(Comment::body).containsExactly("Yes.");
    }

    @Test
    void its_files_and_pictures_come_along() {
        String png = Base64.getEncoder().encodeToString(Pictures.DOT);
        comes(replyTo(company.kei()), from("kei", """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                See the chart.
                --b
                Content-Type: image/png; name="chart.png"
                Content-Disposition: inline; filename="chart.png"
                Content-ID: <1@x>
                Content-Transfer-Encoding: base64

                %s
                --b
                Content-Type: application/ms-tnef; name="winmail.dat"
                Content-Disposition: attachment; filename="winmail.dat"
                Content-Transfer-Encoding: base64

                %s
                --b--
                """.formatted(png, Base64.getMimeEncoder().encodeToString(Pictures.winmail("plan.txt", "The plan")))));
        assertThat(said()).singleElement().satisfies(comment -> assertThat(comment.body())
                .startsWith("See the chart.\n\n![chart](/uploads/").contains("[plan.txt](/uploads/").doesNotContain("winmail"));
    }

    @Test
    void an_order_by_mail_is_carried_out_only_where_the_sender_is_vouched_for() {
        Issuable own = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Mine", "Mine"), false).header();
        String to = "incoming+" + keys.make(new SentNotification(company.kei().id(), own.id(), null)) + "@in.halyard.example";
        comes(to, from("kei", "\nDone.\n\n/close\n"));
        assertThat(threads.get(own.id()).open()).isFalse();
        // Where nobody vouches, the key suffices for words, and for nothing else.
        Issuable other = issues.open(company.kei(), company.handbook(), Issues.Opening.of("Mine too", "Mine"), false).header();
        String there = "incoming+" + keys.make(new SentNotification(company.kei().id(), other.id(), null)) + "@in.halyard.example";
        assertThat(door.bring("kei@halyard.example", there, from("kei", "\nDone.\n\n/close\n").replace(VOUCHED, ""))).startsWith("250");
        long id = mails.newest(null, 0, 1).getFirst().id();
        transaction.executeWithoutResult(_ -> postman.accept(new OutboxRow(1, IncomingMails.CONSUMER, "", "{\"id\":" + id + "}", 0)));
        assertThat(threads.get(other.id()).open()).isTrue();
        assertThat(threads.get(other.id()).commentCount()).isEqualTo(1);
    }

    @Test
    void a_refused_order_posts_nothing_and_says_why() {
        Incoming mail = comes(replyTo(company.ravi()), from("ravi", "\nYes.\n\n/assign @nobody-of-that-name\n"));
        assertThat(mail.state()).isEqualTo(Incoming.State.REFUSED);
        assertThat(said()).isEmpty();
        assertThat(refusals()).singleElement().satisfies(letter -> {
            assertThat(letter.toAddress()).isEqualTo("ravi@halyard.example");
            assertThat(letter.text()).contains("/assign @nobody-of-that-name");
        });
    }

    @Test
    void the_form_for_new_issues_leads_to_the_address_and_shows_it_once() {
        var form = browser.as(company.kei()).get("/halyard/handbook/-/issues/new");
        String path = form.page().select("a:contains(by mail)").attr("href");
        assertThat(browser.as(company.kei()).get(path).text("form button")).isNotEmpty();
        var made = browser.as(company.kei()).post(path);
        assertThat(made.status()).isEqualTo(201);
        String address = made.page().select("#mail-address").attr("value");
        assertThat(comes(address, from("kei", "\nIt works.\n")).state()).isEqualTo(Incoming.State.POSTED);
        assertThat(browser.as(company.kei()).get(path).body()).doesNotContain(address);
        assertThat(browser.as(company.gwen()).get(path).status()).isEqualTo(404);
    }

    @Test
    void a_mail_to_a_projects_address_opens_an_issue() {
        String address = addresses.make(company.kei(), company.handbook());
        assertThat(address).matches("incoming\\+halyard-handbook-\\d+-[a-z2-7]{32}-issue@in\\.halyard\\.example");
        Incoming mail = comes(address, from("kei", "\nThe ferry does not wait.\n\n-- \nKei\n").replace("Re: Flat refunds", "=?utf-8?Q?F=C3=A4hren_warten_nicht?="));
        assertThat(mail.state()).isEqualTo(Incoming.State.POSTED);
        var opened = jdbc.sql("select title, description, author_id from issuable order by id desc limit 1").query().singleRow();
        assertThat(opened).containsEntry("title", "Fähren warten nicht").containsEntry("description", "The ferry does not wait.")
                .containsEntry("author_id", company.kei().id());
        addresses.revoke(company.kei(), addresses.of(company.kei()).getFirst().id());
        assertThat(comes(address, from("kei", "\nAgain\n")).state()).isEqualTo(Incoming.State.REFUSED);
    }

    @Test
    void what_is_forwarded_keeps_who_wrote_it_and_when_and_orders_nothing() {
        String address = addresses.make(company.kei(), company.handbook());
        comes(address, from("kei", """
                Content-Type: text/plain; charset=utf-8

                A customer wrote this.

                ---------- Forwarded message ---------
                From: Bob Lee <bob@customer.example>
                Date: Tue, Nov 3, 2026 at 2:02 PM
                Subject: My ferry
                To: Kei <kei@halyard.example>

                It did not wait. @ana should know.
                /close
                """).replace("Re: Flat refunds", "Fwd: My ferry"));
        var opened = jdbc.sql("select title, description, state from issuable order by id desc limit 1").query().singleRow();
        assertThat(opened).containsEntry("title", "My ferry").containsEntry("state", "opened");
        assertThat((String) opened.get("description"))
                .startsWith("A customer wrote this.\n\n> **Forwarded by Kei**, written by Bob Lee \\<bob\\@customer.example\\>, Tue, Nov 3, 2026 at 2\\:02 PM: “My ferry”")
                .contains("> It did not wait. \\@ana should know.\n> /close");
        comes(address, from("kei", """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                As it came.
                --b
                Content-Type: message/rfc822

                From: Bob Lee <bob@customer.example>
                Date: Tue, 3 Nov 2026 14:02:00 +0900
                Subject: My ferry
                Content-Type: text/plain

                It did not wait.
                --b--
                """));
        assertThat(jdbc.sql("select description from issuable order by id desc limit 1").query(String.class).single())
                .startsWith("As it came.\n\n> **Forwarded by Kei**, written by Bob Lee").contains("3 Nov 2026 14\\:02\\:00 \\+0900", "> It did not wait.");
    }

    @Test
    void what_is_not_proven_waits_until_its_writer_says_signed_in_that_it_is_theirs() {
        Incoming mail = comes(replyTo(company.kei()), from("kei", "\nYes.\n").replace(VOUCHED, ""));
        assertThat(mail.state()).isEqualTo(Incoming.State.QUARANTINED);
        assertThat(said()).isEmpty();
        assertThat(refusals()).singleElement().satisfies(letter -> assertThat(letter.toAddress()).isEqualTo("kei@halyard.example"));
        assertThat(browser.as(company.ana()).get("/-/admin/mail/quarantine").text("main")).contains("kei@halyard.example");
        assertThat(browser.as(company.kei()).get("/-/settings/mail").text("#waiting")).contains("It is mine: post it");
        assertThat(browser.as(company.ravi()).get("/-/settings/mail/" + mail.id()).status()).isEqualTo(404);
        assertThat(browser.as(company.ravi()).post("/-/settings/mail/" + mail.id() + "/posting").status()).isEqualTo(404);
        assertThat(browser.as(company.ana()).post("/-/settings/mail/" + mail.id() + "/posting").status()).isEqualTo(404);
        assertThat(said()).isEmpty();
        var posted = browser.as(company.kei()).post("/-/settings/mail/" + mail.id() + "/posting");
        assertThat(posted.status()).isEqualTo(303);
        assertThat(said()).extracting(Comment::body).containsExactly("Yes.");
        assertThat(browser.as(company.kei()).post("/-/settings/mail/" + mail.id() + "/posting").status()).isEqualTo(409);
        assertThat(said()).hasSize(1);
    }

    @Test
    void an_administrator_lets_a_mail_pass_or_puts_it_aside_by_page_and_by_api_and_nobody_else_does() {
        Incoming one = comes(replyTo(company.kei()), from("kei", "\nYes.\n\n/close\n").replace(VOUCHED, ""));
        Incoming two = comes(replyTo(company.kei()), from("kei", "\nNo.\n").replace(VOUCHED, ""));
        Incoming three = comes(replyTo(company.kei()), from("kei", "\nPerhaps.\n").replace(VOUCHED, ""));
        Browser.Tab api = browser.program(company.ana());
        var listed = api.get("/api/v4/quarantine");
        assertThat(listed.json()).hasSize(3);
        assertThat(listed.body()).doesNotContain(two.recipient());
        assertThat(api.get("/api/v4/quarantine?before=" + two.id() + "&per_page=1").json().get(0).get("id").asLong()).isEqualTo(one.id());
        var whole = api.get("/api/v4/quarantine/" + two.id()).json();
        assertThat(whole.get("body").asString()).isEqualTo("No.");
        assertThat(whole.get("claimed_by").get("username").asString()).isEqualTo("kei");
        assertThat(whole.get("state").asString()).isEqualTo("quarantined");
        for (Actor other : List.of(company.kei(), company.ravi())) {
            assertThat(browser.program(other).post("/api/v4/quarantine/" + two.id() + "/release").status()).isEqualTo(403);
            assertThat(browser.as(other).post("/-/admin/mail/quarantine/" + two.id() + "/release").status()).isEqualTo(403);
        }
        assertThat(said()).isEmpty();
        assertThat(browser.as(company.ana()).get("/-/settings/mail/" + one.id()).text("main")).contains("Post it as Kei");
        assertThat(browser.as(company.ana()).post("/-/admin/mail/quarantine/" + one.id() + "/release").status()).isEqualTo(303);
        var released = api.post("/api/v4/quarantine/" + two.id() + "/release");
        assertThat(released.status()).isEqualTo(201);
        assertThat(released.json().get("state").asString()).isEqualTo("posted");
        assertThat(released.json().get("reason").asString()).isEqualTo("Ana Ferreira let it pass");
        assertThat(api.delete("/api/v4/quarantine/" + three.id()).status()).isEqualTo(204);
        assertThat(said()).extracting(Comment::body).containsExactly("Yes.\n\n/close", "No.");
        assertThat(said()).allSatisfy(comment -> assertThat(comment.author().username()).isEqualTo("kei"));
        assertThat(threads.get(issue.id()).open()).isTrue();
        assertThat(mails.find(three.id()).orElseThrow().state()).isEqualTo(Incoming.State.IGNORED);
        for (Incoming done : List.of(one, two, three)) {
            assertThat(api.post("/api/v4/quarantine/" + done.id() + "/release").status()).isEqualTo(409);
            assertThat(api.delete("/api/v4/quarantine/" + done.id()).status()).isEqualTo(409);
        }
        assertThat(api.get("/api/v4/quarantine/0").status()).isEqualTo(404);
        assertThat(api.get("/api/v4/quarantine?state=lost").status()).isEqualTo(400);
    }

    @Test
    void a_key_in_anothers_hands_posts_nothing_and_who_wrote_it_can_post_it_as_themselves() {
        Incoming mail = comes("ravi@halyard.example", replyTo(company.kei()), from("ravi", "\nKei gave me this.\n"));
        assertThat(mail.state()).isEqualTo(Incoming.State.QUARANTINED);
        assertThat(browser.as(company.kei()).post("/-/settings/mail/" + mail.id() + "/posting").status()).isEqualTo(404);
        browser.as(company.ravi()).post("/-/settings/mail/" + mail.id() + "/posting");
        assertThat(said()).singleElement().satisfies(comment -> assertThat(comment.author().username()).isEqualTo("ravi"));
    }

    @Test
    void the_key_dies_with_what_its_reader_may_see() {
        String to = replyTo(company.kei());
        threads.conceal(company.ana(), threads.get(issue.id()), true);
        Incoming mail = comes(to, from("kei", "\nYes.\n"));
        assertThat(mail.state()).isEqualTo(Incoming.State.REFUSED);
        assertThat(said()).isEmpty();
        assertThat(refusals()).singleElement().satisfies(letter -> assertThat(letter.text()).doesNotContain("Flat refunds " + count));
    }

    @Test
    void two_servers_that_answer_each_other_stop_after_one_letter() {
        String to = "incoming+" + "a".repeat(32) + "@in.halyard.example";
        for (int turn = 0; turn < 5; turn++) {
            comes(to, from("kei", "\nI am an old machine that marks nothing.\n"));
            clock.forward(Duration.ofMinutes(1));
        }
        assertThat(refusals()).hasSize(1);
        clock.forward(Duration.ofHours(2));
        comes(to, from("kei", "Auto-Submitted: auto-replied\n\nI am on holiday.\n"));
        assertThat(refusals()).hasSize(1);
        clock.set(TestClock.START);
    }

    @Test
    void an_empty_mail_to_the_address_that_unsubscribes_unsubscribes() {
        comments.write(company.kei(), issue, Writing.of("I follow"));
        String key = keys.make(new SentNotification(company.kei().id(), issue.id(), question.id()));
        comes("incoming+" + key + "-unsubscribe@in.halyard.example", from("kei", "\n\n"));
        assertThat(jdbc.sql("select count(*) from subscription where issuable_id = :issue and member_id = :kei")
                        .param("issue", issue.id()).param("kei", company.kei().id()).query(Integer.class).single())
                .isZero();
    }

    @Test
    void hostile_mail_sent_three_times_is_never_posted_never_lost_and_never_doubled() {
        String to = replyTo(company.kei());
        assertThat(Hostile.all(to)).hasSize(77);
        for (Hostile hostile : Hostile.all(to)) {
            jdbc.sql("truncate incoming_mail, mail_refusal cascade").update();
            for (int time = 0; time < 3; time++) {
                assertThat(door.bring(hostile.sender(), to, hostile.mail())).as(hostile.name()).startsWith("250");
            }
            outbox.drain();
            assertThat(said()).as(hostile.name()).isEmpty();
            assertThat(mails.newest(null, 0, 10)).as(hostile.name()).hasSize(1);
            Incoming kept = mails.newest(null, 0, 10).getFirst();
            assertThat(kept.copies()).as(hostile.name()).isEqualTo(3);
            assertThat(kept.state()).as(hostile.name()).isEqualTo(hostile.becomes());
            assertThat(refusals().size()).as(hostile.name()).isLessThanOrEqualTo(1);
            jdbc.sql("delete from mail where key like 'refusal-%'").update();
            assertThat(browser.as(company.ana()).get("/-/settings/mail/" + kept.id()).status()).as(hostile.name()).isEqualTo(200);
        }
        assertThat(threads.get(issue.id()).open()).isTrue();
    }

    @Test
    void good_mail_sent_three_times_is_posted_once() {
        String to = replyTo(company.kei());
        String mail = from("kei", "\nYes.\n");
        for (int time = 0; time < 3; time++) {
            comes(to, mail);
        }
        // Changed on its way, it is still the same.
        comes(to, mail.replace("Yes.", "Yes. "));
        assertThat(said()).hasSize(1);
    }

    @Test
    void broken_mail_is_read_as_far_as_it_can_be() {
        comes(replyTo(company.kei()), from("kei", "Content-Type: text/plain; charset=no-such; format=flowed; delsp=yes\nContent-Transfer-Encoding: nonsense\n\nIt is \nenough.\n"));
        comes(replyTo(company.kei()), from("kei", "Content-Type: multipart/mixed\n\nNo boundary was named.\n"));
        comes(replyTo(company.kei()), from("kei", "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nNo end either."));
        comes(replyTo(company.kei()), from("kei", "Content-Type: text/html; charset=us-ascii\n\n<p>Für <b>alle</b>\u0000</p>"));
        assertThat(said()).extracting(Comment::body).contains("It isenough.", "No end either.");
        assertThat(said()).anySatisfy(comment -> assertThat(comment.body()).contains("Für **alle**"));
        assertThat(mails.newest(Incoming.State.RECEIVED, 0, 10)).isEmpty();
    }
}
