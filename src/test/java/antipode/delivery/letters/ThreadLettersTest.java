package antipode.delivery.letters;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.delivery.GivenNotice;
import antipode.delivery.Notice;
import antipode.issues.Issues;
import antipode.mail.SmtpServer;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Todo;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Kei in Tokyo gets letters about what Ana wrote at noon in Lisbon, by a real SMTP server.
@AntipodeTest
@Import(SmtpServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreadLettersTest {

    private final Cast cast;
    private final Issues issues;
    private final Threads threads;
    private final Comments comments;
    private final ThreadLetters letters;
    private final ReplyKeys keys;
    private final SmtpServer smtp;
    private final Browser browser;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Issuable issue;
    private static long notices;

    ThreadLettersTest(
            Cast cast, Issues issues, Threads threads, Comments comments, ThreadLetters letters, ReplyKeys keys, SmtpServer smtp,
            Browser browser, JdbcClient jdbc) {
        this.cast = cast;
        this.issues = issues;
        this.threads = threads;
        this.comments = comments;
        this.letters = letters;
        this.keys = keys;
        this.smtp = smtp;
        this.browser = browser;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void anaAsks() {
        company = cast.arrive();
        issue = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Flat refunds", "A **flat** refund is enough."), false)
                .header();
    }

    private static Notice notice(Issuable issuable, Long note, Actor by) {
        return GivenNotice.of(++notices, issuable, note, Notice.Kind.INFORMATION, null, Cast.person(by), "");
    }

    private MimeMessage toKei(Issuable issuable, Long note) throws Exception {
        return smtp.send(letters.post(company.kei().require(), notice(issuable, note, company.ana())));
    }

    private long opened(Issuable issuable) {
        return jdbc.sql("select id from event where issuable_id = :id and action = 'opened'").param("id", issuable.id()).query(Long.class).single();
    }

    private static String header(MimeMessage message, String name) throws Exception {
        String value = message.getHeader(name, null);
        return value == null ? "" : value.replaceAll("\r\n\\s+", " ");
    }

    private static String part(MimeMessage message, int number) throws Exception {
        return (String) ((Multipart) message.getContent()).getBodyPart(number).getContent();
    }

    @Test
    void a_thread_is_one_thread_in_every_mail_program() throws Exception {
        Comment first = comments.write(company.ana(), issue, Writing.of("First thought"));
        Comment reply = comments.write(company.ana(), issue, new Writing("On second thought", first.id(), null));
        MimeMessage root = toKei(issue, opened(issue));
        MimeMessage second = toKei(issue, first.id());
        MimeMessage third = toKei(issue, reply.id());
        String rootId = "<issue_" + issue.id() + "@localhost>";
        assertThat(header(root, "Message-ID")).isEqualTo(rootId);
        assertThat(root.getSubject()).isEqualTo("handbook | Flat refunds (" + issue.reference() + ")");
        assertThat(header(second, "Message-ID")).isEqualTo("<note_" + first.id() + "@localhost>");
        assertThat(second.getSubject()).isEqualTo("Re: " + root.getSubject());
        assertThat(header(second, "In-Reply-To")).isEqualTo(rootId);
        assertThat(header(third, "In-Reply-To")).isEqualTo("<note_" + first.id() + "@localhost>");
        assertThat(header(third, "References")).matches("<reply-[a-z2-7]{32}@localhost> \\Q" + rootId + "\\E <note_" + first.id() + "@localhost>");
        assertThat(third.getSubject()).isEqualTo(second.getSubject());
    }

    @Test
    void it_says_from_whom_to_whom_and_why_for_people_and_for_filters() throws Exception {
        Comment comment = comments.write(company.ana(), issue, Writing.of("Is *this* enough?\n\n![Chart](https://elsewhere.example/track.png)"));
        MimeMessage letter = toKei(issue, comment.id());
        assertThat(((InternetAddress) letter.getFrom()[0]).getPersonal()).isEqualTo("Ana Ferreira (@ana)");
        assertThat(((InternetAddress) letter.getFrom()[0]).getAddress()).isEqualTo("antipode@localhost");
        assertThat(letter.getAllRecipients()).hasSize(1);
        assertThat(header(letter, "List-Id"))
                .isEqualTo("\"halyard/handbook\" <" + company.handbook().id() + ".handbook.halyard.localhost>");
        assertThat(header(letter, "List-Archive")).isEqualTo("<http://localhost:8080/halyard/handbook/-/issues/" + issue.iid() + ">");
        assertThat(header(letter, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        String key = header(letter, "X-GitLab-Reply-Key");
        assertThat(key).matches("[a-z2-7]{32}");
        assertThat(header(letter, "Reply-To")).isEqualTo("\"halyard/handbook\" <incoming+" + key + "@in.halyard.example>");
        assertThat(header(letter, "List-Post")).isEqualTo("<mailto:incoming+" + key + "@in.halyard.example>");
        assertThat(header(letter, "List-Unsubscribe")).isEqualTo("<http://localhost:8080/-/sent_notifications/" + key
                + "/unsubscribe>, <mailto:incoming+" + key + "-unsubscribe@in.halyard.example>");
        assertThat(header(letter, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(header(letter, "X-Auto-Response-Suppress")).isEqualTo("All");
        assertThat(header(letter, "Precedence")).isEqualTo("list");
        assertThat(header(letter, "X-GitLab-Project")).isEqualTo("handbook");
        assertThat(header(letter, "X-GitLab-Project-Path")).isEqualTo("halyard/handbook");
        assertThat(header(letter, "X-GitLab-Issue-IID")).isEqualTo("" + issue.iid());
        assertThat(header(letter, "X-GitLab-NotificationReason")).isEqualTo("subscribed");
        assertThat(header(letter, "X-GitHub-Sender")).isEqualTo("ana");
        assertThat(part(letter, 0))
                .contains("Ana Ferreira wrote:", "Is *this* enough?", "Wednesday 4 November, 21:00 in Tokyo",
                        "You are receiving this because you follow it.", "http://localhost:8080/halyard/handbook/-/issues/");
        assertThat(part(letter, 1)).contains("<em>this</em>").doesNotContain("<img", "src=");
    }

    @Test
    void only_a_hash_of_the_key_is_kept_and_it_says_who_may_answer_where() throws Exception {
        Comment comment = comments.write(company.ana(), issue, Writing.of("Keys"));
        String key = header(toKei(issue, comment.id()), "X-GitLab-Reply-Key");
        assertThat(keys.find(key)).contains(new SentNotification(company.kei().id(), issue.id(), comment.id()));
        assertThat(jdbc.sql("select text_part || html_part || headers::text from mail order by id desc limit 1").query(String.class).single())
                .doesNotContain(key);
        keys.revokeAll(company.kei());
        assertThat(keys.find(key)).isEmpty();
    }

    @Test
    void what_others_write_never_becomes_a_key_in_a_readers_letter() throws Exception {
        Comment comment = comments.write(company.ana(), issue, Writing.of("https://elsewhere.example/?{{enclosed}} {{enclosed}}"));
        MimeMessage letter = toKei(issue, comment.id());
        String key = header(letter, "X-GitLab-Reply-Key");
        assertThat(part(letter, 0).replaceAll("sent_notifications/\\S+", "")).doesNotContain(key);
        assertThat(part(letter, 1).replaceAll("sent_notifications/[a-z2-7]+", "")).doesNotContain(key);
    }

    @Test
    void a_thread_that_became_confidential_while_the_letter_waited_is_not_told() throws Exception {
        Issuable secret = issues.open(company.ana(), company.handbook(), Issues.Opening.of("Salaries", "The list"), false).header();
        long letter = letters.post(company.kei().require(), notice(secret, opened(secret), company.ana()));
        threads.conceal(company.ana(), threads.find(company.ana(), secret.id()), true);
        assertThat(smtp.send(letter)).isNull();
        assertThat(jdbc.sql("select state from mail where id = :id").param("id", letter).query(String.class).single())
                .isEqualTo("withdrawn");
    }

    @Test
    void tried_again_it_is_the_same_letter() throws Exception {
        Comment comment = comments.write(company.ana(), issue, Writing.of("Once"));
        long letter = letters.post(company.kei().require(), notice(issue, comment.id(), company.ana()));
        assertThat(letters.post(company.kei().require(), notice(issue, comment.id(), company.ana()))).isEqualTo(letter);
        assertThat(header(smtp.send(letter), "Message-ID")).isEqualTo(header(smtp.send(letter), "Message-ID"));
    }

    @Test
    void looking_at_the_link_changes_nothing_and_one_post_without_a_cookie_unsubscribes() throws Exception {
        Comment said = comments.write(company.kei(), issue, Writing.of("I follow this now"));
        String key = header(toKei(issue, said.id()), "X-GitLab-Reply-Key");
        String path = "/-/sent_notifications/" + key + "/unsubscribe";
        assertThat(browser.asNobody().get(path).text("h1")).isEqualTo("Stop these letters?");
        assertThat(subscribed()).isTrue();
        var answer = browser.asNobody().post(path, "List-Unsubscribe", "One-Click");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(subscribed()).isFalse();
        assertThat(browser.asNobody().post(path, "List-Unsubscribe", "One-Click").status()).isEqualTo(200);
        assertThat(browser.asNobody().post("/-/sent_notifications/" + "a".repeat(32) + "/unsubscribe").status()).isEqualTo(404);
    }

    private boolean subscribed() {
        return jdbc.sql("select exists (select from subscription where issuable_id = :issue and member_id = :kei)")
                .param("issue", issue.id())
                .param("kei", company.kei().id())
                .query(Boolean.class)
                .single();
    }

    @Test
    void no_name_and_no_title_reaches_into_the_headers() throws Exception {
        List<String> mistakes = new ArrayList<>();
        for (String string : Naughty.STRINGS) {
            // PostgreSQL keeps none of these.
            String naughty = string.replace("\0", "");
            Issuable told = new Issuable(
                    issue.id(), issue.projectId(), issue.projectPath(), issue.kind(), issue.type(), issue.iid(), naughty, issue.description(),
                    issue.descriptionHtml(), issue.author(), issue.dri(), issue.state(), false, false, 0, issue.createdAt(),
                    issue.updatedAt(), null, null, null);
            Comment comment = comments.write(company.ana(), issue, Writing.of("Naughty: " + naughty + "x".repeat(3000)));
            jdbc.sql("update member set name = :name where id = :id").param("name", naughty).param("id", company.ravi().id()).update();
            var by = new antipode.people.Person(company.ravi().id(), "ravi", naughty, company.ravi().require().zone(), null);
            Notice notice = GivenNotice.of(++notices, told, comment.id(), Notice.Kind.NEEDS_YOU, Todo.Action.ASKED, by, naughty);
            Project before = company.handbook();
            jdbc.sql("update project set name = :name where id = :id").param("name", naughty).param("id", before.id()).update();
            MimeMessage letter;
            try {
                letter = smtp.send(letters.post(company.kei().require(), notice));
            } catch (RuntimeException refused) {
                mistakes.add(naughty + " is not sent: " + refused);
                continue;
            }
            String raw = SmtpServer.raw(letter);
            String head = raw.substring(0, raw.indexOf("\r\n\r\n"));
            if (letter.getHeader("Bcc") != null || letter.getHeader("X-Injected") != null || letter.getAllRecipients().length != 1) {
                mistakes.add(naughty + " brings a header");
            }
            if (raw.replace("\r\n", "").matches("(?s).*[\\r\\n].*")) mistakes.add(naughty + " brings a bare line end");
            if (raw.lines().anyMatch(line -> line.length() > 998)) mistakes.add(naughty + " makes a line too long");
            if (head.chars().anyMatch(sign -> sign > 126 || sign < 32 && sign != '\r' && sign != '\n' && sign != '\t')) {
                mistakes.add(naughty + " stands raw in a header");
            }
        }
        jdbc.sql("update project set name = 'handbook' where id = :id").param("id", company.handbook().id()).update();
        assertThat(mistakes).isEmpty();
    }
}
