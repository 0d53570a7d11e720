package antipode.demo;

import static java.lang.Integer.parseInt;

import antipode.markdown.Moment;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/// A moment as the demo tells it: so many days before or after the demo's Tuesday, at somebody's own wall clock.
/// Written `-6d 09:40`. It becomes an instant only with that Tuesday and the zone of whoever acts, so the story
/// stays inside everyone's working hours whatever the season it is told in.
record At(int days, LocalTime time) {

    private static final Pattern FORM = Pattern.compile("([+-]?\\d+)d (\\d\\d:\\d\\d)");

    private static final Pattern WRITTEN = Pattern.compile("<time:([+-]?\\d+)d(?: (\\d\\d:\\d\\d))?>");

    @JsonCreator
    static At parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("A moment looks like \"-6d 09:40\", not \"" + text + "\"");
        }
        return new At(parseInt(match.group(1)), LocalTime.parse(match.group(2)));
    }

    /// A text in which `<time:+3d 12:00>` and `<time:+3d>` become times on the clock of whoever writes it.
    static String within(String text, LocalDate tuesday, ZoneId zone) {
        return WRITTEN.matcher(text).replaceAll(match -> match.group(2) == null
                ? Moment.of(tuesday.plusDays(parseInt(match.group(1)))).written()
                : Moment.of(parse(match.group(1) + "d " + match.group(2)).on(tuesday, zone), zone).written());
    }

    Instant on(LocalDate tuesday, ZoneId zone) {
        return tuesday.plusDays(days).atTime(time).atZone(zone).toInstant();
    }
}
