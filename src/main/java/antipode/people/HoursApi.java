package antipode.people;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.hours.Holidays;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import antipode.web.Problem;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// When somebody may be reached, in GitLab's style; GitLab itself knows no hours of people.
@Api
@May(value = Who.MEMBER, scopes = "read_user")
class HoursApi {

    private final Members members;
    private final Acquaintances acquaintances;
    private final WorkingHours hours;
    private final Shifts shifts;
    private final Clock clock;

    HoursApi(Members members, Acquaintances acquaintances, WorkingHours hours, Shifts shifts, Clock clock) {
        this.members = members;
        this.acquaintances = acquaintances;
        this.hours = hours;
        this.shifts = shifts;
        this.clock = clock;
    }

    record PeriodJson(LocalDate from, String zone, String hours, @Nullable String holidays) {}

    record ShiftJson(LocalDate date, String hours) {}

    /// @param hours as `Mon-Fri 09:00-13:00 16:00-20:00`; empty if none are stated
    /// @param nextAtWork the next working moment, which is now for who is within their hours
    /// @param shifts dates from today on that are worked at other times; empty hours are a day off
    record HoursJson(
            String zone, String hours, @Nullable String holidays, boolean stated, @JsonProperty("at_work") boolean atWork,
            @Nullable Instant nextAtWork, @Nullable Instant until, @Nullable Instant awayUntil, String sentence,
            List<PeriodJson> periods, List<ShiftJson> shifts) {}

    record RegionJson(String code, String name) {}

    record CountryJson(String code, String name, List<RegionJson> regions) {}

    @GetMapping("/user/hours")
    HoursJson own(Member member) {
        return json(member.id(), member);
    }

    @GetMapping("/users/{id}/hours")
    HoursJson of(@PathVariable long id, Actor actor) {
        return json(acquaintances.known(actor, members.find(id)).id(), actor.require());
    }

    @GetMapping("/holidays")
    List<CountryJson> countries() {
        return Holidays.countries().stream()
                .map(country -> new CountryJson(country.code(), country.name(),
                        country.regions().stream().map(region -> new RegionJson(region.code(), region.name())).toList()))
                .toList();
    }

    /// States a period: what isn't named stays as it is.
    @PutMapping("/user/hours")
    @May(Who.MEMBER)
    HoursJson state(Member member, Parameters parameters) {
        parameters.atLeastOneOf("from", "zone", "hours", "holidays");
        var present = hours.of(member.id()).periodAt(clock.instant());
        var form = new HoursForm(
                parameters.text("from", ""), parameters.text("zone", present.zone().getId()),
                parameters.text("hours", present.hours().text()), parameters.text("holidays", present.holidays().code()));
        hours.change(member.id(), null, form.read(clock.instant()));
        return json(member.id(), member);
    }

    @DeleteMapping("/user/hours/periods/{from}")
    @May(Who.MEMBER)
    Answer<Void> remove(Member member, @PathVariable String from) {
        var date = date(from);
        if (date.isBefore(hours.of(member.id()).dateAt(clock.instant()))) throw Problem.conflict("This period lies behind");
        if (!hours.remove(member.id(), date)) throw Problem.notFound("Period");
        return Answer.nothing();
    }

    @PutMapping("/user/hours/shifts/{date}")
    @May(Who.MEMBER)
    ShiftJson shift(Member member, @PathVariable String date, Parameters parameters) {
        var day = shifts.state(member.id(), date(date), parameters.text("hours", ""));
        return new ShiftJson(day.date(), WeeklyHours.text(day.windows()));
    }

    @DeleteMapping("/user/hours/shifts/{date}")
    @May(Who.MEMBER)
    Answer<Void> unshift(Member member, @PathVariable String date) {
        if (!hours.unshift(member.id(), date(date))) throw Problem.notFound("Shift");
        return Answer.nothing();
    }

    /// I shift today: `by` so many minutes, earlier with a negative number, or `off` from now.
    @PostMapping("/user/hours/today")
    @May(Who.MEMBER)
    ShiftJson today(Member member, Parameters parameters) {
        var off = parameters.bool("off", false);
        var day = off ? shifts.off(member.id())
                : shifts.move(member.id(), (int) Math.clamp(parameters.requiredInteger("by"), -100_000, 100_000));
        return new ShiftJson(day.date(), WeeklyHours.text(day.windows()));
    }

    private HoursJson json(long id, Member reader) {
        var now = clock.instant();
        Schedule schedule = hours.of(id);
        var present = schedule.periodAt(now);
        var next = NextAtWork.of(schedule, now);
        var periods = hours.stated(id).stream().filter(period -> !period.from().isBefore(present.from()))
                .map(period -> new PeriodJson(period.from(), period.zone(), period.hours().text(), code(period.holidays()))).toList();
        var shifted = hours.shifts(id, schedule.dateAt(now)).entrySet().stream()
                .map(day -> new ShiftJson(day.getKey(), WeeklyHours.text(day.getValue()))).toList();
        return new HoursJson(
                present.zone().getId(), present.hours().text(), code(present.holidays()), next.stated(), next.atWork(), next.from(),
                next.until(), next.awayUntil(), next.sentence(reader.zone()), periods, shifted);
    }

    private static @Nullable String code(Holidays holidays) {
        return holidays.isNone() ? null : holidays.code();
    }

    private static LocalDate date(String text) {
        try {
            var date = LocalDate.parse(text);
            // No calendar that anybody lives by goes further, and neither does the database's.
            if (Math.abs(date.getYear()) <= 9999) return date;
            throw Refusal.parameters("date does not have a valid value");
        } catch (DateTimeParseException noDay) {
            throw Refusal.parameters("date does not have a valid value");
        }
    }
}
