package antipode.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Jonas works in Munich from nine to five.
class HolidaysTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final WeeklyHours OFFICE = WeeklyHours.parse("Mon-Fri 09:00-17:00");

    private static Schedule in(String code) {
        return Schedule.of(List.of(new Schedule.Period(LocalDate.EPOCH, BERLIN, OFFICE, Holidays.find(code).orElseThrow())));
    }

    private static Instant berlin(String local) {
        return java.time.LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    @Test
    void corpus_christi_is_a_holiday_in_bavaria_and_a_working_day_in_hamburg() {
        var thursday = berlin("2026-06-04T10:00");
        assertThat(in("DE-BY").isWorking(thursday)).isFalse();
        assertThat(in("DE-HH").isWorking(thursday)).isTrue();
        assertThat(in("DE").isWorking(thursday)).isTrue();
    }

    @Test
    void whoever_asks_on_a_holiday_is_told_until_when_and_why() {
        var now = berlin("2026-05-01T10:00");
        assertThat(NextAtWork.of(in("DE"), now).sentence(BERLIN)).isEqualTo("Away until Mon 09:00: Labour day");
        assertThat(in("DE").awayAt(now)).contains(new Interval(berlin("2026-05-01T00:00"), berlin("2026-05-02T00:00")));
    }

    @Test
    void a_holiday_takes_what_a_night_shift_would_have_worked_of_its_date() {
        var nights = Schedule.of(List.of(new Schedule.Period(
                LocalDate.EPOCH, BERLIN, WeeklyHours.parse("Mon-Fri 22:00-06:00"), new Holidays("DE"))));
        assertThat(nights.windows(berlin("2026-04-30T12:00"), berlin("2026-05-02T12:00"))).containsExactly(
                new Interval(berlin("2026-04-30T22:00"), berlin("2026-05-01T00:00")),
                new Interval(berlin("2026-05-02T00:00"), berlin("2026-05-02T06:00")));
    }

    @Test
    void a_holiday_on_a_weekend_may_be_kept_on_a_working_day() {
        var independence = Holidays.find("us").orElseThrow();
        assertThat(independence.on(LocalDate.parse("2026-07-03"))).contains("Independence Day");
        assertThat(independence.on(LocalDate.parse("2026-07-04"))).contains("Independence Day");
    }

    @Test
    void the_countries_are_named_in_words_with_their_regions() {
        var countries = Holidays.countries();
        assertThat(countries).extracting(Holidays.Country::name).contains("Germany", "Japan", "Portugal", "United States").isSorted();
        assertThat(countries).allSatisfy(country -> assertThat(country.name()).isNotEqualTo(country.code()));
        var germany = countries.stream().filter(country -> country.code().equals("DE")).findFirst().orElseThrow();
        assertThat(germany.regions()).contains(new Holidays.Region("DE-BY", "Bavaria"));
        assertThat(new Holidays("DE-BY").name()).isEqualTo("Germany, Bavaria");
    }

    @Test
    void what_the_library_lacks_is_named() {
        assertThat(Holidays.unknown()).contains("China", "Fiji", "Indonesia", "Israel", "South Korea", "Taiwan").doesNotContain("Germany").isSorted();
    }

    @Test
    void what_is_no_country_is_not_found_and_what_was_one_has_no_holidays() {
        assertThat(Holidays.find("XX")).isEmpty();
        assertThat(Holidays.find("DE-XX")).isEmpty();
        assertThat(Holidays.find("DE-BY-1")).isEmpty();
        assertThat(Holidays.find("../etc")).isEmpty();
        assertThat(new Holidays("SU").on(LocalDate.parse("2026-05-01"))).isEmpty();
        assertThat(Holidays.find("").orElseThrow().isNone()).isTrue();
    }

    @Test
    void days_off_take_every_moment_of_their_dates_where_clocks_change_at_midnight() {
        var havana = ZoneId.of("America/Havana");
        var always = Schedule.of(havana, WeeklyHours.parse("Mon-Sun 00:00-24:00"));
        var date = LocalDate.parse("2026-11-01"); // one o'clock comes twice
        var off = always.withDaysOff(List.of(new Schedule.DaysOff(date, date)));
        assertThat(off.awayBetween(Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"))).singleElement()
                .satisfies(day -> assertThat(day.length()).isEqualTo(Duration.ofHours(25)));
        var apia = Schedule.of(ZoneId.of("Pacific/Apia"), WeeklyHours.parse("Mon-Sun 00:00-24:00"));
        var missing = LocalDate.parse("2011-12-30");
        assertThat(apia.withDaysOff(List.of(new Schedule.DaysOff(missing, missing)))
                .awayBetween(Instant.parse("2011-12-01T00:00:00Z"), Instant.parse("2012-02-01T00:00:00Z"))).isEmpty();
    }
}
