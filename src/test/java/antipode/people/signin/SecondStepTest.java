package antipode.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.people.Actor;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Codes of an app after a password or a link, and on paper for when the app is lost. Ana administers.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondStepTest {

    private static final String PATH = "/-/settings/second-step";

    private final Cast cast;
    private final Browser browser;
    private final SignInLinks links;
    private final JdbcClient jdbc;
    private Cast.Company company;

    SecondStepTest(Cast cast, Browser browser, SignInLinks links, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.links = links;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    /// What an app shows, some half minutes from now.
    private static String code(String secret, int later) {
        try {
            var key = new SecretKeySpec(new Base32().decode(secret), TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1);
            return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(key, Instant.now().plusSeconds(30L * later), Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Somebody who has set up an app.
    private record Phone(Tab tab, String secret, List<String> paper) {}

    private Phone setUp(Actor member) {
        var tab = browser.as(member);
        tab.post(PATH + "/beginning");
        var page = tab.get(PATH).page();
        assertThat(page.select("svg.qr path").attr("d")).startsWith("M");
        var secret = page.select("code.token-text").text().replace(" ", "");
        assertThat(tab.post(PATH, "code", "000000").status()).isEqualTo(422);
        var shown = tab.post(PATH, "code", code(secret, 0)).page();
        return new Phone(tab, secret, shown.select(".codes code").eachText());
    }

    private Answer password(String name) {
        return browser.asNobodyAt("127.0.0.7").post("/-/sign-in", "name", name, "password", Cast.PASSWORD, "next", "/-/settings");
    }

    private Answer second(Answer first, String code) {
        return browser.asNobodyAt("127.0.0.7").post(
                "/-/sign-in/second-step", "begun", first.page().select("input[name=begun]").attr("value"), "next", "/-/settings", "code", code);
    }

    @Test
    void a_password_alone_opens_nothing_and_a_code_is_taken_once() {
        var other = browser.as(company.kei());
        var kei = setUp(company.kei());
        assertThat(other.get("/-/settings").status()).isEqualTo(303);
        assertThat(kei.tab().get("/-/settings").status()).isEqualTo(200);
        assertThat(kei.paper()).hasSize(10).doesNotHaveDuplicates();

        var first = password("kei");
        assertThat(first.status()).isEqualTo(200);
        assertThat(AtTheDoor.session(first)).isEmpty();
        var code = code(kei.secret(), 1);
        var in = second(first, code);
        assertThat(in.header("Location")).isEqualTo("/-/settings");
        assertThat(browser.with("Cookie", AtTheDoor.session(in)).get("/-/settings").body()).contains("Kei Nakamura");

        assertThat(second(first, code(kei.secret(), 1)).status()).isEqualTo(401);
        assertThat(second(password("kei"), code).status()).isEqualTo(401);
        assertThat(AtTheDoor.session(browser.asNobody().post(links.create(company.kei().require())))).isEmpty();

        assertThat(AtTheDoor.session(second(password("kei"), kei.paper().getFirst().toUpperCase(Locale.ROOT)))).isNotEmpty();
        assertThat(AtTheDoor.session(second(password("kei"), kei.paper().getFirst()))).isEmpty();
        for (var table : List.of("recovery_code", "authenticator")) {
            assertThat(jdbc.sql("select " + table + "::text from " + table).query(String.class).list())
                    .noneMatch(row -> row.contains(kei.paper().get(1).replace("-", "")) || row.contains(kei.secret()));
        }

        assertThat(kei.tab().post(PATH + "/removal", "code", "123456").status()).isEqualTo(422);
        var others = kei.tab().post(PATH + "/codes", "code", kei.paper().get(1)).page().select(".codes code").eachText();
        assertThat(others).hasSize(10).doesNotContainAnyElementsOf(kei.paper());
        kei.tab().post(PATH + "/removal", "code", others.getFirst());
        assertThat(AtTheDoor.session(password("kei"))).isNotEmpty();
    }

    @Test
    void whoever_knows_the_password_cannot_guess_codes_for_long() {
        setUp(company.ravi());
        var first = password("ravi");
        for (int i = 0; i < 5; i++) assertThat(second(first, "00000" + i).status()).isEqualTo(401);
        assertThat(second(first, "000009").body()).contains("Sign in again from the beginning");
        assertThat(second(password("ravi"), "000009").status()).isEqualTo(429);
    }

    @Test
    void somebody_who_lost_everything_is_let_in_by_an_administrator() {
        setUp(company.mia());
        var program = browser.program(company.ana());
        var mia = "/api/v4/users/" + company.mia().id();
        assertThat(program.get(mia).json().get("two_factor_enabled").asBoolean()).isTrue();
        assertThat(browser.as(company.gwen()).post("/-/admin/members/" + company.mia().id() + "/second-step/removal").status()).isEqualTo(403);
        browser.as(company.ana()).post("/-/admin/members/" + company.mia().id() + "/second-step/removal");
        assertThat(AtTheDoor.session(password("mia"))).isNotEmpty();
        assertThat(program.get(mia).json().get("two_factor_enabled").asBoolean()).isFalse();
        assertThat(program.ask("PATCH", mia + "/disable_two_factor").status()).isEqualTo(400);
    }

    @Test
    void where_everybody_is_asked_for_one_whoever_has_none_sets_one_up_first() {
        var gwen = browser.as(company.gwen());
        var program = browser.program(company.gwen());
        var ana = browser.as(company.ana());
        ana.post("/-/admin/sign-in", "passwords", "1", "links", "1", "passkeys", "1", "second_step", "1");
        try {
            assertThat(gwen.get("/").header("Location")).isEqualTo(PATH);
            assertThat(gwen.get("/api/v4/user").status()).isEqualTo(403);
            assertThat(program.get("/api/v4/user").status()).isEqualTo(200);
            assertThat(gwen.get(PATH).body()).contains("asks everybody for a second step");
            gwen.post(PATH + "/beginning");
            var secret = gwen.get(PATH).page().select("code.token-text").text().replace(" ", "");
            gwen.post(PATH, "code", code(secret, 0));
            assertThat(gwen.get("/").status()).isEqualTo(200);
            assertThat(gwen.post(PATH + "/removal", "code", code(secret, 1)).status()).isEqualTo(409);
        } finally {
            jdbc.sql("delete from sign_in_policy").update();
        }
    }
}
