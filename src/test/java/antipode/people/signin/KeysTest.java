package antipode.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.testing.Browser;
import antipode.testing.Cast;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// All that opens Kei's account, on one page.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysTest {

    private static final String PATH = "/-/settings/sessions";

    private final Cast cast;
    private final Browser browser;
    private final JdbcClient jdbc;
    private Cast.Company company;

    KeysTest(Cast cast, Browser browser, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @Test
    void each_says_when_and_from_where_it_was_used_and_opens_nothing_once_it_is_revoked() {
        var kei = browser.as(company.kei());
        var program = browser.program(company.kei());
        assertThat(program.get("/api/v4/user").status()).isEqualTo(200);
        var token = kei.get(PATH).page().selectFirst("form[action*=/keys/tokens/]");
        assertThat(token).isNotNull();
        assertThat(kei.get(PATH).text("section:contains(Tokens)")).contains("api", "last used", "from 127.0.0.1");
        assertThat(browser.as(company.mia()).post(token.attr("action")).status()).isEqualTo(404);
        assertThat(kei.post(token.attr("action")).status()).isEqualTo(303);
        assertThat(program.get("/api/v4/user").status()).isEqualTo(401);
        assertThat(kei.post("/-/settings/keys/nonsense/1/revocation").status()).isEqualTo(404);
    }

    @Test
    void all_at_once_leaves_this_browser_alone() {
        var kei = browser.as(company.kei());
        var other = browser.as(company.kei());
        var program = browser.program(company.kei());
        var mias = browser.program(company.mia());
        jdbc.sql("""
                insert into feed_address (member_id, kind, name, path, query, hash, created_at)
                values (:kei, 'atom', 'Issues', '/-/issues.atom', '', '\\x00', '2026-11-01Z')
                """).param("kei", company.kei().id()).update();
        assertThat(kei.get(PATH).body()).contains("/-/issues.atom");
        kei.post("/-/settings/keys/revocation");
        assertThat(kei.get(PATH).page().select("form[action*=/keys/][action$=/revocation]")).hasSize(1);
        assertThat(other.get(PATH).status()).isEqualTo(303);
        assertThat(program.get("/api/v4/user").status()).isEqualTo(401);
        assertThat(mias.get("/api/v4/user").status()).isEqualTo(200);
    }
}
