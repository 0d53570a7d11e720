package antipode.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Moments and lengths in the words of the product, by the reader's clock.
public final class Spoken {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

    private Spoken() {
    }

    /// “23:30”, “tomorrow 05:00”, “Wed 08:30”, “Thu 19 Nov, 13:00”.
    public static String near(Instant at, Instant now, ZoneId reader) {
        long days = days(at, now, reader);
        if (days == 0) {
            return TIME.format(at.atZone(reader));
        }
        return days == 1 ? "tomorrow " + TIME.format(at.atZone(reader)) : dated(at, now, reader);
    }

    /// “Wed 08:30”, and with the date where the weekday alone could be doubted.
    public static String dated(Instant at, Instant now, ZoneId reader) {
        long days = days(at, now, reader);
        var format = days > -1 && days < 7 ? WEEKDAY : days > -180 && days < 180 ? DAY : YEAR;
        return format.format(at.atZone(reader));
    }

    /// The same moment on another clock: “08:30”, and with the day where it is another one there.
    static String there(Instant at, Instant now, ZoneId here, ZoneId there) {
        boolean same = LocalDate.ofInstant(at, here).equals(LocalDate.ofInstant(at, there));
        return same ? TIME.format(at.atZone(there)) : dated(at, now, there);
    }

    private static long days(Instant at, Instant now, ZoneId reader) {
        return LocalDate.ofInstant(at, reader).toEpochDay() - LocalDate.ofInstant(now, reader).toEpochDay();
    }

    /// “25 min”, “6 h”, “11½ h”, “3 days”: to the next minute, half hour or day.
    public static String length(Duration length) {
        long minutes = Math.max(1, Math.ceilDiv(length.toSeconds(), 60));
        if (minutes < 60) {
            return minutes + " min";
        }
        long halves = Math.round(minutes / 30.0);
        return halves < 96 ? hours(halves) : Math.round(minutes / 1440.0) + " days";
    }

    /// An amount of working time, never said to be more than it is: “no working time”, “25 min”, “3½ h”.
    static String amount(Duration amount) {
        long minutes = amount.toMinutes();
        return minutes == 0 ? "no working time" : minutes < 60 ? minutes + " min" : hours(minutes / 30);
    }

    /// To the minute: “45 min”, “2 h”, “2 h 30 min”.
    public static String exact(Duration length) {
        long minutes = length.toMinutes();
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    private static String hours(long halves) {
        return halves / 2 + (halves % 2 == 0 ? "" : "½") + " h";
    }

    /// “12:00–13:00” on the reader's clock; an end at midnight is 24:00.
    public static String span(Interval time, ZoneId reader) {
        var end = time.end().atZone(reader);
        boolean midnight = end.toLocalTime().equals(LocalTime.MIDNIGHT);
        return TIME.format(time.start().atZone(reader)) + "–" + (midnight ? "24:00" : TIME.format(end));
    }

    /// “from 12:00 to 13:00”
    public static String fromTo(Interval time, ZoneId reader) {
        return "from " + span(time, reader).replace("–", " to ");
    }

    /// “a”, “a and b”, “a, b and c”.
    public static String listed(List<String> all) {
        return all.size() < 2 ? String.join("", all)
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
    }

    /// “Ravi”, “Ravi and Kei”, “Ravi, Kei and 4 others”.
    public static String names(List<String> names) {
        int said = names.size() <= 3 ? names.size() - 1 : 2;
        if (names.size() == 1) {
            return names.getFirst();
        }
        var last = names.size() <= 3 ? names.getLast() : names.size() - 2 + " others";
        return String.join(", ", names.subList(0, said)) + " and " + last;
    }
}
