package antipode.world;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.hours.WeeklyHours;
import antipode.people.Absences;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.people.WorkingHours;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.testing.Browser;
import antipode.testing.Browser.Tab;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// It is Wednesday, 12:00 in Lisbon. Ana is at her desk until one; Kei has gone home, Mia sleeps, Ravi works on until half
/// past twelve. Gwen, from outside, has stated no hours.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorldTest {

    private final Cast cast;
    private final Browser browser;
    private final Members members;
    private final Namespaces namespaces;
    private final ProjectMembers memberships;
    private final WorkingHours hours;
    private final Absences absences;
    private final TestClock clock;
    private Cast.Company company;
    private Tab ana;
    private Tab kei;
    private Tab gwen;

    WorldTest(
            Cast cast, Browser browser, Members members, Namespaces namespaces, ProjectMembers memberships, WorkingHours hours,
            Absences absences, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.members = members;
        this.namespaces = namespaces;
        this.memberships = memberships;
        this.hours = hours;
        this.absences = absences;
        this.clock = clock;
    }

    @BeforeAll
    void everyoneArrives() {
        company = cast.arrive();
        for (Actor actor : List.of(company.ana(), company.kei(), company.mia(), company.ravi())) {
            memberships.putInTeam(company.team().id(), Role.OWNER, actor.require(), Role.OWNER, null);
        }
        ana = browser.as(company.ana());
        kei = browser.as(company.kei());
        gwen = browser.as(company.gwen());
    }

    @BeforeEach
    void itIsWednesday() {
        clock.set(TestClock.START);
    }

    private static List<String> names(Browser.Answer answer) {
        return answer.page().select(".world-rows label").eachText();
    }

    @Test
    void a_teams_day_is_drawn_from_east_to_west_on_the_readers_clock() {
        var page = ana.get("/halyard/-/world");
        assertThat(page.status()).isEqualTo(200);
        assertThat(names(page)).containsExactly("Kei", "Ravi", "Ana", "Mia");
        assertThat(page.page().select(".world-rows .band").eachAttr("aria-label"))
                .containsExactly("Kei: at work 00:00–03:00, 04:00–09:00 and 23:30–24:00", "Ravi: at work 04:30–08:30 and 09:30–12:30",
                        "Ana: at work 09:00–13:00 and 16:00–20:00", "Mia: at work 00:00–01:00 and 17:00–24:00");
        assertThat(page.page().select(".world-rows .world-next").eachText())
                .containsExactly("23:30", "now, until 12:30", "now, until 13:00", "17:00");
        assertThat(page.text(".lead")).isEqualTo("Somebody is at work for 20 h of these 24 hours; nobody is from 03:00 to 04:00 and from 13:00 to 16:00."
                + " Stated hours, not presence.");
        assertThat(page.text("title")).startsWith("Halyard around the world");
    }

    @Test
    void a_teams_day_is_that_of_the_teams_within_it_too() {
        Namespace fleet = namespaces.createTeam(null, "fleet", "Fleet", "");
        Namespace quays = namespaces.createTeam(fleet, "quays", "Quays", "");
        memberships.putInTeam(fleet.id(), Role.OWNER, company.ravi().require(), Role.DEVELOPER, null);
        memberships.putInTeam(quays.id(), Role.OWNER, company.ravi().require(), Role.DEVELOPER, null);
        memberships.putInTeam(quays.id(), Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
        assertThat(names(ana.get("/fleet/-/world"))).containsExactly("Kei", "Ravi");
        assertThat(names(ana.get("/fleet/quays/-/world"))).containsExactly("Kei", "Ravi");
    }

    @Test
    void nothing_says_who_is_there() {
        String body = ana.get("/halyard/-/world").body().toLowerCase(java.util.Locale.ROOT);
        assertThat(body).doesNotContain("online").doesNotContain("last seen").doesNotContain("style=\"");
        assertThat(ana.get("/halyard/-/world").page().select("h1 + .lead").text()).contains("not presence");
    }

    @Test
    void the_same_stands_in_a_table() {
        Element table = ana.get("/halyard/-/world").page().selectFirst(".world-table table");
        assertThat(table).isNotNull();
        assertThat(table.select("tbody tr").eachText().getFirst()).isEqualTo("Kei Nakamura Tokyo, 21:00 00:00–03:00, 04:00–09:00 and 23:30–24:00 23:30");
        assertThat(ana.get("/halyard/-/world").text(".world-table > p")).contains("03:00–04:00: nobody");
    }

    @Test
    void kei_sees_the_same_day_on_her_own_clock() {
        var page = kei.get("/halyard/-/world");
        assertThat(page.page().select(".world-rows .band").eachAttr("aria-label").getFirst()).isEqualTo("Kei: at work 08:30–12:00 and 13:00–18:00");
        assertThat(page.text(".world-day span")).endsWith("your day in Tokyo");
    }

    @Test
    void who_is_ticked_is_asked_for_their_overlap() {
        var two = ana.get("/halyard/-/world?with=ana&with=ravi");
        assertThat(two.text(".world-words section p")).isEqualTo("Ravi and Ana share 3 h: 09:30–12:30, your time.");
        assertThat(two.page().select(".world-rows input[checked]").eachAttr("value")).containsExactly("ravi", "ana");
        var three = ana.get("/halyard/-/world?with=ana&with=mia,kei");
        assertThat(three.text(".world-words section")).contains("Kei, Ana and Mia are never at work at once on this day.")
                .contains("None between Kei and Ana.").contains("They share no half hour within the next nine weeks.");
        var next = ana.get("/-/world?people=ana,mia");
        assertThat(next.text("h1")).isEqualTo("Ana and Mia around the world");
        assertThat(next.text(".world-words section")).contains("Ana and Mia share 3 h: 17:00–20:00, your time.")
                .contains("The next half hour or more for all: today 17:00–20:00.");
    }

    @Test
    void from_an_overlap_one_click_begins_a_question_to_them_by_the_fair_time() {
        String write = ana.get("/halyard/-/world?with=ana&with=kei,mia").page().select(".world-words a.button").attr("href");
        String form = ana.get(write).page().select(".row-title a").attr("href");
        assertThat(ana.get(form).page().selectFirst("textarea[name=description]").wholeText())
                .contains("/ask @kei @mia by 2026-11-05T04:30");
    }

    @Test
    void the_gap_says_who_waits_longest_and_the_table_between_any_two() {
        var page = ana.get("/halyard/-/world");
        assertThat(page.text(".world-words"))
                .contains("The longest wait: asked at Ravi’s end of day, Wed 12:30, Kei answers 11 h later.")
                .contains("Whoever ends their day, somebody else is at work.");
        assertThat(page.page().select(".world-waits thead th").eachText()).containsExactly("Asks", "Kei", "Ravi", "Ana", "Mia");
        Element ofAna = page.page().select(".world-waits tbody tr").get(2);
        assertThat(ofAna.text()).isEqualTo("Ana 3½ h 8½ h at once");
        assertThat(ofAna.select("td").getFirst().attr("title")).isEqualTo("Ana asks, Kei answers 3½ h later");
    }

    @Test
    void hiring_in_auckland_is_a_question_that_leaves_no_trace() {
        String asked = "/halyard/-/world?hire_zone=Pacific/Auckland&hire_hours=Mon-Fri+09:00-17:00";
        var page = ana.get(asked);
        assertThat(page.page().select(".world-hired strong").eachText()).containsExactly("Newcomer");
        assertThat(page.page().select(".world-hiring tbody tr").eachText().getFirst()).isEqualTo("Somebody is at work for 20 h 21 h");
        assertThat(ana.get("/halyard/-/world?hire_zone=America/Sao_Paulo&hire_hours=Mon-Fri+09:00-14:00").page()
                .select(".world-hiring tbody tr").eachText().getFirst()).isEqualTo("Somebody is at work for 20 h 23 h");
        assertThat(names(ana.get("/halyard/-/world"))).hasSize(4);
    }

    @Test
    void what_is_not_understood_is_said_and_today_is_shown() {
        assertThat(ana.get("/halyard/-/world?date=someday").text(".notice")).contains("“someday” is no day");
        assertThat(ana.get("/halyard/-/world?date=1999-01-01").text(".notice")).contains("from a week back");
        assertThat(ana.get("/halyard/-/world?hire_zone=Europe/Atlantis").text(".notice")).contains("is no time zone");
        assertThat(ana.get("/halyard/-/world?hire_zone=Europe/Lisbon&hire_hours=sometimes").text(".notice")).isNotEmpty();
        assertThat(ana.get("/-/world?people=nobody-known").status()).isEqualTo(404);
        assertThat(ana.get("/nothing/-/world").status()).isEqualTo(404);
        assertThat(ana.get("/ana/-/world").status()).isEqualTo(404);
    }

    @Test
    void the_day_the_clocks_change_is_as_long_as_it_is() {
        JsonNode world = browser.program(company.ana()).get("/api/v4/groups/halyard/world?date=" + lastSundayOfMarch()).json();
        assertThat(Duration.between(Instant.parse(world.get("from").asString()), Instant.parse(world.get("to").asString())))
                .isEqualTo(Duration.ofHours(23));
        assertThat(ana.get("/halyard/-/world?date=" + lastSundayOfMarch()).text(".lead")).startsWith("Nobody is at work on this day.");
        // On Monday Kei begins at half past midnight in Lisbon, an hour later by that clock than on Friday.
        assertThat(ana.get("/halyard/-/world?date=" + lastSundayOfMarch().plusDays(1)).page().select(".world-rows .band").eachAttr("aria-label"))
                .first().isEqualTo("Kei: at work 00:30–04:00 and 05:00–10:00");
    }

    private LocalDate lastSundayOfMarch() {
        LocalDate date = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).withDayOfMonth(1);
        while (date.getMonthValue() != 3) {
            date = date.plusMonths(1);
        }
        date = date.withDayOfMonth(31);
        while (date.getDayOfWeek() != java.time.DayOfWeek.SUNDAY) {
            date = date.minusDays(1);
        }
        return date;
    }

    @Test
    void somebody_from_outside_sees_only_whom_they_share_something_with() {
        assertThat(names(gwen.get("/-/world"))).isEmpty();
        assertThat(gwen.get("/-/world?people=kei").status()).isEqualTo(404);
        assertThat(gwen.get("/halyard/-/world").status()).isEqualTo(404);
        assertThat(browser.program(company.gwen()).get("/api/v4/users/" + company.kei().id() + "/next_at_work").status()).isEqualTo(404);
        assertThat(browser.asNobody().get("/-/world").status()).isEqualTo(303);
        assertThat(gwen.get("/-/people/kei").status()).isEqualTo(404);
        assertThat(gwen.get("/-/people/gwen").status()).isEqualTo(200);
        Tab program = browser.program(company.gwen());
        for (String part : List.of("", "/hours", "/status", "/absences")) {
            assertThat(program.get("/api/v4/users/" + company.kei().id() + part).status()).as(part).isEqualTo(404);
            assertThat(program.get("/api/v4/users/" + company.gwen().id() + part).status()).as(part).isEqualTo(200);
        }
        assertThat(program.get("/api/v4/users").json()).hasSize(1);
        assertThat(gwen.get("/-/absences").page().select("#people option")).isEmpty();
        assertThat(ana.get("/-/world").text(".world-unstated")).contains("within two working days").contains("Gwen");
        assertThat(names(ana.get("/-/world"))).contains("Kei", "Ravi", "Ana", "Mia").doesNotContain("Gwen");
    }

    @Test
    void the_api_says_when_kei_is_next_at_work() {
        Tab program = browser.program(company.ana());
        JsonNode next = program.get("/api/v4/users/" + company.kei().id() + "/next_at_work").json();
        assertThat(next.get("sentence").asString()).isEqualTo("Next at work 23:30, in 11½ h");
        assertThat(next.get("within_hours").asBoolean()).isFalse();
        assertThat(next.get("next_at_work").asString()).endsWith("T23:30:00.000Z");
        JsonNode gwen = program.get("/api/v4/users/" + company.gwen().id() + "/next_at_work").json();
        assertThat(gwen.get("stated_hours").asBoolean()).isFalse();
        assertThat(gwen.get("next_at_work").isNull()).isTrue();
        assertThat(program.get("/api/v4/users/999999999/next_at_work").status()).isEqualTo(404);
    }

    @Test
    void the_api_tells_overlaps_and_a_teams_day() {
        Tab program = browser.program(company.ana());
        JsonNode overlap = program.get("/api/v4/overlap?users=ana,kei,mia").json();
        assertThat(overlap.get("minutes").asInt()).isZero();
        assertThat(overlap.get("none_between").get(0).toString()).isEqualTo("[\"kei\",\"ana\"]");
        assertThat(program.get("/api/v4/overlap?users=ana,mia").json().get("minutes").asInt()).isEqualTo(180);
        assertThat(program.get("/api/v4/overlap").status()).isEqualTo(400);
        assertThat(program.get("/api/v4/overlap?users=ana&date=1999-01-01").status()).isEqualTo(400);
        assertThat(program.get("/api/v4/overlap?users=nobody-known").status()).isEqualTo(404);
        JsonNode world = program.get("/api/v4/groups/halyard/world").json();
        assertThat(world.get("people")).hasSize(4);
        assertThat(world.get("gaps")).hasSize(2);
        assertThat(world.get("longest_wait").get("minutes").asInt()).isPositive();
    }

    @Test
    void it_asks_as_few_questions_for_a_hundred_people_as_for_four_and_stays_readable() {
        ana.get("/halyard/-/world");
        int four = CountedStatements.during(() -> ana.get("/halyard/-/world"));
        var crowd = new java.util.ArrayList<Actor>();
        for (int person = 0; person < 110; person++) {
            Actor actor = Actor.of(members.create(new Members.Draft(
                    "crew" + person, "Crew " + person, "crew" + person + "@halyard.example", ZoneId.of("Europe/Lisbon"))));
            hours.state(actor.id(), LocalDate.EPOCH, actor.require().zone(), WeeklyHours.parse("Mon-Fri 09:00-17:00"));
            memberships.putInTeam(company.team().id(), Role.OWNER, actor.require(), Role.GUEST, null);
            crowd.add(actor);
        }
        try {
            assertThat(CountedStatements.during(() -> ana.get("/halyard/-/world"))).isEqualTo(four);
            var page = ana.get("/halyard/-/world");
            assertThat(names(page)).hasSize(100);
            assertThat(names(ana.get("/halyard/-/world?page=2"))).hasSize(14);
            assertThat(names(ana.get("/halyard/-/world?q=crew+10"))).hasSize(11);
            assertThat(names(ana.get("/halyard/-/world?place=Tokyo"))).containsExactly("Kei");
            assertThat(page.page().select(".world-waits thead th").eachText()).containsExactly("Asks", "Tokyo", "Kolkata", "Lisbon", "Los Angeles");
        } finally {
            crowd.forEach(actor -> memberships.removeFromTeam(company.team().id(), actor.id()));
        }
    }

    @Test
    void who_takes_time_off_is_not_at_work_and_the_changes_ahead_say_so() {
        LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).plusDays(1);
        var absence = absences.state(company.mia().id(), tomorrow, tomorrow.plusDays(1), "");
        var page = ana.get("/halyard/-/world?date=" + tomorrow.plusDays(1));
        assertThat(page.page().select(".world-rows .band").eachAttr("aria-label").getLast()).startsWith("Mia: not at work");
        assertThat(page.text(".world-words")).contains("Mia is away Thu 5 Nov–Fri 6 Nov.");
        absences.withdraw(absence.id());
    }
}
