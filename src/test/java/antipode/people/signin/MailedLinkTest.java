package antipode.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Cast;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody at the door without a password, where mail leaves the house.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailedLinkTest extends AtTheDoor {

    private static final Pattern LINK = Pattern.compile("http://localhost:8080(/-/sign-in/link/[\\w-]+)");

    private final Cast cast;
    private final Browser browser;
    private final Outbox outbox;
    private final JdbcClient jdbc;

    MailedLinkTest(Cast cast, Browser browser, Outbox outbox, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        cast.arrive();
    }

    private Answer ask(String name) {
        Answer answer = browser.asNobody().post("/-/sign-in/link", "name", name);
        outbox.drain();
        return answer;
    }

    @Test
    void the_letter_is_sent_at_once_and_its_link_signs_in_once_and_is_kept_nowhere() throws Exception {
        assertThat(browser.asNobody().get("/-/sign-in").body()).contains("Mail me a link to sign in");
        assertThat(ask("kei").status()).isEqualTo(303);
        MimeMessage[] arrived = SMTP.getReceivedMessages();
        MimeMessage letter = arrived[arrived.length - 1];
        assertThat(letter.getAllRecipients()).extracting(Object::toString).containsExactly("Kei Nakamura <kei@halyard.example>");
        assertThat(letter.getHeader("X-Antipode-Enclosure")).isNull();
        var link = LINK.matcher(text(letter.getContent()));
        assertThat(link.find()).isTrue();
        String secret = link.group(1).substring(link.group(1).lastIndexOf('/') + 1);
        for (String table : List.of("mail", "outbox", "sign_in_link", "session")) {
            assertThat(jdbc.sql("select " + table + "::text from " + table).query(String.class).list()).noneMatch(row -> row.contains(secret));
        }
        assertThat(browser.asNobody().get(link.group(1)).body()).contains("Kei Nakamura");
        assertThat(browser.asNobody().post(link.group(1)).header("Set-Cookie")).contains("antipode=");
        assertThat(browser.asNobody().post(link.group(1)).status()).isEqualTo(404);
    }

    @Test
    void the_answer_tells_nothing_of_who_has_an_account() {
        int before = SMTP.getReceivedMessages().length;
        Answer known = ask("ravi@halyard.example");
        Answer unknown = ask("nobody@halyard.example");
        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(unknown.header("Location")).isEqualTo(known.header("Location"));
        assertThat(timeless(unknown.header("Set-Cookie"))).isEqualTo(timeless(known.header("Set-Cookie")));
        assertThat(SMTP.getReceivedMessages().length - before).isOne();
    }

    /// The cookie without the second at which it ends, which may pass between two answers.
    private static String timeless(String cookie) {
        return cookie.replaceAll("Expires=[^;]*", "");
    }

    @Test
    void asked_for_again_and_again_one_letter_goes_out_and_then_the_door_waits() {
        int before = SMTP.getReceivedMessages().length;
        for (int i = 0; i < 5; i++) {
            assertThat(ask("mia").status()).isEqualTo(303);
        }
        assertThat(ask("mia").status()).isEqualTo(429);
        assertThat(SMTP.getReceivedMessages().length - before).isBetween(1, 2);
    }
}
