package antipode.people;

import antipode.hours.Holidays;
import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import antipode.web.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// A period of somebody's hours as it is typed: from a day on, in a zone, so many windows a week, with the public holidays
/// of a region.
///
/// @param from a date; empty for today
record HoursForm(String from, String zone, String hours, String holidays) {

    private static final int FURTHEST_YEARS = 5;

    /// What it says, or all that is wrong with it.
    Schedule.Period read(Instant now) {
        var wrong = new LinkedHashMap<String, String>();
        var chosen = Members.zone(zone).orElse(null);
        if (chosen == null) {
            wrong.put("zone", "is not a time zone that is known; one looks like Europe/Lisbon");
        }
        var week = week(wrong);
        var region = Holidays.find(holidays).orElse(null);
        if (region == null) {
            wrong.put("holidays", "are known for no such country or region; one looks like DE or DE-BY");
        }
        var date = date(chosen, now, wrong);
        if (chosen == null || week == null || region == null || date == null) {
            throw Problem.invalid(wrong);
        }
        return new Schedule.Period(date, chosen, week, region);
    }

    private @Nullable WeeklyHours week(LinkedHashMap<String, String> wrong) {
        try {
            return WeeklyHours.parse(hours);
        } catch (IllegalArgumentException mistake) {
            wrong.put("hours", "can’t be read: " + mistake.getMessage());
            return null;
        }
    }

    private @Nullable LocalDate date(@Nullable ZoneId zone, Instant now, LinkedHashMap<String, String> wrong) {
        if (zone == null) {
            return null;
        }
        var today = LocalDate.ofInstant(now, zone);
        try {
            var date = from.isBlank() ? today : LocalDate.parse(from.strip());
            if (date.isBefore(today)) {
                wrong.put("from", "lies behind; there it is " + today + ", and what was fair before stays as it was");
            } else if (date.isAfter(today.plusYears(FURTHEST_YEARS))) {
                wrong.put("from", "is more than " + FURTHEST_YEARS + " years away");
            } else {
                return date;
            }
        } catch (DateTimeParseException noDay) {
            wrong.put("from", "is not a day; one looks like 2027-03-01");
        }
        return null;
    }
}
