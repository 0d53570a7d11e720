package antipode.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklyHoursTest {

    @Test
    void the_text_is_read_and_written_alike() {
        var text = "Mon-Fri 09:00-13:00 16:00-20:00; Sat 10:00-12:00";
        assertThat(WeeklyHours.parse(text).text()).isEqualTo(text);
        assertThat(WeeklyHours.parse(text).perWeek()).isEqualTo(Duration.ofHours(42));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mon – fri 9–13, 16-20|Mon-Fri 09:00-13:00 16:00-20:00",
        "Monday, wednesday 9:30-12|Mon,Wed 09:30-12:00",
        "Mon 09:00-12:00; Tue 09:00-12:00; Wed 13:00-14:00; Thu 09:00-12:00|Mon,Tue,Thu 09:00-12:00; Wed 13:00-14:00",
        "Sat-Mon 10-12|Mon,Sat,Sun 10:00-12:00",
        "Mon 13:00-17:00 09:00-13:00|Mon 09:00-17:00",
        "Mon 22:00-00:00|Mon 22:00-24:00",
        "Mon-Sun 00:00-24:00|Mon-Sun 00:00-24:00",
        "Sun 22:00-02:00; Mon 02:00-04:00|Mon 02:00-04:00; Sun 22:00-02:00",
        "Mon 9-12; Mon 14-16|Mon 09:00-12:00 14:00-16:00",
        "''|''"})
    void what_people_write_becomes_one_form(String written, String kept) {
        assertThat(WeeklyHours.parse(written).text()).isEqualTo(kept);
    }

    @Test
    void no_text_states_no_hours() {
        assertThat(WeeklyHours.parse("  ").isEmpty()).isTrue();
        assertThat(WeeklyHours.parse("")).isEqualTo(WeeklyHours.NONE);
    }

    @Test
    void a_window_past_midnight_belongs_to_the_day_it_starts() {
        var hours = WeeklyHours.parse("Fri 22:00-02:00");
        assertThat(hours.on(DayOfWeek.FRIDAY)).containsExactly(new Window(22 * 60, 26 * 60));
        assertThat(hours.on(DayOfWeek.SATURDAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Mon 09:00-13:00 12:00-16:00|Mon 09:00-13:00 and Mon 12:00-16:00 overlap. Write Mon 09:00-16:00.",
        "Mon 09:00-17:00 10:00-11:00|Mon 09:00-17:00 and Mon 10:00-11:00 overlap. Write Mon 09:00-17:00.",
        "Mon 22:00-02:00; Tue 01:00-05:00|Mon 22:00-02:00 and Tue 01:00-05:00 overlap. Let Mon 22:00-02:00 end by 01:00.",
        "Sun 22:00-02:00; Mon 01:00-05:00|Sun 22:00-02:00 and Mon 01:00-05:00 overlap. Let Sun 22:00-02:00 end by 01:00.",
        "Mon 09:00-09:00|“09:00-09:00” is empty. A whole day is 00:00-24:00.",
        "Mon 09:00-25:00|“25:00” is no time of day. Write it like 09:00; the day ends at 24:00.",
        "Mon 09:60-10:00|“09:60” is no time of day. Write it like 09:00; the day ends at 24:00.",
        "Mon 24:00-02:00|A window starts before 24:00. Write “24:00-02:00” with the next day, from 00:00.",
        "Someday 09:00-10:00|“Someday” is no day. Write Mon, Tue, Wed, Thu, Fri, Sat or Sun, and then the times.",
        "Mon|“Mon” needs a day and its times, like Mon-Fri 09:00-17:00.",
        "Mon morning|“morning” is no window. Write it like 09:00-13:00.",
        "Mon-Wed-Fri 09:00-10:00|“Mon-Wed-Fri” is no range of days. Write it like Mon-Fri."})
    void what_cannot_be_meant_is_refused_with_what_is_right(String written, String message) {
        assertThatThrownBy(() -> WeeklyHours.parse(written)).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void a_day_of_too_many_windows_and_a_text_without_end_are_refused() {
        var many = new StringBuilder("Mon");
        for (int hour = 0; hour < 13; hour++) {
            many.append(" %d:00-%d:30".formatted(hour, hour));
        }
        assertThatThrownBy(() -> WeeklyHours.parse(many.toString())).hasMessage("A day has at most 12 windows.");
        assertThatThrownBy(() -> WeeklyHours.parse("Mon 09:00-10:00;".repeat(1000))).hasMessageStartingWith("These hours are too long.");
    }

    @Test
    void any_hours_come_back_from_their_text() {
        var random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            var hours = Given.hours(random);
            assertThat(WeeklyHours.parse(hours.text())).isEqualTo(hours);
        }
    }

    @Test
    void no_text_does_anything_but_be_read_or_refused() {
        var random = new Random(12);
        var pieces = new String[] {"Mon", "Fri", "-", "–", ",", ";", " ", "09:00", "24:00", "2", ":", "\n", "é", "00:00-24:00"};
        for (int i = 0; i < 5000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                var hours = WeeklyHours.parse(text.toString());
                assertThat(WeeklyHours.parse(hours.text())).isEqualTo(hours);
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).matches("(?s)[A-Z“].*\\.");
            }
        }
    }
}
