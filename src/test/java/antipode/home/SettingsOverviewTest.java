package antipode.home;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.people.Tokens;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Browser;
import antipode.testing.Cast;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// One page each for what is a member's own, a team's, a project's and the workspace's.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsOverviewTest {

    private final Cast cast;
    private final Browser browser;
    private final Tokens tokens;
    private final ProjectMembers memberships;
    private Cast.Company company;

    SettingsOverviewTest(Cast cast, Browser browser, Tokens tokens, ProjectMembers memberships) {
        this.cast = cast;
        this.browser = browser;
        this.tokens = tokens;
        this.memberships = memberships;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
    }

    @Test
    void a_member_sees_all_that_is_theirs_and_ends_all_sessions_at_once() {
        var kei = browser.as(company.kei());
        tokens.create(company.kei().id(), "backup", List.of("api"), null);
        var page = kei.get("/-/settings/overview");
        assertThat(page.text("main")).contains(
                "Kei Nakamura, @kei", "Mon-Fri 08:30-12:00 13:00-18:00, in Tokyo", "None ahead", "One letter when your day begins",
                "By a password, without a second step", "One opens the workspace for programs");
        assertThat(kei.post("/-/settings/sessions/end").status()).isEqualTo(303);
        assertThat(kei.get("/-/settings/overview").status()).isEqualTo(303);
    }

    @Test
    void an_owner_describes_a_team_and_finds_all_else_from_there() {
        var path = "/-/teams/" + company.team().id() + "/settings";
        var ana = browser.as(company.ana());
        assertThat(ana.post(path, "name", "Halyard", "description", "Ferries, and who sails on them").status()).isEqualTo(303);
        assertThat(ana.get("/halyard").text("main")).contains("Ferries, and who sails on them");
        assertThat(ana.get(path).text("main")).contains("Members", "Invitations");
        assertThat(ana.post(path, "name", " ", "description", "").status()).isEqualTo(422);
        assertThat(browser.as(company.kei()).get(path).status()).isEqualTo(403);
    }

    @Test
    void roles_are_explained_where_they_are_given_and_changed_there_without_scripts() {
        memberships.add(company.handbook(), Role.OWNER, company.mia().require(), Role.REPORTER, null);
        var ana = browser.as(company.ana());
        var members = company.handbook().url() + "/-/members";
        assertThat(ana.get(members).text("#roles")).contains("Who sees what, and may do what", "Confidential issues too", "Protect branches");
        assertThat(ana.get("/halyard").text("#roles")).contains("Maintainer");
        var form = ana.get(members).page().select("form[action=" + members + "]").stream().filter(one -> one.select("[value=mia]").size() == 1).findFirst().orElseThrow();
        assertThat(form.select("option[selected]").val()).isEqualTo("20");
        assertThat(ana.post(members, "username", "mia", "level", "40").status()).isEqualTo(303);
        assertThat(browser.as(company.mia()).get(company.handbook().url() + "/-/settings").text("main")).contains("Members", "Guests", "Protected branches");
    }

    @Test
    void an_administrator_sees_to_the_workspace_and_is_told_what_became_of_a_test_letter() {
        var ana = browser.as(company.ana());
        assertThat(ana.post("/-/admin", "name", "Nordlicht").status()).isEqualTo(303);
        assertThat(ana.get("/-/admin").text("main")).contains("Nordlicht", "nowhere: name a server", "Proxies believed none", "4, and 1 from outside", "up to 10 MB");
        assertThat(ana.post("/-/admin", "name", " ").status()).isEqualTo(422);
        assertThat(ana.post("/-/admin/test-letter").text(".notice-failed")).isEqualTo("The letter did not leave: No mail server is set up.");
        assertThat(browser.as(company.kei()).get("/-/admin").status()).isEqualTo(403);
    }

    @Test
    void an_administrator_says_the_public_address_and_it_counts_at_once() {
        var ana = browser.as(company.ana());
        assertThat(ana.get("/-/getting-started").page().select("#address").val()).isEqualTo(browser.address());
        for (var bad : List.of("work.example.org", "ftp://work.example.org", "https://", "https://a.example/path", "https://me@a.example", "https://a.example?x", "https://a b")) {
            var refused = ana.post("/-/admin/address", "address", bad);
            assertThat(refused.status()).as(bad).isEqualTo(422);
            assertThat(refused.text("#address-error")).startsWith("The address ");
            assertThat(ana.post("/-/getting-started", "name", "Nordlicht", "address", bad).status()).as(bad).isEqualTo(422);
        }
        try {
            assertThat(ana.post("/-/admin/address", "address", " https://Work.Example.org/ ").status()).isEqualTo(303);
            assertThat(ana.get("/-/admin").page().select("#address input").val()).isEqualTo("https://work.example.org");
            assertThat(ana.get("/-/getting-started").text("main")).contains("Links in letters lead to https://work.example.org.");
        } finally {
            ana.post("/-/admin/address", "address", "");
        }
        assertThat(ana.get("/-/getting-started").text("main")).contains("which only this machine knows");
    }
}
