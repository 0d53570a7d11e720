package antipode.people;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.people.signin.SignInLinks;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What an administrator changes of others, in the browser and by API.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministeringTest {

    private final Cast cast;
    private final Browser browser;
    private final Members members;
    private final SignInLinks links;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab ana;
    private Tab program;

    AdministeringTest(Cast cast, Browser browser, Members members, SignInLinks links, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.members = members;
        this.links = links;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
        program = browser.program(company.ana());
    }

    private Member now(Actor actor) {
        return members.find(actor.id()).orElseThrow();
    }

    private String page(Actor actor) {
        return "/-/admin/members/" + actor.id();
    }

    @Test
    void a_name_and_an_address_are_changed_and_links_to_the_old_address_open_nothing() {
        String link = links.create(now(company.kei()));
        assertThat(ana.get(page(company.kei())).text("h1")).isEqualTo("Kei Nakamura");
        assertThat(ana.post(page(company.kei()), "name", "Kei Sato", "email", "sato@halyard.example").status()).isEqualTo(303);
        assertThat(now(company.kei())).satisfies(kei -> {
            assertThat(kei.name()).isEqualTo("Kei Sato");
            assertThat(kei.email()).isEqualTo("sato@halyard.example");
            assertThat(kei.administrator()).isFalse();
        });
        assertThat(browser.asNobody().get(link).status()).isEqualTo(404);
    }

    @Test
    void an_address_that_somebody_has_is_refused_beside_its_field_with_what_was_typed() {
        var answer = ana.post(page(company.mia()), "name", "Mia", "email", "ravi@halyard.example", "external", "1");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("#email-error")).isEqualTo("Mail address has already been taken.");
        assertThat(answer.page().selectFirst("input[name=external]").hasAttr("checked")).isTrue();
        assertThat(now(company.mia()).external()).isFalse();
        assertThat(program.put("/api/v4/users/" + company.mia().id(), "email", "no address").status()).isEqualTo(400);
    }

    @Test
    void the_last_administrator_stays_one_whoever_tries() {
        assertThat(ana.post(page(company.ana()), "name", "Ana", "email", "ana@halyard.example").status()).isEqualTo(422);
        assertThat(program.put("/api/v4/users/" + company.ana().id(), "admin", "false").status()).isEqualTo(400);
        assertThat(ana.post(page(company.ana()) + "/closing").status()).isEqualTo(409);
        assertThat(program.post("/api/v4/users/" + company.ana().id() + "/block").status()).isBetween(400, 409);
        assertThat(now(company.ana())).satisfies(still -> assertThat(still.administrator() && still.active()).isTrue());
        assertThat(ana.get(page(company.ana())).body()).contains("The only administrator can’t be shut out.");
        assertThat(program.put("/api/v4/users/" + company.ravi().id(), "admin", "true").json().get("is_admin").asBoolean()).isTrue();
        assertThat(program.put("/api/v4/users/" + company.ravi().id(), "admin", "false").status()).isEqualTo(200);
    }

    @Test
    void who_is_shut_out_is_out_at_once_and_back_with_everything() {
        Tab gwen = browser.as(company.gwen());
        Tab herProgram = browser.program(company.gwen());
        assertThat(ana.post(page(company.gwen()) + "/closing").status()).isEqualTo(303);
        assertThat(gwen.get("/-/settings").status()).isEqualTo(303);
        assertThat(herProgram.get("/api/v4/user").status()).isEqualTo(401);
        assertThat(ana.get(page(company.gwen())).body()).contains("Is shut out.");
        assertThat(program.post("/api/v4/users/" + company.gwen().id() + "/unblock").status()).isEqualTo(201);
        assertThat(herProgram.get("/api/v4/user").status()).isEqualTo(200);
    }

    @Test
    void nobody_else_may() {
        Tab ravi = browser.as(company.ravi());
        assertThat(ravi.get(page(company.mia())).status()).isEqualTo(403);
        assertThat(ravi.post(page(company.ravi()), "name", "Ravi", "email", "r@halyard.example", "administrator", "1").status())
                .isEqualTo(403);
        assertThat(now(company.ravi()).email()).isEqualTo("ravi@halyard.example");
    }

    @Test
    void the_password_one_has_cannot_be_guessed_from_an_open_browser() {
        Tab mia = browser.as(company.mia());
        for (int guess = 0; guess < 5; guess++) {
            assertThat(mia.post("/-/settings/password", "current", "guess " + guess, "password", "a new long password").status())
                    .isEqualTo(422);
        }
        var sixth = mia.post("/-/settings/password", "current", Cast.PASSWORD, "password", "a new long password");
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.header("Retry-After")).isNotEmpty();
    }

    @Test
    void without_a_mail_server_no_link_is_promised() {
        var page = browser.asNobody().get("/-/sign-in");
        assertThat(page.body()).contains("An administrator can give you a link").doesNotContain("Mail me a link");
        assertThat(browser.asNobody().post("/-/sign-in/link", "name", "kei").status()).isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from mail").query(Long.class).single()).isZero();
    }
}
