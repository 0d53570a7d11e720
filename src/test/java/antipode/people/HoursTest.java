package antipode.people;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.hours.NextAtWork;
import antipode.hours.WeeklyHours;
import antipode.jobs.Schedules;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.CountedStatements;
import antipode.testing.TestClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana is at her desk in Lisbon, Wednesday at noon: she works 09:00–13:00 and 16:00–20:00. Kei has gone home.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoursTest {

    private final WorkingHours hours;
    private final Absences absences;
    private final Members members;
    private final Schedules schedules;
    private final Cast cast;
    private final Browser browsers;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private Cast.Company company;
    private Browser.Tab ana;
    private Browser.Tab kei;
    private Browser.Tab program;

    HoursTest(WorkingHours hours, Absences absences, Members members, Schedules schedules, Cast cast, Browser browsers,
            TestClock clock, JdbcClient jdbc) {
        this.hours = hours;
        this.absences = absences;
        this.members = members;
        this.schedules = schedules;
        this.cast = cast;
        this.browsers = browsers;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void everyone_arrives() {
        company = cast.arrive();
        ana = browsers.as(company.ana());
        kei = browsers.as(company.kei());
        program = browsers.program(company.ana());
    }

    @BeforeEach
    void as_usual() {
        clock.set(TestClock.START);
        jdbc.sql("delete from member_day").update();
        jdbc.sql("delete from member_hours where from_date > date '2026-01-01'").update();
        jdbc.sql("update member_hours set zone = 'Europe/Lisbon' where member_id = :ana").param("ana", company.ana().id()).update();
        jdbc.sql("update member set zone = 'Europe/Lisbon' where id = :ana").param("ana", company.ana().id()).update();
    }

    private String today() {
        return WeeklyHours.text(hours.of(company.ana().id()).windowsOn(LocalDate.parse("2026-11-04")));
    }

    @Test
    void the_page_shows_today_and_the_coming_week_as_a_picture_and_in_words() {
        var page = ana.get("/-/settings/hours");
        assertThat(page.text("#holidays-hint")).contains("Israel", "Taiwan", "time off");
        assertThat(page.text("#today")).contains("09:00–13:00 and 16:00–20:00").contains("At work now, until 13:00");
        assertThat(page.text("#week")).contains("Wed 4 Nov").contains("Sat 7 Nov Free");
        assertThat(page.body()).contains("oblige you to nothing").contains("<optgroup label=\"Portugal\">").contains("Lisbon");
    }

    @Test
    void today_is_shifted_in_one_tap_and_back() {
        assertThat(ana.post("/-/day/shift", "by", "120").status()).isEqualTo(303);
        assertThat(today()).isEqualTo("11:00-15:00 18:00-22:00");
        assertThat(ana.get("/-/settings/hours").text("#today")).contains("11:00–15:00 and 18:00–22:00, for today only");
        assertThat(kei.get("/-/people/ana").body()).contains("11:00–15:00 and 18:00–22:00, for this day only");
        assertThat(ana.get("/").body()).contains("I shift today").contains("As usual again");
        ana.post("/-/day/shift", "by", "-60");
        assertThat(today()).isEqualTo("10:00-14:00 17:00-21:00");
        ana.post("/-/day/shift/removal");
        assertThat(today()).isEqualTo("09:00-13:00 16:00-20:00");
        clock.forward(Duration.ofHours(3)); // the morning is over, and stays
        ana.post("/-/day/shift", "by", "60");
        assertThat(today()).isEqualTo("09:00-13:00 17:00-21:00");
    }

    @Test
    void whoever_is_off_from_now_is_not_at_work_until_tomorrow() {
        ana.post("/-/day/shift", "by", "off");
        assertThat(today()).isEqualTo("09:00-12:00");
        var now = clock.instant();
        assertThat(NextAtWork.of(hours.of(company.ana().id()), now).from()).isEqualTo("2026-11-05T09:00:00Z");
        assertThat(ana.post("/-/day/shift", "by", "60").status()).isEqualTo(409);
        assertThat(ana.post("/-/day/shift", "by", "soon").status()).isEqualTo(422);
        assertThat(ana.post("/-/day/shift", "by", "9999999999").status()).isEqualTo(422);
        assertThat(browsers.as(company.gwen()).post("/-/day/shift", "by", "60").status()).isEqualTo(409);
        assertThat(today()).isEqualTo("09:00-12:00");
    }

    @Test
    void a_shift_over_midnight_is_refused_with_a_sentence() {
        clock.set("2026-11-04T15:00:00Z");
        assertThat(ana.post("/-/day/shift", "by", "540").body()).contains("State the hours of that day instead");
        assertThat(today()).isEqualTo("09:00-13:00 16:00-20:00");
    }

    @Test
    void an_itinerary_moves_the_clock_with_the_first_moment_of_the_day_of_arrival() {
        assertThat(ana.post("/-/settings/hours", "from", "2026-11-09", "zone", "Asia/Tokyo", "hours", "Mon-Fri 10:00-18:00", "holidays", "JP").status())
                .isEqualTo(303);
        assertThat(ana.get("/-/settings/hours").text("#ahead")).contains("Mon 9 Nov Tokyo Mon-Fri 10:00-18:00 Japan");
        assertThat(kei.get("/-/people/ana").body()).contains("From Mon 9 Nov").contains("Tokyo, Mon-Fri 10:00-18:00");
        clock.set("2026-11-08T14:59:59Z");
        schedules.runDue();
        assertThat(zone()).isEqualTo("Europe/Lisbon");
        clock.set("2026-11-08T15:00:00Z"); // midnight in Tokyo
        schedules.runDue();
        assertThat(zone()).isEqualTo("Asia/Tokyo");
        assertThat(NextAtWork.of(hours.of(company.ana().id()), clock.instant()).from()).isEqualTo("2026-11-09T01:00:00Z");
    }

    @Test
    void a_period_ahead_is_moved_and_deleted_and_the_past_is_not() {
        ana.post("/-/settings/hours", "from", "2026-11-09", "zone", "Asia/Tokyo", "hours", "Mon-Fri 10:00-18:00");
        assertThat(ana.get("/-/settings/hours?change=2026-11-09").body()).contains("Change what holds from Mon 9 Nov").contains("value=\"Asia/Tokyo\"");
        ana.post("/-/settings/hours", "was", "2026-11-09", "from", "2026-11-16", "zone", "Asia/Seoul", "hours", "Mon-Fri 10:00-18:00");
        assertThat(hours.stated(company.ana().id())).extracting(WorkingHours.Statement::from)
                .containsExactly(LocalDate.EPOCH, LocalDate.parse("2026-11-16"));
        assertThat(ana.post("/-/settings/hours/2026-11-16/removal").status()).isEqualTo(303);
        assertThat(ana.post("/-/settings/hours/2026-11-16/removal").status()).isEqualTo(404);
        assertThat(ana.post("/-/settings/hours/1970-01-01/removal").status()).isEqualTo(409);
        assertThat(hours.stated(company.ana().id())).hasSize(1);
    }

    @Test
    void a_preview_draws_the_week_and_saves_nothing() {
        var page = ana.post("/-/settings/hours", "from", "2026-11-09", "zone", "Europe/Berlin", "hours", "Tue,Thu 21:00-01:00", "holidays", "DE-BY", "preview", "1");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text("#week")).contains("not saved yet").contains("Tue 10 Nov 21:00–01:00").contains("Mon 9 Nov Free");
        assertThat(hours.stated(company.ana().id())).hasSize(1);
    }

    @Test
    void what_makes_no_sense_is_told_what_would_and_changes_nothing() {
        record Bad(String field, String value, String answer) {}
        var good = List.of("from", "2026-11-09", "zone", "Europe/Berlin", "hours", "Mon-Fri 09:00-17:00", "holidays", "DE");
        for (var bad : List.of(
                new Bad("zone", "Europe/Atlantis", "is not a time zone"), new Bad("zone", "", "is not a time zone"),
                new Bad("zone", "GMT+25", "is not a time zone"), new Bad("hours", "Mon 09:00-12:00 11:00-14:00", "overlap"),
                new Bad("hours", "Mon 22:00-06:00; Tue 05:00-09:00", "overlap"), new Bad("hours", "Mon 09:00-09:00", "is empty"),
                new Bad("holidays", "DE-XX", "no such country or region"), new Bad("holidays", "<script>", "no such country or region"),
                new Bad("from", "2026-11-01", "lies behind"), new Bad("from", "2999-01-01", "years away"), new Bad("from", "soon", "is not a day"))) {
            var fields = good.toArray(String[]::new);
            fields[good.indexOf(bad.field) + 1] = bad.value;
            var answer = ana.post("/-/settings/hours", fields);
            assertThat(answer.status()).as(bad.toString()).isEqualTo(422);
            assertThat(answer.text("#state")).as(bad.toString()).contains(bad.answer);
        }
        assertThat(ana.post("/-/settings/hours/days", "date", "2026-11-05", "hours", "9 to 5").status()).isEqualTo(422);
        assertThat(ana.post("/-/settings/hours/days", "date", "2026-11-03", "hours", "").status()).isEqualTo(422);
        assertThat(hours.stated(company.ana().id())).hasSize(1);
        assertThat(hours.of(company.ana().id()).shifted()).isEmpty();
    }

    @Test
    void a_zone_that_is_gone_breaks_no_page_and_its_owner_is_told() {
        jdbc.sql("update member_hours set zone = 'Europe/Atlantis' where member_id = :ana").param("ana", company.ana().id()).update();
        jdbc.sql("update member set zone = 'Europe/Atlantis' where id = :ana").param("ana", company.ana().id()).update();
        assertThat(ana.get("/").body()).contains("Your time zone is no longer known here");
        assertThat(ana.get("/-/settings/hours").body()).contains("“Europe/Atlantis” is no longer known").contains("read in UTC");
        assertThat(kei.get("/-/people/ana").status()).isEqualTo(200);
        assertThat(ana.get("/-/settings").status()).isEqualTo(200);
        ana.post("/-/settings/hours", "zone", "Europe/Lisbon", "hours", "Mon-Fri 09:00-17:00");
        assertThat(zone()).isEqualTo("Europe/Lisbon");
    }

    @Test
    void the_interface_for_programs_states_reads_and_shifts() {
        assertThat(program.json("PUT", "/api/v4/user/hours", "{\"holidays\": \"PT\", \"hours\": \"Mon-Thu 08:00-12:00 15:00-19:00\"}").body())
                .contains("\"holidays\":\"PT\"", "\"zone\":\"Europe/Lisbon\"", "\"at_work\":false");
        assertThat(program.json("PUT", "/api/v4/user/hours", "{\"from\": \"2026-12-01\", \"zone\": \"Asia/Tokyo\"}").body())
                .contains("{\"from\":\"2026-12-01\",\"zone\":\"Asia/Tokyo\"");
        assertThat(browsers.program(company.kei()).get("/api/v4/users/" + company.ana().id() + "/hours").body())
                .contains("\"next_at_work\":\"2026-11-04T15:00:00", "\"sentence\":\"Next at work tomorrow 00:00, in 3 h\"");
        assertThat(program.json("PUT", "/api/v4/user/hours/shifts/2026-11-05", "{\"hours\": \"20:00-23:00\"}").body())
                .isEqualTo("{\"date\":\"2026-11-05\",\"hours\":\"20:00-23:00\"}");
        assertThat(program.json("POST", "/api/v4/user/hours/today", "{\"by\": 30}").body()).contains("15:30-19:30");
        assertThat(program.json("POST", "/api/v4/user/hours/today", "{\"off\": true}").body()).contains("\"hours\":\"08:00-12:00\"");
        assertThat(program.json("DELETE", "/api/v4/user/hours/shifts/2026-11-05", "").status()).isEqualTo(204);
        assertThat(program.json("DELETE", "/api/v4/user/hours/periods/2026-12-01", "").status()).isEqualTo(204);
        assertThat(program.json("PUT", "/api/v4/user/hours", "{\"zone\": \"Mars/Base\"}").status()).isEqualTo(400);
        assertThat(program.json("PUT", "/api/v4/user/hours", "{}").status()).isEqualTo(400);
        assertThat(program.get("/api/v4/holidays").body()).contains("{\"code\":\"DE-BY\",\"name\":\"Bavaria\"}");
    }

    @Test
    void the_schedules_of_many_take_one_question() {
        absences.state(company.kei().id(), LocalDate.parse("2026-11-10"), LocalDate.parse("2026-11-12"), "");
        var all = members.active().stream().map(Member::id).toList();
        int one = CountedStatements.during(() -> hours.of(all.subList(0, 1)));
        assertThat(CountedStatements.during(() -> hours.of(all))).isEqualTo(one).isEqualTo(1);
    }

    private String zone() {
        return members.find(company.ana().id()).orElseThrow().zone().getId();
    }
}
