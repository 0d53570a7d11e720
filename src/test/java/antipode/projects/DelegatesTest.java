package antipode.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.hours.Holidays;
import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import antipode.people.Absence;
import antipode.people.Absences;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import antipode.web.Problem;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Kei in Tokyo takes time off; it is Wednesday evening there, five minutes past midnight three hours from now.
@AntipodeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DelegatesTest {

    private final Absences absences;
    private final Delegates delegates;
    private final ProjectMembers members;
    private final WorkingHours hours;
    private final Cast cast;
    private final TestClock clock;
    private Cast.Company company;
    private LocalDate today;

    DelegatesTest(Absences absences, Delegates delegates, ProjectMembers members, WorkingHours hours, Cast cast, TestClock clock) {
        this.absences = absences;
        this.delegates = delegates;
        this.members = members;
        this.hours = hours;
        this.cast = cast;
        this.clock = clock;
    }

    @BeforeAll
    void everyone_arrives() {
        company = cast.arrive();
    }

    @BeforeEach
    void nobody_is_off() {
        clock.set(TestClock.START);
        today = hours.of(company.kei().id()).dateAt(clock.instant());
        absences.of(company.kei().id()).forEach(absence -> absences.withdraw(absence.id()));
    }

    private Absence kei(int from, int to) {
        return absences.state(company.kei().id(), today.plusDays(from), today.plusDays(to), "Onsen");
    }

    private String standIn(Project project) {
        return delegates.of(company.kei().id(), project.id(), clock.instant()).map(Person::username).orElse("nobody");
    }

    @Test
    void the_most_specific_area_wins() {
        var absence = kei(0, 4);
        var other = cast.project(company.ana(), company.team(), "booking", Visibility.INTERNAL);
        delegates.state(absence, Area.EVERYTHING, company.ana().id());
        assertThat(standIn(company.handbook())).isEqualTo("ana");
        delegates.state(absence, Area.team(company.team().id()), company.mia().id());
        assertThat(standIn(company.handbook())).isEqualTo("mia");
        delegates.state(absence, Area.project(company.handbook().id()), company.ravi().id());
        assertThat(standIn(company.handbook())).isEqualTo("ravi");
        assertThat(standIn(other)).isEqualTo("mia");
        delegates.remove(absence, Area.team(company.team().id()));
        assertThat(standIn(other)).isEqualTo("ana");
        assertThat(delegates.of(List.of(absence.id()))).extracting(named -> named.delegate().username()).containsExactly("ana", "ravi");
    }

    @Test
    void who_may_not_see_the_project_or_is_away_stands_in_for_nobody() {
        var absence = kei(0, 4);
        var secret = cast.project(company.ana(), company.team(), "salaries", Visibility.PRIVATE);
        delegates.state(absence, Area.EVERYTHING, company.ravi().id());
        assertThat(standIn(secret)).isEqualTo("nobody");
        members.add(secret, Role.OWNER, company.ravi().require(), Role.GUEST, null);
        assertThat(standIn(secret)).isEqualTo("ravi");
        var off = absences.state(company.ravi().id(), today, today.plusDays(1), "");
        assertThat(standIn(secret)).isEqualTo("nobody");
        absences.withdraw(off.id());
        assertThat(standIn(secret)).isEqualTo("ravi");
        absences.withdraw(absence.id());
        assertThat(standIn(secret)).isEqualTo("nobody");
    }

    @Test
    void time_off_begins_and_ends_with_the_dates_of_the_zone_one_has_on_them() {
        var absence = kei(1, 1); // Thursday in Tokyo begins in three hours
        delegates.state(absence, Area.EVERYTHING, company.ana().id());
        assertThat(standIn(company.handbook())).isEqualTo("nobody");
        clock.forward(Duration.ofHours(3));
        assertThat(standIn(company.handbook())).isEqualTo("ana");
        clock.forward(Duration.ofHours(24));
        assertThat(standIn(company.handbook())).isEqualTo("nobody");
    }

    @Test
    void absences_overlap_touch_and_count_once() {
        var schedule = hours.of(company.kei().id());
        var asked = clock.instant();
        assertThat(schedule.awayAt(asked)).isEmpty();
        kei(0, 3);
        kei(2, 5);
        var last = kei(6, 6);
        var away = hours.of(company.kei().id()).awayAt(asked).orElseThrow();
        assertThat(away.length()).isEqualTo(Duration.ofDays(7));
        assertThat(absences.of(company.kei().id())).hasSize(3);
        absences.change(last.id(), today.plusDays(8), today.plusDays(9), "Later");
        assertThat(hours.of(company.kei().id()).awayAt(asked).orElseThrow().length()).isEqualTo(Duration.ofDays(6));
        assertThat(absences.ahead(List.of(company.kei().id()), today.plusDays(7))).extracting(Absence::note).containsExactly("Later");
    }

    @Test
    void what_makes_no_sense_is_refused_and_changes_nothing() {
        long kei = company.kei().id();
        assertThatThrownBy(() -> absences.state(kei, today.plusDays(2), today, "")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> absences.state(kei, today, today.plusYears(20), "")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> absences.state(kei, today.minusYears(3), today, "")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> absences.state(kei, today, today, "a\nb")).isInstanceOf(Problem.class);
        assertThat(absences.of(kei)).isEmpty();
        var absence = kei(0, 1);
        assertThatThrownBy(() -> delegates.state(absence, Area.EVERYTHING, kei)).isInstanceOf(Problem.class);
        absences.withdraw(absence.id());
        assertThatThrownBy(() -> absences.change(absence.id(), today, today, "")).isInstanceOf(Problem.class);
    }

    @Test
    void a_day_is_worked_at_other_times_and_as_usual_again() {
        Actor kei = company.kei();
        var tomorrow = today.plusDays(1);
        hours.shift(kei.id(), tomorrow, WeeklyHours.day("11:00-14:00 20:00-01:00"));
        assertThat(WeeklyHours.text(hours.of(kei.id()).windowsOn(tomorrow))).isEqualTo("11:00-14:00 20:00-01:00");
        assertThat(hours.unshift(kei.id(), tomorrow)).isTrue();
        assertThat(hours.unshift(kei.id(), tomorrow)).isFalse();
        assertThat(WeeklyHours.text(hours.of(kei.id()).windowsOn(tomorrow))).isEqualTo("08:30-12:00 13:00-18:00");
    }

    @Test
    void holidays_are_kept_with_the_hours() {
        long gwen = company.gwen().id();
        var before = hours.of(gwen).periodOn(today);
        hours.state(gwen, new Schedule.Period(today, before.zone(), before.hours(), Holidays.find("JP").orElseThrow()));
        hours.state(gwen, today.plusDays(1), before.zone(), WeeklyHours.parse("Mon-Fri 10:00-12:00"));
        assertThat(hours.of(gwen).periodOn(today.plusDays(1)).holidays().name()).isEqualTo("Japan");
    }
}
