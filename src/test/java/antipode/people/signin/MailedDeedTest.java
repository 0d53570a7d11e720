package antipode.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Cast;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A forgotten password, another mail address, and a new account: each by a letter.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailedDeedTest extends AtTheDoor {

    private static final String ANOTHER = "a kettle under seven stars";

    private final Cast cast;
    private final Browser browser;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private Cast.Company company;

    MailedDeedTest(Cast cast, Browser browser, Outbox outbox, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    private Answer ask(String path, String name) {
        var answer = browser.asNobody().post(path, "name", name);
        outbox.drain();
        return answer;
    }

    private static int letters() {
        return SMTP.getReceivedMessages().length;
    }

    @Test
    void a_forgotten_password_is_changed_once_and_signs_out_everywhere() throws Exception {
        assertThat(browser.asNobody().get("/-/sign-in").body()).contains("/-/sign-in/forgotten");
        var before = browser.as(company.kei());
        ask("/-/sign-in/forgotten", "kei@halyard.example");
        var link = link("kei@halyard.example");
        for (var table : List.of("mail", "outbox", "mailed_deed")) {
            assertThat(jdbc.sql("select " + table + "::text from " + table).query(String.class).list())
                    .noneMatch(row -> row.contains(link.substring(link.lastIndexOf('/') + 1)));
        }
        for (int i = 0; i < 2; i++) assertThat(browser.asNobody().get(link).status()).isEqualTo(200);
        assertThat(browser.asNobody().post(link, "password", "short").status()).isEqualTo(422);
        assertThat(before.get("/-/settings").status()).isEqualTo(200);
        assertThat(browser.asNobody().post(link, "password", ANOTHER).header("Location")).isEqualTo("/-/sign-in");
        assertThat(browser.asNobody().post(link, "password", ANOTHER).status()).isEqualTo(404);
        assertThat(before.get("/-/settings").status()).isEqualTo(303);
        assertThat(session(browser.asNobody().post("/-/sign-in", "name", "kei", "password", ANOTHER))).isNotEmpty();
    }

    @Test
    void the_answer_is_the_same_for_an_address_that_nobody_has() {
        var known = ask("/-/sign-in/forgotten", "ravi");
        var sent = letters();
        var unknown = ask("/-/sign-in/forgotten", "nobody@halyard.example");
        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(unknown.header("Location")).isEqualTo(known.header("Location"));
        assertThat(letters()).isEqualTo(sent);
    }

    @Test
    void another_mail_address_counts_once_its_owner_says_so_and_the_former_one_is_told() throws Exception {
        var mia = browser.as(company.mia());
        assertThat(mia.post("/-/settings/sign-in/email", "email", "ana@halyard.example", "current", Cast.PASSWORD).status()).isEqualTo(422);
        assertThat(mia.post("/-/settings/sign-in/email", "email", "mia@chen.example", "current", "wrong").status()).isEqualTo(422);
        assertThat(mia.post("/-/settings/sign-in/email", "email", "mia@chen.example", "current", Cast.PASSWORD).status()).isEqualTo(303);
        outbox.drain();
        assertThat(mia.get("/-/settings/sign-in").body()).contains("mia@chen.example waits for the link");
        var link = link("mia@chen.example");
        assertThat(browser.asNobody().get(link).body()).contains("mia@chen.example");
        assertThat(mia.get("/-/settings/sign-in").body()).contains("<strong>mia@halyard.example</strong>");
        browser.asNobody().post(link);
        outbox.drain();
        assertThat(mia.get("/-/settings/sign-in").body()).contains("<strong>mia@chen.example</strong>");
        assertThat(letter("mia@halyard.example").getSubject()).isEqualTo("Your mail address was changed");
        assertThat(browser.asNobody().post(link).status()).isEqualTo(404);
    }

    @Test
    void whoever_is_of_a_welcome_domain_makes_an_account_and_nobody_else() throws Exception {
        assertThat(browser.asNobody().get("/-/sign-up").status()).isEqualTo(404);
        browser.as(company.ana()).post("/-/admin/sign-in", "passwords", "1", "links", "1", "domains", "halyard.example");
        assertThat(browser.asNobody().get("/-/sign-up").body()).contains("halyard.example");
        var sent = letters();
        ask("/-/sign-up", "eve@evil.example");
        ask("/-/sign-up", "ana@halyard.example");
        assertThat(letters()).isEqualTo(sent);
        ask("/-/sign-up", "Sol@Halyard.Example");
        var link = link("sol@halyard.example");
        assertThat(browser.asNobody().post(link, "name", "Sol Ruiz", "username", "ana", "zone", "Nowhere").status()).isEqualTo(422);
        var in = browser.asNobody().post(
                link, "name", "Sol Ruiz", "username", "sol", "zone", "America/Bogota", "password", ANOTHER, "administrator", "1");
        assertThat(browser.with("Cookie", session(in)).get("/-/settings").body()).contains("Sol Ruiz");
        assertThat(jdbc.sql("select administrator from member where username = 'sol'").query(Boolean.class).single()).isFalse();
    }
}
