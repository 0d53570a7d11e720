package antipode.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.testing.Browser;
import antipode.testing.Cast;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How one may come in, as Ana says it. All have passwords and nothing else, and letters leave the house.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyTest extends AtTheDoor {

    private static final String PATH = "/-/admin/sign-in";

    private final Cast cast;
    private final Browser browser;
    private final JdbcClient jdbc;
    private Cast.Company company;

    PolicyTest(Cast cast, Browser browser, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @AfterEach
    void openAgain() {
        jdbc.sql("delete from sign_in_policy").update();
        jdbc.sql("delete from foreign_identity").update();
    }

    private void link(long member) {
        jdbc.sql("insert into foreign_identity values ('https://company.example', :subject, :member, 'company', '2026-11-01Z', '2026-11-01Z')")
                .param("subject", "s" + member).param("member", member).update();
    }

    @Test
    void nobody_but_an_administrator_sees_or_changes_it() {
        assertThat(browser.as(company.kei()).get(PATH).status()).isEqualTo(403);
        assertThat(browser.as(company.kei()).post(PATH, "passwords", "1").status()).isEqualTo(403);
    }

    @Test
    void the_last_administrator_is_never_locked_out() {
        var answer = browser.as(company.ana()).post(PATH, "providers", "1", "meant", "1");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("No administrator could sign in any more. Nothing is changed.");
        assertThat(AtTheDoor.session(browser.asNobody().post("/-/sign-in", "name", "kei", "password", Cast.PASSWORD))).isNotEmpty();
    }

    @Test
    void who_would_be_locked_out_is_said_before_and_nothing_is_changed_until_it_is_meant() {
        link(company.ana().id());
        var ana = browser.as(company.ana());
        var warned = ana.post(PATH, "providers", "1");
        assertThat(warned.status()).isEqualTo(409);
        assertThat(warned.text(".notice-provisional")).contains("4 members", "Kei Nakamura", "Gwen Pryce").doesNotContain("Ana Ferreira");
        assertThat(browser.asNobody().get("/-/sign-in").body()).contains("type=\"password\"");

        assertThat(ana.post(PATH, "providers", "1", "meant", "1").status()).isEqualTo(303);
        assertThat(browser.asNobody().get("/-/sign-in").body()).doesNotContain("type=\"password\"").contains("Sign in with Company");
        assertThat(browser.asNobody().post("/-/sign-in", "name", "kei", "password", Cast.PASSWORD).status()).isEqualTo(403);
        assertThat(browser.asNobody().post("/-/sign-in/link", "name", "kei").status()).isEqualTo(403);
        assertThat(browser.asNobody().post("/-/sign-in/passkey/challenge").status()).isEqualTo(403);
    }

    @Test
    void what_is_no_domain_is_told_so() {
        var answer = browser.as(company.ana()).post(PATH, "passwords", "1", "links", "1", "domains", "halyard.example, not a domain!");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("one looks like halyard.example").contains("not a domain!");
    }

    @Test
    void the_providers_are_listed_without_their_secrets() {
        var page = browser.as(company.ana()).get(PATH).body();
        assertThat(page).contains(honest()).contains("/-/sign-in/with/company/back").contains("captains").doesNotContain("a secret that nobody");
    }
}
