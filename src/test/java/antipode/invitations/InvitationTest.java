package antipode.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Outbox;
import antipode.people.Members;
import antipode.people.Namespaces;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Inviting people where no letter leaves: lists of them, links, and what they say when they come.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationTest {

    private static final String HERE = "/-/invitations";

    private final Cast cast;
    private final Browser browser;
    private final Members members;
    private final Namespaces namespaces;
    private final Outbox outbox;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Tab ana;

    InvitationTest(Cast cast, Browser browser, Members members, Namespaces namespaces, Outbox outbox, TestClock clock, JdbcClient jdbc) {
        this.cast = cast;
        this.browser = browser;
        this.members = members;
        this.namespaces = namespaces;
        this.outbox = outbox;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        ana = browser.as(company.ana());
    }

    @BeforeEach
    void itIsWednesdayNoon() {
        clock.set(TestClock.START);
    }

    private long open() {
        return jdbc.sql("select count(*) from invitation where revoked_at is null and uses < most_uses").query(Long.class).single();
    }

    private long id(String email) {
        return jdbc.sql("select id from invitation where email = :email order by id desc limit 1").param("email", email).query(Long.class).single();
    }

    private static String link(Answer answer) {
        var found = Pattern.compile("/-/join/[\\w-]{43}").matcher(answer.text("code.token-text"));
        assertThat(found.find()).as(answer.body()).isTrue();
        return found.group();
    }

    private String invited(String email) {
        assertThat(ana.post(HERE, "people", email).status()).isEqualTo(303);
        return link(ana.post(HERE + "/" + id(email) + "/link"));
    }

    private static String[] answer(String username, String... more) {
        var first = new String[] {"name", "Somebody New", "username", username, "zone", "Africa/Nairobi", "password", "a kettle under seven stars"};
        var all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    @Test
    void each_line_of_a_table_is_told_what_is_wrong_with_it_and_nothing_happens_before_one_says_so() {
        var before = open();
        var table = """
                email,name,username,zone,role,teams
                lena@halyard.example,"Lind, Lena",lena,Europe/Stockholm,maintainer,halyard
                LENA@halyard.example,Lena again,,,,
                kei@halyard.example,Kei,,,,
                no address,Nobody,,,,
                moe@halyard.example,=cmd(),,,,
                pia@halyard.example,Pia,ana,,,
                ole@halyard.example,Ole,,Moon/Crater,,
                ina@halyard.example,Ina,,,captain,
                uwe@halyard.example,Uwe,,,,elsewhere
                """;
        var page = ana.post(HERE + "/preview", "people", table);
        assertThat(page.page().select("tbody tr").eachText()).satisfiesExactly(
                line -> assertThat(line).contains("Lind, Lena", "Halyard, maintainer", "Is invited."),
                line -> assertThat(line).contains("Stands in line 2 already."),
                line -> assertThat(line).contains("Has an account here already."),
                line -> assertThat(line).contains("“no address” is no mail address."),
                line -> assertThat(line).contains("“=cmd()” is a formula"),
                line -> assertThat(line).contains("Somebody has the username “ana” already."),
                line -> assertThat(line).contains("“Moon/Crater” is no time zone"),
                line -> assertThat(line).contains("“captain” is no role"),
                line -> assertThat(line).contains("“elsewhere” is no team or project that you can invite to."));
        assertThat(page.text("main")).contains("8 lines are left out", "Invite one person");
        assertThat(open()).isEqualTo(before);

        assertThat(ana.post(HERE, "people", table).status()).isEqualTo(303);
        assertThat(open()).isEqualTo(before + 1);
        assertThat(ana.get(HERE).text("#open")).contains("Lind, Lena, lena@halyard.example", "Maintainer in the team Halyard");
        outbox.drain();
        assertThat(jdbc.sql("select text_part from mail where to_address = 'lena@halyard.example'").query(String.class).single())
                .contains("Ana Ferreira invites you", "the team Halyard", "{{enclosed}}");
    }

    @Test
    void a_list_is_read_with_names_or_without_and_refused_if_it_is_none() {
        var page = ana.post(HERE + "/preview", "people", "Ida Berg <ida@halyard.example>, jan@halyard.example; kim@halyard.example\nsee@you");
        assertThat(page.page().select("tbody th").eachText())
                .containsExactly("ida@halyard.example", "jan@halyard.example", "kim@halyard.example", "see@you");
        assertThat(page.text("tbody tr")).contains("Ida Berg");
        assertThat(ana.post(HERE + "/preview", "people", "  \n ").text("#people-error")).contains("are missing");
        assertThat(ana.post(HERE + "/preview", "people", "a@b.example\n".repeat(501)).status()).isEqualTo(422);
    }

    @Test
    void whoever_is_invited_says_who_they_are_comes_in_once_and_is_greeted_once() {
        assertThat(ana.post(HERE, "people", "email;name;zone;teams\nnia@halyard.example;Nia Otieno;Africa/Nairobi;halyard").status()).isEqualTo(303);
        var link = link(ana.post(HERE + "/" + id("nia@halyard.example") + "/link"));
        var page = browser.asNobody().get(link);
        assertThat(page.text("h1")).contains("Ana Ferreira invites you");
        assertThat(page.text(".lead")).contains("the team Halyard as a developer");
        assertThat(page.page().selectFirst("#zone option[selected]").val()).isEqualTo("Africa/Nairobi");
        assertThat(page.page().selectFirst("#username").val()).isEqualTo("nia");

        assertThat(browser.asNobody().post(link, answer("ana")).text("#username-error")).contains("has already been taken");
        assertThat(browser.asNobody().post(link, answer("nia", "hours", "always")).status()).isEqualTo(422);
        var came = browser.asNobody().post(link, answer("nia", "hours", "Mon-Fri 08:00-16:00"));
        assertThat(came.header("Location")).isEqualTo("/-/greeting");
        var nia = browser.with("Cookie", came.header("Set-Cookie").split(";")[0]);
        assertThat(nia.get("/-/greeting").text("main")).contains("Welcome, Somebody New", "It says whose turn it is");
        assertThat(nia.get("/").body()).contains("What is this?");
        assertThat(nia.post("/-/greeting/dismissal").header("Location")).isEqualTo("/");
        assertThat(nia.get("/").body()).doesNotContain("What is this?");
        assertThat(ana.get("/halyard").text("main")).contains("Somebody New");
        var member = members.findByUsername("nia").orElseThrow();
        assertThat(member.email()).isEqualTo("nia@halyard.example");
        assertThat(member.external()).isFalse();

        assertThat(browser.asNobody().get(link).status()).isEqualTo(404);
        assertThat(browser.asNobody().post(link, answer("nia2")).status()).isEqualTo(404);
        assertThat(ana.get(HERE).text("main")).contains("Somebody New came in");
    }

    @Test
    void a_link_ends_with_its_last_day_with_its_last_use_or_when_it_is_taken_back() {
        var made = ana.post(HERE + "/links", "uses", "2", "link_until", "2026-12-01");
        var link = link(made);
        assertThat(jdbc.sql("select count(*) from invitation where hash is null and email is null").query(Long.class).single()).isZero();
        assertThat(ana.get(HERE).body()).doesNotContain(link);
        assertThat(browser.asNobody().post(link, answer("one", "email", "one@elsewhere.example")).status()).isEqualTo(303);
        assertThat(browser.as(company.kei()).get(link).text("main")).contains("Join as Kei Nakamura");
        assertThat(browser.as(company.kei()).post(link + "/self").status()).isEqualTo(303);
        assertThat(browser.asNobody().get(link).status()).isEqualTo(404);

        var second = link(ana.post(HERE + "/links", "uses", "5", "link_until", "2026-12-01"));
        clock.forward(Duration.ofDays(60));
        assertThat(browser.asNobody().get(second).status()).isEqualTo(404);
        clock.set(TestClock.START);
        var id = jdbc.sql("select max(id) from invitation where email is null").query(Long.class).single();
        assertThat(ana.post(HERE + "/" + id + "/revocation").status()).isEqualTo(303);
        assertThat(browser.asNobody().get(second).status()).isEqualTo(404);
        assertThat(ana.post(HERE + "/links", "uses", "0", "link_until", "2026-12-01").status()).isEqualTo(422);
        assertThat(ana.post(HERE + "/links", "uses", "5", "link_until", "2020-12-01").status()).isEqualTo(422);
    }

    @Test
    void an_owner_invites_to_what_they_own_and_brings_nobody_into_the_rest() {
        var own = cast.project(company.mia(), namespaces.ofMember(company.mia().id()).orElseThrow(), "atlas", Visibility.PRIVATE);
        var mia = browser.as(company.mia());
        assertThat(mia.get(HERE).status()).isEqualTo(403);
        assertThat(mia.get(HERE + "?to=halyard").status()).isEqualTo(403);
        assertThat(mia.get(HERE + "?to=nowhere").status()).isEqualTo(404);
        assertThat(mia.get(HERE + "?to=" + own.fullPath()).status()).isEqualTo(200);
        assertThat(mia.post(HERE, "to", own.fullPath(), "people", "eve@elsewhere.example", "role", "reporter").status()).isEqualTo(303);
        assertThat(mia.post(HERE, "to", own.fullPath(), "people", "ravi@halyard.example").status()).isEqualTo(303);
        assertThat(browser.as(company.ravi()).get(own.url()).status()).isEqualTo(200);

        var link = link(mia.post(HERE + "/" + id("eve@elsewhere.example") + "/link", "to", own.fullPath()));
        var came = browser.asNobody().post(link, answer("eve"));
        var eve = browser.with("Cookie", came.header("Set-Cookie").split(";")[0]);
        assertThat(members.findByUsername("eve").orElseThrow().external()).isTrue();
        assertThat(eve.get(own.url()).status()).isEqualTo(200);
        assertThat(eve.get(company.handbook().url()).status()).isEqualTo(404);
    }

    @Test
    void programs_invite_as_they_do_at_gitlab() {
        var program = browser.program(company.ana());
        var path = "/api/v4/groups/" + company.team().id() + "/invitations";
        assertThat(program.post(path, "email", "api@halyard.example,wrong", "access_level", "30").json().get("status").asString()).isEqualTo("error");
        var listed = program.get(path + "?query=api").json().get(0);
        assertThat(listed.get("invite_email").asString()).isEqualTo("api@halyard.example");
        assertThat(listed.get("access_level").asInt()).isEqualTo(30);
        assertThat(listed.get("created_by_name").asString()).isEqualTo("Ana Ferreira");
        assertThat(program.put(path + "/api@halyard.example", "access_level", "40", "expires_at", "2027-01-01").json().get("expires_at").asString())
                .isEqualTo("2027-01-01");
        assertThat(program.post(path, "email", "x@y.example", "access_level", "31").status()).isEqualTo(400);
        assertThat(program.delete(path + "/api@halyard.example").status()).isEqualTo(204);
        assertThat(program.delete(path + "/api@halyard.example").status()).isEqualTo(404);
        var project = "/api/v4/projects/" + company.handbook().id() + "/invitations";
        assertThat(program.post(project, "email", "gwen@halyard.example", "access_level", "10").json().get("status").asString()).isEqualTo("success");
        assertThat(browser.as(company.gwen()).get(company.handbook().url()).status()).isEqualTo(200);
        assertThat(browser.program(company.kei()).get(path).status()).isEqualTo(403);
    }

    @Test
    void an_invitation_is_taken_over_by_a_later_link_and_by_nobody_else() {
        var first = invited("ulf@halyard.example");
        var second = link(ana.post(HERE + "/" + id("ulf@halyard.example") + "/link"));
        assertThat(browser.asNobody().get(first).status()).isEqualTo(404);
        assertThat(browser.asNobody().get(second).status()).isEqualTo(200);
        assertThat(browser.as(company.mia()).post(HERE + "/" + id("ulf@halyard.example") + "/revocation").status()).isEqualTo(404);
        assertThat(ana.post(HERE + "/" + id("ulf@halyard.example") + "/revocation").status()).isEqualTo(303);
        assertThat(browser.asNobody().get(second).status()).isEqualTo(404);
        assertThat(ana.post(HERE + "/" + id("ulf@halyard.example") + "/letter").status()).isEqualTo(409);
    }
}
