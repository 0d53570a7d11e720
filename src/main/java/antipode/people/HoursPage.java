package antipode.people;

import antipode.hours.DayBand;
import antipode.hours.Holidays;
import antipode.hours.Spoken;
import antipode.web.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One's hours: today and how to shift it, the week as a picture, the periods ahead, and a form for another.
///
/// @param lost the zone one had chosen that the time-zone database no longer has
/// @param was the first day of the period that is being changed
/// @param previewed whether the week shown is one that isn't saved
record HoursPage(
        Today today,
        Week week,
        List<Period> periods,
        List<Shifted> shifted,
        List<Feast> feasts,
        HoursForm form,
        @Nullable LocalDate was,
        boolean previewed,
        @Nullable String lost,
        Map<String, String> errors)
        implements Page {

    /// @param words “09:00–13:00 and 16:00–20:00”
    record Today(String words, String next, DayBand band, boolean stated, boolean shifted, boolean over) {}

    /// @param title “The coming week”, or from when, for one that lies ahead
    record Week(String title, String place, List<Day> days) {}

    /// @param words its windows; or why there are none
    record Day(LocalDate date, String words, DayBand band) {}

    /// @param removable whether it lies ahead or begins today
    record Period(LocalDate from, boolean present, String zone, String place, String hours, String holidays, boolean removable) {}

    record Shifted(LocalDate date, String words) {}

    record Feast(LocalDate date, String name) {}

    /// "Bhutan, China and Israel"
    String unknown() {
        return Spoken.listed(Holidays.unknown());
    }

    List<Holidays.Country> countries() {
        return Holidays.countries();
    }

    @Nullable String error(String field) {
        var message = errors.get(field);
        return message == null ? null : switch (field) {
            case "zone" -> "This ";
            case "from" -> "This day ";
            case "holidays" -> "Holidays ";
            default -> "Your hours ";
        } + message + (message.endsWith(".") ? "" : ".");
    }

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }
}
