package antipode.markdown;

import module java.base;
import org.jspecify.annotations.Nullable;

/// A time within a text that means the same to everybody: `<time:2026-11-24T17:00+00:00>`, as Zulip has it, or with the
/// writer's zone behind it as RFC 9557 has it, `<time:2026-11-24T17:00+00:00[Europe/Lisbon]>`. A day alone,
/// `<time:2026-11-24>`, stays that day of the calendar wherever it is read.
///
/// @param date the day as it was written
/// @param time the instant, on the clock it was written by; nothing for a day
public record Moment(LocalDate date, @Nullable ZonedDateTime time) {
    static final String OPENING = "<time:";
    static final int LONGEST = 100;

    private static final Pattern FORM = Pattern.compile(
            "<time:(\\d{4}-\\d\\d-\\d\\d)(T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:\\d\\d))?(?:\\[([A-Za-z0-9_+/-]{1,50})])?>");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmxxx", Locale.ENGLISH);

    public static Moment of(LocalDate date) {
        return new Moment(date, null);
    }

    public static Moment of(Instant at, ZoneId zone) {
        var time = at.atZone(zone);
        return new Moment(time.toLocalDate(), time);
    }

    /// What is written so, if there is such a day and such a time. Where zone and offset differ, the offset holds: rules of
    /// zones change, an instant that was promised doesn't.
    public static Optional<Moment> read(String written) {
        var form = FORM.matcher(written);
        if (written.length() > LONGEST || !form.matches()) return Optional.empty();
        try {
            if (form.group(2) == null) {
                return form.group(3) == null ? Optional.of(of(LocalDate.parse(form.group(1)))) : Optional.empty();
            }
            var time = OffsetDateTime.parse(form.group(1) + form.group(2));
            var zone = zone(form.group(3));
            var local = zone == null ? time.toZonedDateTime() : time.atZoneSameInstant(zone);
            return Optional.of(new Moment(local.toLocalDate(), local));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static @Nullable ZoneId zone(@Nullable String id) {
        try {
            return id == null ? null : ZoneId.of(id);
        } catch (DateTimeException gone) {
            return null;
        }
    }

    /// As it stands in a text.
    public String written() {
        if (time == null) return OPENING + date + ">";
        var zone = time.getZone();
        return OPENING + WRITTEN.format(time) + (zone instanceof ZoneOffset ? "" : "[" + zone + "]") + ">";
    }

    /// As the `datetime` of an element has it: an instant in UTC, or a day.
    public String machine() {
        return time == null ? date.toString() : time.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// For where no reader is known: "Tue 24 Nov 2026, 17:00 Lisbon".
    public String plain() {
        return time == null ? DAY.format(date) : DAY.format(time) + ", " + CLOCK.format(time) + " " + place(time.getZone());
    }

    private static String place(ZoneId zone) {
        var id = zone.getId();
        if (zone instanceof ZoneOffset) return id.equals("Z") ? "UTC" : "UTC" + id;
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    /// Plain words in which such times stand, with each said as `said` has it.
    public static String said(String text, Function<Moment, String> said) {
        if (!text.contains(OPENING)) return text;
        return FORM.matcher(text).replaceAll(match ->
                Matcher.quoteReplacement(read(match.group()).map(said).orElse(match.group())));
    }

    /// The beginning of a text, which was cut somewhere, without the mark that the cut went through.
    public static String whole(String beginning) {
        var open = beginning.lastIndexOf('<');
        if (open < 0 || beginning.length() - open > LONGEST) return beginning;
        var rest = beginning.substring(open);
        var broken = rest.indexOf('>') < 0 && (rest.startsWith(OPENING) || OPENING.startsWith(rest));
        return broken ? beginning.substring(0, open).stripTrailing() : beginning;
    }
}
