package antipode.people.signin;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.people.signin.LyingProvider.Lie;
import antipode.projects.ProjectMembers;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Cast;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Coming in through another sign-in, which is a real one, and one that lies.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderTest extends AtTheDoor {

    private final Cast cast;
    private final Browser browser;
    private final JdbcClient jdbc;
    private final ProjectMembers memberships;
    private Cast.Company company;

    ProviderTest(Cast cast, Browser browser, JdbcClient jdbc, ProjectMembers memberships) {
        this.cast = cast;
        this.browser = browser;
        this.jdbc = jdbc;
        this.memberships = memberships;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void thePolicyIsOpen() {
        jdbc.sql("delete from sign_in_policy").update();
        jdbc.sql("delete from foreign_identity").update();
        LIAR.lie = Lie.NONE;
    }

    /// Goes to the honest provider, which knows somebody so, and comes back.
    private Answer through(Map<String, Object> claims) throws Exception {
        var away = browser.asNobody().get("/-/sign-in/with/company?next=/-/settings");
        assertThat(away.status()).isEqualTo(303);
        assertThat(away.header("Location")).startsWith(honest()).contains("code_challenge_method=S256").contains("nonce=");
        HONEST.enqueueCallback(new DefaultOAuth2TokenCallback("company", "there-" + claims.get("email"), "JWT", null, claims, 3600));
        HttpResponse<String> there = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(away.header("Location"))).build(), HttpResponse.BodyHandlers.ofString());
        return browser.with("Cookie", cookie(away)).get(there.headers().firstValue("Location").orElseThrow());
    }

    /// Comes back from the liar with a code.
    private Answer lied() {
        var away = browser.asNobody().get("/-/sign-in/with/liar");
        LIAR.nonce = away.header("Location").replaceAll(".*[?&]nonce=([^&]+).*", "$1");
        return browser.with("Cookie", cookie(away)).get("/-/sign-in/with/liar/back?code=x&state=" + state(away));
    }

    private static String cookie(Answer away) {
        return away.header("Set-Cookie").replaceAll(";.*", "");
    }

    private static String state(Answer away) {
        return away.header("Location").replaceAll(".*[?&]state=([^&]+).*", "$1");
    }

    @Test
    void a_verified_address_lets_its_member_in_and_from_then_on_the_subject_does() throws Exception {
        var back = through(Map.of("email", "mia@halyard.example", "email_verified", true));
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("Location")).isEqualTo("/-/settings");
        assertThat(browser.with("Cookie", session(back)).get("/-/settings").body()).contains("Mia Chen");

        jdbc.sql("update member set email = 'mia.chen@halyard.example' where username = 'mia'").update();
        var again = through(Map.of("email", "mia@halyard.example", "email_verified", false));
        assertThat(browser.with("Cookie", session(again)).get("/-/settings").body()).contains("Mia Chen");
    }

    @Test
    void groups_there_put_into_teams_here_and_take_out_again() throws Exception {
        through(Map.of("email", "ravi@halyard.example", "email_verified", true, "groups", List.of("ferries", "captains", "others")));
        assertThat(level("ravi")).isEqualTo("MAINTAINER");
        through(Map.of("email", "ravi@halyard.example", "email_verified", true, "groups", List.of("ferries")));
        assertThat(level("ravi")).isEqualTo("DEVELOPER");
        through(Map.of("email", "ravi@halyard.example", "email_verified", true));
        assertThat(level("ravi")).isEqualTo("DEVELOPER");
        through(Map.of("email", "ravi@halyard.example", "email_verified", true, "groups", List.of()));
        assertThat(level("ravi")).isEmpty();
    }

    private String level(String username) {
        return memberships.ofTeam(company.team().id()).stream().filter(one -> one.member().username().equals(username))
                .map(one -> one.role().name()).findFirst().orElse("");
    }

    @Test
    void somebody_new_gets_an_account_only_where_their_domain_is_welcome() throws Exception {
        Map<String, Object> sol = Map.of("email", "sol@halyard.example", "email_verified", true, "name", "Sol Ruiz",
                "preferred_username", "Søl Ruiz", "zoneinfo", "America/Bogota");
        var refused = through(sol);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("Nobody here has the address sol@halyard.example");
        browser.as(company.ana()).post("/-/admin/sign-in", "passwords", "1", "providers", "1", "links", "1", "domains", "halyard.example");
        var welcome = through(sol);
        assertThat(browser.with("Cookie", session(welcome)).get("/-/settings").body()).contains("Sol Ruiz");
        assertThat(jdbc.sql("select zone from member where email = 'sol@halyard.example'").query(String.class).single()).isEqualTo("America/Bogota");
    }

    @ParameterizedTest
    @EnumSource(value = Lie.class, mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "ANOTHER_CONFIGURATION"})
    void what_is_not_true_lets_nobody_in_and_changes_nothing(Lie lie) {
        LIAR.lie = lie;
        var answer = lied();
        assertThat(answer.status()).isIn(403, 503);
        assertThat(session(answer)).isEmpty();
        assertThat(answer.text("main")).containsAnyOf("Liar", "address");
        assertThat(jdbc.sql("select count(*) from foreign_identity").query(Long.class).single()).isZero();
    }

    @Test
    void whoever_tells_the_truth_once_is_let_in() {
        assertThat(session(lied())).isNotEmpty();
    }

    @Test
    void nobody_comes_back_who_did_not_leave_from_this_browser() {
        var away = browser.asNobody().get("/-/sign-in/with/liar");
        var path = "/-/sign-in/with/liar/back?code=x&state=";
        assertThat(browser.asNobody().get(path + state(away)).status()).isEqualTo(400);
        assertThat(browser.with("Cookie", cookie(away)).get(path + "another").status()).isEqualTo(400);
        assertThat(browser.with("Cookie", cookie(away)).get(path.replace("liar", "company") + state(away)).status()).isEqualTo(400);
        assertThat(browser.with("Cookie", cookie(away)).get(path + state(away) + "&iss=https://evil.example").status()).isEqualTo(400);
        assertThat(browser.with("Cookie", cookie(away)).get("/-/sign-in/with/liar/back?error=access_denied&state=" + state(away)).body())
                .contains("let you go without saying who you are");
    }

    @Test
    void a_provider_that_is_down_or_lies_inside_is_said_to_be_so() {
        assertThat(browser.asNobody().get("/-/sign-in/with/down").body()).contains("Down can’t be reached now");
        assertThat(browser.asNobody().get("/-/sign-in/with/inside").body()).contains("lies in a network that may not be reached");
        var ana = browser.as(company.ana());
        assertThat(ana.post("/-/admin/sign-in/providers/company/trial").body()).contains("It answers, and says that it is this issuer.");
        LIAR.lie = Lie.ANOTHER_CONFIGURATION;
        assertThat(ana.post("/-/admin/sign-in/providers/liar/trial").body()).contains("can’t be believed");
    }

    @Test
    void a_member_links_it_while_they_are_in_and_unlinks_it() {
        var kei = browser.as(company.kei());
        var away = kei.get("/-/sign-in/with/liar?link=1");
        LIAR.nonce = away.header("Location").replaceAll(".*[?&]nonce=([^&]+).*", "$1");
        LIAR.lie = Lie.UNVERIFIED;
        var both = browser.with("Cookie", kei.cookie() + "; " + cookie(away));
        assertThat(both.get("/-/sign-in/with/liar/back?code=x&state=" + state(away)).header("Location")).isEqualTo("/-/settings/sign-in");
        assertThat(kei.get("/-/settings/sign-in").body()).contains("Known there as kei-there");
        kei.post("/-/settings/sign-in/identities/removal", "issuer", LIAR.issuer(), "subject", "kei-there");
        assertThat(session(lied())).isEmpty();
    }

    @Test
    void none_of_this_is_open_once_the_workspace_closes_it() {
        browser.as(company.ana()).post("/-/admin/sign-in", "passwords", "1", "links", "1");
        assertThat(browser.asNobody().get("/-/sign-in").body()).doesNotContain("Sign in with Company");
        assertThat(browser.asNobody().get("/-/sign-in/with/company").status()).isEqualTo(403);
    }
}
