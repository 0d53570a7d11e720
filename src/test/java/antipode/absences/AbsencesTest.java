package antipode.absences;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.people.Absences;
import antipode.people.Actor;
import antipode.projects.Delegates;
import antipode.projects.Project;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.testing.Browser;
import antipode.testing.Browser.Answer;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Telling of time off. It is Wednesday 4 November, noon in Lisbon.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbsencesTest {

    private static final String PAGE = "/-/absences";
    private static final String API = "/api/v4/user/absences";

    private final Cast cast;
    private final Browser browser;
    private final Absences absences;
    private final TimeOff timeOff;
    private final Delegates delegates;
    private final ProjectMembers projectMembers;
    private final TestClock clock;
    private Cast.Company company;
    private Project secret;

    AbsencesTest(
            Cast cast, Browser browser, Absences absences, TimeOff timeOff, Delegates delegates, ProjectMembers projectMembers,
            TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.absences = absences;
        this.timeOff = timeOff;
        this.delegates = delegates;
        this.projectMembers = projectMembers;
        this.clock = clock;
    }

    @BeforeAll
    void everyone_arrives() {
        company = cast.arrive();
        secret = cast.project(company.ana(), company.team(), "secret", Visibility.PRIVATE);
        projectMembers.add(secret, Role.OWNER, company.kei().require(), Role.DEVELOPER, null);
    }

    @BeforeEach
    void nobody_is_away() {
        clock.set(TestClock.START);
        for (Actor each : List.of(company.ana(), company.kei(), company.mia(), company.ravi())) {
            absences.of(each.id()).forEach(absence -> absences.withdraw(absence.id()));
        }
    }

    private long only(Actor actor) {
        return absences.of(actor.id()).getFirst().id();
    }

    @Test
    void one_form_states_any_number_of_absences_with_a_delegate_for_each_area_and_asks_nobody() {
        Answer said = browser.as(company.ana()).post(
                PAGE, "first_on", "2026-11-30", "last_on", "2026-12-04", "note", "Walking in the Alps",
                "first_on", "2026-12-24", "last_on", "", "note", "", "first_on", "", "last_on", "", "note", "",
                "area", "", "delegate", "mia", "area", "halyard/secret", "delegate", "@kei", "area", "", "delegate", "");
        assertThat(said.status()).as(said.body()).isEqualTo(303);
        assertThat(absences.of(company.ana().id())).extracting(one -> one.firstOn().toString(), one -> one.lastOn().toString(), one -> one.note())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2026-12-24", "2026-12-24", ""),
                        org.assertj.core.groups.Tuple.tuple("2026-11-30", "2026-12-04", "Walking in the Alps"));
        Instant then = Instant.parse("2026-12-01T12:00:00Z");
        assertThat(delegates.of(company.ana().id(), secret.id(), then)).hasValueSatisfying(one -> assertThat(one.username()).isEqualTo("kei"));
        assertThat(delegates.of(company.ana().id(), company.handbook().id(), then)).hasValueSatisfying(one -> assertThat(one.username()).isEqualTo("mia"));
        Answer page = browser.as(company.ana()).get(PAGE);
        assertThat(page.text("#ahead")).contains("Mon 30 Nov to Fri 4 Dec", "Walking in the Alps", "Mia stands in for everything, Kei for secret", "Thu 24 Dec");
        assertThat(browser.as(company.ana()).get("/-/settings").page().select("a[href=/-/absences]")).isNotEmpty();
    }

    @Test
    void others_see_it_on_ones_page_but_no_area_that_they_may_not_see() {
        timeOff.state(
                company.ana(), LocalDate.parse("2026-11-30"), LocalDate.parse("2026-12-04"), "Walking <b>far</b>",
                List.of(new StandIn("", "mia"), new StandIn("halyard/secret", "kei")));
        Answer kei = browser.as(company.kei()).get("/-/people/ana");
        assertThat(kei.text("#absences")).contains("Mon 30 Nov to Fri 4 Dec", "Walking <b>far</b>", "Kei for secret");
        Answer mia = browser.as(company.mia()).get("/-/people/ana");
        assertThat(mia.text("#absences")).contains("Mia stands in for everything").doesNotContain("secret").doesNotContain("Kei");
        var told = browser.program(company.mia()).get("/api/v4/users/" + company.ana().id() + "/absences");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().get(0).get("first_on").asText()).isEqualTo("2026-11-30");
        assertThat(told.json().get(0).get("note").asText()).isEqualTo("Walking <b>far</b>");
        assertThat(told.json().get(0).get("delegates").size()).isEqualTo(1);
        assertThat(browser.program(company.mia()).get("/api/v4/users/999999/absences").status()).isEqualTo(404);
    }

    @Test
    void an_absence_is_changed_and_taken_back_by_whoever_stated_it_alone() {
        timeOff.state(company.ana(), LocalDate.parse("2026-11-30"), LocalDate.parse("2026-12-04"), "", List.of(new StandIn("", "mia")));
        long id = only(company.ana());
        assertThat(browser.as(company.mia()).get(PAGE + "/" + id).status()).isEqualTo(404);
        assertThat(browser.as(company.mia()).post(PAGE + "/" + id, "first_on", "2026-12-01").status()).isEqualTo(404);
        assertThat(browser.as(company.mia()).post(PAGE + "/" + id + "/withdrawal").status()).isEqualTo(404);
        var ana = browser.as(company.ana());
        assertThat(ana.get(PAGE + "/" + id).page().select("input[name=delegate]").first().val()).isEqualTo("mia");
        assertThat(ana.post(PAGE + "/" + id, "first_on", "2026-12-01", "last_on", "2026-12-02", "area", "", "delegate", "").status()).isEqualTo(303);
        assertThat(timeOff.find(company.ana(), id).orElseThrow().standIns()).isEmpty();
        assertThat(ana.get(PAGE).text("#ahead")).contains("Tue 1 Dec to Wed 2 Dec", "Nobody stands in");
        assertThat(ana.post(PAGE + "/" + id + "/withdrawal").status()).isEqualTo(303);
        assertThat(absences.of(company.ana().id())).isEmpty();
        assertThat(ana.post(PAGE + "/" + id + "/withdrawal").status()).isEqualTo(404);
    }

    @Test
    void programs_state_change_and_withdraw() {
        var ana = browser.program(company.ana());
        Answer said = ana.json("POST", API, """
                {"first_on": "2026-11-30", "last_on": "2026-12-04", "note": "Alps", "delegates": [{"username": "mia"}, {"area": "halyard/handbook", "username": "ravi"}]}""");
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        long id = said.json().get("id").asLong();
        assertThat(said.json().get("delegates").get(1).get("user").get("username").asText()).isEqualTo("ravi");
        Answer changed = ana.put(API + "/" + id, "last_on", "2026-12-07");
        assertThat(changed.json().get("first_on").asText()).isEqualTo("2026-11-30");
        assertThat(changed.json().get("last_on").asText()).isEqualTo("2026-12-07");
        assertThat(changed.json().get("delegates").size()).isEqualTo(2);
        assertThat(ana.get(API).json().size()).isEqualTo(1);
        assertThat(browser.program(company.mia()).delete(API + "/" + id).status()).isEqualTo(404);
        assertThat(ana.delete(API + "/" + id).status()).isEqualTo(204);
        assertThat(ana.get(API).json().size()).isZero();
        for (String nonsense : List.of("{}", "{\"first_on\": \"tomorrow\"}", "{\"first_on\": \"2026-12-01\", \"delegates\": \"mia\"}")) {
            assertThat(ana.json("POST", API, nonsense).status()).as(nonsense).isEqualTo(400);
        }
        assertThat(ana.json("POST", API, "{\"first_on\": \"2026-12-02\", \"last_on\": \"2026-12-01\"}").status()).isIn(400, 422);
    }

    @Test
    void what_is_not_named_stays_and_so_does_an_area_that_one_no_longer_sees() {
        projectMembers.add(secret, Role.OWNER, company.ravi().require(), Role.DEVELOPER, null);
        var ravi = browser.program(company.ravi());
        long id = ravi.json("POST", API, """
                {"first_on": "2026-11-30", "delegates": [{"username": "mia"}, {"area": "halyard/secret", "username": "kei"}]}""").json().get("id").asLong();
        projectMembers.remove(secret, Role.OWNER, company.ravi().id());
        assertThat(ravi.put(API + "/" + id, "note", "At sea").json().get("delegates").size()).isEqualTo(1);
        assertThat(delegates.of(List.of(id))).extracting(named -> named.delegate().username()).containsExactly("mia", "kei");
        assertThat(browser.as(company.ravi()).post(PAGE + "/" + id, "first_on", "2026-12-01", "area", "", "delegate", "").status()).isEqualTo(303);
        assertThat(delegates.of(List.of(id))).as("only what the form could show").extracting(named -> named.delegate().username()).containsExactly("kei");
    }

    @Test
    void what_cannot_be_is_said_and_changes_nothing() {
        timeOff.state(company.kei(), LocalDate.parse("2026-11-23"), LocalDate.parse("2026-12-11"), "", List.of());
        refused("the last day comes before the first", "The last day comes before", "2026-12-04", "2026-11-30", "", "");
        refused("a year that never ends", "The last day", "2026-11-30", "2031-11-03", "", "");
        refused("a time without years", "The first day", "-999999999-01-01", "2026-11-30", "", "");
        refused("a year beyond the years", "The last day", "+999999999-01-01", "", "", "");
        refused("no day", "The first day is not a day", "soon", "", "", "");
        refused("a last day alone", "The first day is missing", "", "2026-11-30", "", "");
        refused("oneself", "can’t stand in for yourself", "2026-11-30", "", "", "ana");
        refused("nobody", "“nobody” is nobody here", "2026-11-30", "", "", "nobody");
        refused("who sees nothing of it", "Mia sees nothing of halyard/secret", "2026-11-30", "", "halyard/secret", "mia");
        refused("who is away as well", "Kei is away as well", "2026-11-30", "2026-12-04", "", "kei");
        refused("no area", "“halyard/nothing” is none", "2026-11-30", "", "halyard/nothing", "mia");
        refused("an area without anybody", "nobody is named for halyard/handbook", "2026-11-30", "", "halyard/handbook", "");
        Answer second = browser.as(company.ana()).post(PAGE, "first_on", "2026-11-30", "first_on", "2026-12-31", "last_on", "", "last_on", "2026-12-30");
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.page().select(".absence-row").get(1).select(".field-error").text()).contains("comes before the first day");
        assertThat(absences.of(company.ana().id())).as("not the first either").isEmpty();
        assertThat(browser.as(company.ana()).post(PAGE).status()).isEqualTo(422);
    }

    private void refused(String why, String sentence, String first, String last, String area, String delegate) {
        Answer refused = browser.as(company.ana()).post(
                PAGE, "first_on", first, "last_on", last, "note", "", "area", "", "delegate", area.isEmpty() ? delegate : "",
                "area", area, "delegate", area.isEmpty() ? "" : delegate);
        assertThat(refused.status()).as(why).isEqualTo(422);
        assertThat(refused.page().select(".field-error").text()).as(why).contains(sentence);
        assertThat(absences.of(company.ana().id())).as(why).isEmpty();
    }

    @Test
    void absences_that_overlap_are_one_stretch_away() {
        for (String[] dates : List.of(new String[] {"2026-11-30", "2026-12-04"}, new String[] {"2026-12-03", "2026-12-09"})) {
            timeOff.state(company.ana(), LocalDate.parse(dates[0]), LocalDate.parse(dates[1]), "", List.of());
        }
        assertThat(browser.as(company.ana()).get(PAGE).text("#ahead")).contains("Together with others: away Mon 30 Nov to Wed 9 Dec");
    }

    @Test
    void the_page_asks_as_many_questions_for_twenty_absences_as_for_one() {
        timeOff.state(company.ana(), LocalDate.parse("2026-11-30"), LocalDate.parse("2026-12-04"), "", List.of(new StandIn("", "mia"), new StandIn("halyard/secret", "kei")));
        browser.as(company.ana()).get(PAGE);
        int one = CountedStatements.during(() -> browser.as(company.ana()).get(PAGE));
        for (int month = 1; month <= 19; month++) {
            LocalDate first = LocalDate.parse("2027-01-04").plusMonths(month);
            timeOff.state(company.ana(), first, first.plusDays(3), "", List.of(new StandIn("", "mia"), new StandIn("halyard", "kei")));
        }
        browser.as(company.ana()).get(PAGE);
        assertThat(CountedStatements.during(() -> browser.as(company.ana()).get(PAGE))).isLessThanOrEqualTo(one + 1);
    }
}
