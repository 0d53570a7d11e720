package antipode.home;

import antipode.hours.DayBand;
import antipode.hours.Interval;
import antipode.hours.Schedule;
import antipode.people.Shifts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// One's own day: its hours, and until when what arrives will wait.
///
/// @param sentence "Your day: 9–13 and 16–20. Quiet from 20:00; what arrives then waits for tomorrow, 9:00."
/// @param stated   whether one has said when one works
/// @param shifted  whether today is worked at other times than the week says
/// @param over     whether nothing of it is left
record MyDay(String sentence, boolean stated, boolean shifted, boolean over, DayBand band) {

    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);

    /// UTC without a name serves where a zone is lost.
    private static final String LOST = "Your time zone is no longer known here, so this is UTC: choose another. ";

    static MyDay of(Schedule schedule, ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant begins = today.atStartOfDay(zone).toInstant();
        Instant ends = today.plusDays(1).atStartOfDay(zone).toInstant();
        boolean stated = schedule.statedAt(now);
        String sentence = stated
                ? sentence(schedule, schedule.windows(begins, ends), zone, now, ends)
                : "You haven’t said when you work, so what arrives waits for nine o’clock of a working day.";
        Shifts.Day day = Shifts.today(schedule, now);
        int minute = schedule.minuteOn(day.date(), now);
        boolean over = day.windows().stream().allMatch(window -> window.end() <= minute);
        return new MyDay(
                sentence, stated, day.shifted(), over, DayBand.calendarDay(today, schedule, zone, now).withSentence(sentence));
    }

    private static String sentence(
            Schedule schedule, List<Interval> windows, ZoneId zone, Instant now, Instant midnight) {
        if (windows.isEmpty()) {
            return (schedule.zoneAt(now).equals(java.time.ZoneOffset.UTC) ? LOST : "")
                    + schedule.holidayAt(now).map(name -> name + ": no working hours today.").orElse("No working hours today.") + waits(schedule, " What arrives waits for ", zone, now, now);
        }
        String day = (schedule.zoneAt(now).equals(java.time.ZoneOffset.UTC) ? LOST : "") + "Your day: "
                + joined(windows.stream()
                        .map(window -> hour(window.start(), zone) + "–"
                                + (window.end().equals(midnight) ? "24" : hour(window.end(), zone)))
                        .toList())
                + ".";
        Interval last = windows.getLast();
        Instant quiet = schedule.workingUntil(last.start()).orElse(last.end());
        return quiet.isAfter(now)
                ? day + " Quiet from " + clock(quiet, zone) + waits(schedule, "; what arrives then waits for ", zone, now, quiet)
                : day + " Quiet since " + clock(quiet, zone) + waits(schedule, "; what arrives now waits for ", zone, now, now);
    }

    private static String waits(Schedule schedule, String words, ZoneId zone, Instant now, Instant after) {
        return schedule.nextDayStart(after).map(next -> words + day(next.at(), zone, now) + ".").orElse(".");
    }

    /// "tomorrow, 9:00", "Monday, 9:00"
    private static String day(Instant at, ZoneId zone, Instant now) {
        LocalDate date = at.atZone(zone).toLocalDate();
        long days = ChronoUnit.DAYS.between(now.atZone(zone).toLocalDate(), date);
        String name = days == 0 ? "today" : days == 1 ? "tomorrow" : (days < 7 ? WEEKDAY : DATE).format(date);
        return name + ", " + clock(at, zone);
    }

    private static String clock(Instant at, ZoneId zone) {
        var local = at.atZone(zone);
        return local.getHour() + ":" + String.format(Locale.ROOT, "%02d", local.getMinute());
    }

    private static String hour(Instant at, ZoneId zone) {
        var local = at.atZone(zone);
        return local.getMinute() == 0 ? String.valueOf(local.getHour()) : clock(at, zone);
    }

    private static String joined(List<String> parts) {
        return parts.size() < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }
}
