package antipode.people;

import antipode.hours.DayBand;
import antipode.hours.Holidays;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Draws the page of one's hours.
@Component
class HoursPages {

    private static final int FEASTS = 6;
    private static final int FEAST_DAYS = 200;

    private final WorkingHours hours;
    private final Clock clock;

    HoursPages(WorkingHours hours, Clock clock) {
        this.hours = hours;
        this.clock = clock;
    }

    /// The page as it is opened: with a form for the period from a day on, or for a new one from today.
    HoursPage of(Member member, @Nullable LocalDate was) {
        var now = clock.instant();
        var stated = hours.stated(member.id());
        var present = hours.of(member.id()).periodAt(now);
        var form = stated.stream().filter(period -> period.from().equals(was)).findFirst()
                .map(period -> new HoursForm(
                        period.from().toString(), period.zone(), period.hours().text(), period.holidays().code()))
                .orElseGet(() -> new HoursForm(
                        LocalDate.ofInstant(now, present.zone()).toString(),
                        lost(stated) == null ? stated.isEmpty() ? member.zone().getId() : present.zone().getId() : "",
                        present.hours().text(), present.holidays().code()));
        return of(member, form, was, null, Map.of());
    }

    /// The same with what was typed.
    ///
    /// @param previewed what would be saved, to be drawn
    HoursPage of(Member member, HoursForm form, @Nullable LocalDate was, Schedule.@Nullable Period previewed, Map<String, String> errors) {
        var now = clock.instant();
        var stated = hours.stated(member.id());
        var schedule = hours.of(member.id());
        return new HoursPage(
                today(schedule, now), week(schedule, previewed, was, now), periods(stated, schedule, now), shifted(schedule, now),
                feasts(previewed == null ? schedule : with(schedule, previewed, was), now), form, was, previewed != null, lost(stated), errors);
    }

    private static @Nullable String lost(List<WorkingHours.Statement> stated) {
        return stated.stream().filter(WorkingHours.Statement::lost).map(WorkingHours.Statement::zone).reduce((_, last) -> last).orElse(null);
    }

    private static HoursPage.Today today(Schedule schedule, Instant now) {
        var zone = schedule.zoneAt(now);
        var day = Shifts.today(schedule, now);
        int minute = schedule.minuteOn(day.date(), now);
        return new HoursPage.Today(
                day.words(), NextAtWork.of(schedule, now).sentence(zone), DayBand.calendarDay(day.date(), schedule, zone, now),
                schedule.statedAt(now), day.shifted(), day.windows().stream().allMatch(window -> window.end() <= minute));
    }

    private static HoursPage.Week week(Schedule schedule, Schedule.@Nullable Period previewed, @Nullable LocalDate was, Instant now) {
        var shown = previewed == null ? schedule : with(schedule, previewed, was);
        var first = previewed == null ? schedule.dateAt(now) : previewed.from();
        var days = new ArrayList<HoursPage.Day>();
        for (var date = first; date.isBefore(first.plusDays(7)); date = date.plusDays(1)) {
            var period = shown.periodOn(date);
            var words = words(shown, date);
            var band = DayBand.calendarDay(date, shown, period.zone(), now).sized(DayBand.Size.LINE).withSentence(words);
            days.add(new HoursPage.Day(date, words, date.equals(first.plusDays(6)) ? band : band.withoutHours()));
        }
        return new HoursPage.Week(
                previewed == null ? "The coming week" : "The week from then on, not saved yet", Times.place(shown.periodOn(first).zone()), days);
    }

    /// The schedule as it would be.
    private static Schedule with(Schedule schedule, Schedule.Period period, @Nullable LocalDate was) {
        var periods = new TreeMap<LocalDate, Schedule.Period>();
        schedule.periods().stream().filter(one -> was == null || !one.from().equals(was)).forEach(one -> periods.put(one.from(), one));
        periods.put(period.from(), period);
        return new Schedule(List.copyOf(periods.values()), schedule.shifted(), schedule.daysOff(), schedule.away());
    }

    private static String words(Schedule schedule, LocalDate date) {
        var period = schedule.periodOn(date);
        if (schedule.daysOff().stream().anyMatch(off -> !date.isBefore(off.first()) && !date.isAfter(off.last()))) {
            return "Time off";
        }
        var feast = period.holidays().on(date);
        if (feast.isPresent()) {
            return feast.get();
        }
        var shifted = schedule.shifted().containsKey(date) ? ", shifted" : "";
        var windows = schedule.windowsOn(date);
        if (windows.isEmpty()) {
            return period.hours().isEmpty() && shifted.isEmpty() ? "No hours stated" : "Free" + shifted;
        }
        return WeeklyHours.words(windows) + shifted;
    }

    private static List<HoursPage.Period> periods(List<WorkingHours.Statement> stated, Schedule schedule, Instant now) {
        var present = schedule.periodAt(now);
        var rows = new ArrayList<HoursPage.Period>();
        for (var one : stated) {
            boolean past = one.from().isBefore(present.from());
            if (!past) {
                var zone = antipode.web.Zones.kept(one.zone());
                rows.add(new HoursPage.Period(
                        one.from(), one.from().equals(present.from()), one.zone(), Times.place(zone),
                        one.hours().text(), one.holidays().isNone() ? "" : one.holidays().name(),
                        !one.from().isBefore(LocalDate.ofInstant(now, zone))));
            }
        }
        return rows;
    }

    private static List<HoursPage.Shifted> shifted(Schedule schedule, Instant now) {
        return new TreeMap<>(schedule.shifted()).tailMap(schedule.dateAt(now)).entrySet().stream()
                .map(day -> new HoursPage.Shifted(day.getKey(), day.getValue().isEmpty() ? "off" : WeeklyHours.words(day.getValue())))
                .toList();
    }

    private static List<HoursPage.Feast> feasts(Schedule schedule, Instant now) {
        var today = schedule.dateAt(now);
        var found = new ArrayList<HoursPage.Feast>();
        for (var date = today; found.size() < FEASTS && date.isBefore(today.plusDays(FEAST_DAYS)); date = date.plusDays(1)) {
            Holidays holidays = schedule.periodOn(date).holidays();
            var on = date;
            holidays.on(date).ifPresent(name -> found.add(new HoursPage.Feast(on, name)));
        }
        return found;
    }
}
