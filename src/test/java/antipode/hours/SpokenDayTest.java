package antipode.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Days as one says them, on Wednesday 18 November 2026.
class SpokenDayTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2026-12-31 | 2026-12-31", "today | 2026-11-18", "Tomorrow | 2026-11-19", "in 2 days | 2026-11-20",
        "in a week | 2026-11-25", "in 3  weeks | 2026-12-09", "in one month | 2026-12-18", "this Friday | 2026-11-20",
        "Friday | 2026-11-20", "by fri | 2026-11-20", "next Friday | 2026-11-27", "Wednesday | 2026-11-18",
        "next wednesday | 2026-11-25", "December 31st | 2026-12-31", "31 December | 2026-12-31", "Jan 2nd | 2027-01-02",
        "the 3rd of March 2027 | 2027-03-03", "Nov 18 | 2026-11-18", "Nov 17 | 2027-11-17", "29 February | 2028-02-29",
        "Thurs | 2026-11-19", "1. Sept | 2027-09-01"
    })
    void a_day_is_understood(String said, LocalDate day) {
        assertThat(SpokenDay.parse(said, TODAY)).contains(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "soon", "31 February", "2026-02-30", "in two moons", "12/11", "yesterday", "in 99999999 days", "m 3", "0 May",
        "29 February 2027", "the storm", "+99999-01-01"
    })
    void what_is_no_day_is_none(String said) {
        assertThat(SpokenDay.parse(said, TODAY)).isEmpty();
    }

    @Test
    void a_long_text_is_no_day() {
        assertThat(SpokenDay.parse("in " + "9".repeat(100_000) + " days", TODAY)).isEmpty();
    }
}
