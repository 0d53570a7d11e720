package antipode.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How a workspace begins: named, with a handbook of its own, and with what is left to do.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GettingStartedTest {

    private static final String HERE = "/-/getting-started";

    private final Cast cast;
    private final Browser browser;
    private Cast.Company company;
    private Tab ana;

    GettingStartedTest(Cast cast, Browser browser) {
        this.cast = cast;
        this.browser = browser;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
    }

    @Test
    void the_administrator_names_it_and_every_link_of_the_handbook_it_begins_with_leads_somewhere() {
        var begun = ana.post(HERE, "name", "Nordlicht Kabel", "handbook", "true");
        assertThat(begun.header("Location")).endsWith("/nordlicht-kabel/handbook/-/handbook");
        var front = ana.get("/nordlicht-kabel/handbook/-/handbook");
        assertThat(front.text("h1")).isEqualTo("Handbook");
        for (String page : new String[] {"how-we-communicate", "where-does-this-go", "how-we-decide", "glossary", "people"}) {
            assertThat(ana.get("/nordlicht-kabel/handbook/-/handbook/" + page).text("main")).as(page).contains("Ana");
        }
        assertThat(ana.get("/nordlicht-kabel/handbook/-/broken-links").body()).contains("Every link and picture leads somewhere");
        assertThat(browser.asNobody().get("/").body()).contains("Nordlicht Kabel");
        assertThat(ana.get(HERE).text("main")).contains("Nordlicht Kabel", "From empty to the first merged change", "Bring somebody in");
    }

    @Test
    void a_name_whose_team_is_there_already_is_refused_beside_the_field_and_names_nothing() {
        var refused = ana.post(HERE, "name", "Halyard", "handbook", "true");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("#name-error")).contains("already been taken");
        assertThat(ana.post(HERE, "name", "  ").status()).isEqualTo(422);
        assertThat(ana.post(HERE, "name", "x".repeat(81)).status()).isEqualTo(422);
        assertThat(browser.asNobody().get("/").body()).doesNotContain("Halyard</span>");
    }

    @Test
    void nobody_else_begins_anything() {
        assertThat(browser.as(company.kei()).get(HERE).status()).isEqualTo(403);
        assertThat(browser.as(company.kei()).post(HERE, "name", "Mine").status()).isEqualTo(403);
        assertThat(browser.as(company.kei()).get("/").body()).doesNotContain(HERE);
    }
}
