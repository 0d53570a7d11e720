package antipode.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// How instants read on somebody's clock, seen from a certain now. Says the same in every locale.
public record Times(Instant now, ZoneId zone) {

    private static final DateTimeFormatter CLOCK = format("HH:mm");
    private static final DateTimeFormatter WEEKDAY = format("EEE");
    private static final DateTimeFormatter DAY = format("d MMM");
    private static final DateTimeFormatter DAY_OF_YEAR = format("d MMM uuuu");
    private static final DateTimeFormatter NAMED_DAY = format("EEE d MMM");
    private static final DateTimeFormatter NAMED_DAY_OF_YEAR = format("EEE d MMM uuuu");
    private static final DateTimeFormatter LONG_DAY = format("EEEE d MMMM");
    private static final DateTimeFormatter MACHINE = format("uuuu-MM-dd'T'HH:mm:ss'Z'");

    /// "Today 16:52", "Tomorrow 05:00", "Wed 12:00" within six days, "3 Nov, 12:00" this year, else "3 Nov 2025".
    public String time(Instant at) {
        var words = within(at);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// The same in the middle of a sentence: "today 16:52".
    public String within(Instant at) {
        var local = at.atZone(zone);
        var days = ChronoUnit.DAYS.between(today(), local.toLocalDate());
        if (days == 0) {
            return "today " + clock(at);
        }
        if (days == 1) {
            return "tomorrow " + clock(at);
        }
        if (Math.abs(days) <= 6) {
            return WEEKDAY.format(local) + " " + clock(at);
        }
        return thisYear(local.toLocalDate()) ? DAY.format(local) + ", " + clock(at) : DAY_OF_YEAR.format(local);
    }

    /// With its day whatever the distance: "Mon 16 Nov, 00:40"; with the year if it isn't this one.
    public String exact(Instant at) {
        var local = at.atZone(zone);
        return (thisYear(local.toLocalDate()) ? NAMED_DAY : NAMED_DAY_OF_YEAR).format(local) + ", " + clock(at);
    }

    /// "Tuesday 17 November, 17:30 in Lisbon"
    public String full(Instant at) {
        return LONG_DAY.format(at.atZone(zone)) + ", " + clock(at) + " in " + place(zone);
    }

    public String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /// "Fri 27 Nov" this year, "1 Mar 2027" in another.
    public String date(LocalDate date) {
        return (thisYear(date) ? NAMED_DAY : DAY_OF_YEAR).format(date);
    }

    /// The day of an instant on this clock.
    public String day(Instant at) {
        return date(at.atZone(zone).toLocalDate());
    }

    /// My time, then theirs: "Today 16:52, São Paulo 13:52"; only mine when the clocks agree.
    public String both(Instant at, ZoneId theirs, String place) {
        var mine = at.atZone(zone);
        var there = at.atZone(theirs);
        if (mine.getOffset().equals(there.getOffset())) {
            return time(at);
        }
        var sameDay = mine.toLocalDate().equals(there.toLocalDate());
        return time(at) + ", " + place + (sameDay ? " " : " " + WEEKDAY.format(there) + " ") + CLOCK.format(there);
    }

    /// "in 6 h", "in 11½ h", "in 20 min", "in 3 days", "4 h ago", "now"
    public String distance(Instant at) {
        var away = Duration.between(now, at);
        if (away.abs().toMinutes() < 1) {
            return "now";
        }
        return away.isNegative() ? length(away.negated()) + " ago" : "in " + length(away);
    }

    /// "20 min", "6 h", "11½ h", "3 days"
    public static String length(Duration duration) {
        var minutes = duration.toMinutes();
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 48 * 60) {
            var halves = Math.round(minutes / 30.0);
            return halves / 2 + (halves % 2 == 0 ? "" : "½") + " h";
        }
        return Math.round(minutes / 1440.0) + " days";
    }

    /// The city of a zone: "São Paulo" for America/Sao_Paulo, "UTC" where there is none.
    public static String place(ZoneId zone) {
        var id = zone.getId();
        if (zone instanceof ZoneOffset || !id.contains("/")) {
            return id.equals("Z") ? "UTC" : id;
        }
        return Cities.spelt(id.substring(id.lastIndexOf('/') + 1).replace('_', ' '));
    }

    /// As `datetime` has it.
    public static String machine(Instant at) {
        return MACHINE.format(at.atOffset(ZoneOffset.UTC));
    }

    private LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    private boolean thisYear(LocalDate date) {
        return date.getYear() == today().getYear();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
