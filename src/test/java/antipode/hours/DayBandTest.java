package antipode.hours;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayBandTest {

    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    /// Tuesday 17 November 2026, 17:30 in Lisbon.
    private static final Instant NOW = Instant.parse("2026-11-17T17:30:00Z");
    private static final Schedule KEI = Schedule.of(ZoneId.of("Asia/Tokyo"), WeeklyHours.parse("Mon-Fri 08:30-12:30 14:00-18:00"));
    private static final Schedule SOL = Schedule.of(ZoneId.of("Africa/Nairobi"), WeeklyHours.parse("Mon-Fri 08:00-12:00 13:00-17:00"));
    private static final Schedule MIA = Schedule.of(ZoneId.of("America/Los_Angeles"), WeeklyHours.parse("Mon-Fri 08:00-12:00 13:00-17:00"));

    @Test
    void the_sentence_says_when_somebody_is_next_at_work() {
        assertThat(NextAtWork.of(KEI, NOW).sentence(LISBON)).isEqualTo("Next at work 23:30, in 6 h");
        assertThat(NextAtWork.of(SOL, NOW).sentence(LISBON)).isEqualTo("Next at work tomorrow 05:00, in 11½ h");
        assertThat(NextAtWork.of(MIA, NOW).sentence(LISBON)).isEqualTo("At work now, until 20:00");
        assertThat(NextAtWork.of(KEI, NOW.plus(Duration.ofDays(4))).sentence(LISBON)).isEqualTo("Next at work tomorrow 23:30, in 30 h");
        assertThat(NextAtWork.of(KEI, NOW.plus(Duration.ofDays(3))).sentence(LISBON)).isEqualTo("Next at work Sun 23:30, in 2 days");
        assertThat(NextAtWork.of(KEI, Instant.parse("2026-11-17T23:05:00Z")).sentence(LISBON)).isEqualTo("Next at work 23:30, in 25 min");
        assertThat(NextAtWork.of(Schedule.unstated(LISBON), NOW).sentence(LISBON)).isEqualTo("No hours stated; answers within two working days");
        assertThat(NextAtWork.of(KEI, NOW).brief(LISBON)).isEqualTo("from 23:30");
        assertThat(NextAtWork.of(MIA, NOW).brief(LISBON)).isEqualTo("now");
        assertThat(NextAtWork.of(MIA, NOW).atWork()).isTrue();
    }

    @Test
    void who_is_away_has_no_windows_and_the_sentence_says_until_when() {
        var away = KEI.withAway(List.of(new Interval(NOW.minusSeconds(86400), Instant.parse("2026-11-23T00:00:00Z"))));
        var band = DayBand.comingDay(away, LISBON, NOW);
        assertThat(band.windows()).isEmpty();
        assertThat(band.sentence()).isEqualTo("Away until Mon 00:00");
        var weekend = KEI.withAway(List.of(new Interval(NOW.minusSeconds(86400), Instant.parse("2026-11-20T12:00:00Z"))));
        assertThat(NextAtWork.of(weekend, NOW).sentence(LISBON)).isEqualTo("Away until Sun 23:30");
    }

    @Test
    void the_coming_day_has_now_at_one_eighth() {
        var band = DayBand.comingDay(KEI, LISBON, NOW);
        assertThat(band.now()).isEqualTo(new DayBand.Mark("12.5%", "", "middle"));
        assertThat(band.windows()).containsExactly(new DayBand.Piece("work", "37.5%", "16.667%"), new DayBand.Piece("work", "60.417%", "16.667%"));
        assertThat(band.midnights()).extracting(DayBand.Mark::x).containsExactly("39.583%");
        assertThat(band.labels()).extracting(DayBand.Mark::text).containsExactly("18", "00", "06", "12");
    }

    @Test
    void the_calendar_day_runs_from_0_to_24() {
        var band = DayBand.calendarDay(LocalDate.of(2026, 11, 17), KEI, LISBON, NOW);
        assertThat(band.labels()).extracting(DayBand.Mark::text).containsExactly("00", "06", "12", "18", "24");
        assertThat(band.labels()).extracting(DayBand.Mark::anchor).containsExactly("start", "middle", "middle", "middle", "end");
        assertThat(band.midnights()).isEmpty();
        assertThat(DayBand.calendarDay(LocalDate.of(2026, 11, 19), KEI, LISBON, NOW).now()).isNull();
    }

    @Test
    void a_day_of_25_hours_is_drawn_as_long_as_it_is() {
        var band = DayBand.calendarDay(LocalDate.of(2026, 10, 25), KEI, LISBON, NOW);
        assertThat(Duration.between(band.from(), band.to())).isEqualTo(Duration.ofHours(25));
        assertThat(band.labels()).extracting(DayBand.Mark::x).containsExactly("0%", "28%", "52%", "76%", "100%");
    }

    @Test
    void a_due_time_is_on_the_axis_with_space_behind_it() {
        var band = DayBand.until(Instant.parse("2026-11-18T18:00:00Z"), KEI, LISBON, NOW);
        assertThat(Duration.between(band.from(), band.to())).isEqualTo(Duration.ofHours(30));
        assertThat(band.now()).isEqualTo(new DayBand.Mark("10%", "", "middle"));
        assertThat(band.due()).isEqualTo(new DayBand.Mark("91.667%", "", "middle"));
        for (long hours = 1; hours < 2000; hours += 7) {
            var far = DayBand.until(NOW.plus(Duration.ofHours(hours)), KEI, LISBON, NOW);
            assertThat(far.due()).isNotNull();
            assertThat(far.labels()).hasSizeLessThan(90);
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-11-17T05:59:00Z,night", "2026-11-17T06:00:00Z,dawn", "2026-11-17T07:00:00Z,day", "2026-11-17T17:59:00Z,day",
        "2026-11-17T18:00:00Z,dawn", "2026-11-17T19:00:00Z,night"})
    void the_sky_is_that_of_the_person(Instant at, String kind) {
        var there = Schedule.unstated(LISBON);
        var band = DayBand.along(at, at.plusSeconds(60), there, ZoneId.of("Asia/Tokyo"), at, null);
        assertThat(band.sky().getLast()).isEqualTo(new DayBand.Piece(kind, "0%", "100%"));
    }

    @Test
    void it_draws_without_inline_style_or_script_and_says_its_sentence() {
        var drawn = drawn(DayBand.until(Instant.parse("2026-11-18T18:00:00Z"), KEI, LISBON, NOW).withSentence("Kei’s \"day\" <1>"));
        assertThat(drawn).contains("role=\"img\"", "aria-label=\"Kei’s &#34;day&#34; &lt;1>\"", "class=\"band band-line\"", "band-due", "band-now");
        assertThat(drawn).doesNotContain("style=").doesNotContain("<script").doesNotContain("online");
        assertThat(drawn(DayBand.comingDay(KEI, LISBON, NOW).sized(DayBand.Size.LIST).withoutHours()))
                .contains("band-list", "height=\"21\"").doesNotContain("<text");
    }

    static String drawn(DayBand band) {
        var output = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, null, "antipode").render("hours/DayBand.jte", band, output);
        return output.toString();
    }

    @Test
    void no_piece_leaves_the_axis() {
        var random = new Random(3);
        for (int i = 0; i < 500; i++) {
            var zone = Given.ZONES.get(i % Given.ZONES.size());
            var now = Given.moment(random, zone);
            var schedule = Given.schedule(random, now, zone);
            var reader = Given.ZONES.get(random.nextInt(Given.ZONES.size()));
            var band = random.nextBoolean() ? DayBand.comingDay(schedule, reader, now)
                    : DayBand.until(now.plus(Duration.ofHours(random.nextInt(100))), schedule, reader, now);
            for (var pieces : List.of(band.sky(), band.windows())) {
                for (var piece : pieces) {
                    assertThat(number(piece.x())).isBetween(0.0, 100.0);
                    assertThat(number(piece.width())).isPositive();
                    assertThat(number(piece.x()) + number(piece.width())).isLessThan(100.01);
                }
            }
            assertThat(NextAtWork.of(schedule, now).sentence(reader)).isNotBlank();
        }
    }

    private static double number(String percent) {
        return Double.parseDouble(percent.substring(0, percent.length() - 1));
    }
}
