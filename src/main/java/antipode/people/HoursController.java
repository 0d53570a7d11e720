package antipode.people;

import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Times;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// What a member says of their hours: the periods ahead, and days that are shifted.
@Controller
@May(Who.MEMBER)
class HoursController {

    private static final String PATH = "/-/settings/hours";

    private final HoursPages pages;
    private final WorkingHours hours;
    private final Shifts shifts;
    private final Clock clock;

    HoursController(HoursPages pages, WorkingHours hours, Shifts shifts, Clock clock) {
        this.pages = pages;
        this.hours = hours;
        this.shifts = shifts;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Page show(Member member, @RequestParam @Nullable String change) {
        return pages.of(member, day(change));
    }

    /// States a period, or only draws it.
    @PostMapping(PATH)
    View state(
            Member member,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String zone,
            @RequestParam(name = "hours", defaultValue = "") String week,
            @RequestParam(defaultValue = "") String holidays,
            @RequestParam @Nullable String was,
            @RequestParam @Nullable String preview) {
        var form = new HoursForm(from, zone, week, holidays);
        try {
            var period = form.read(clock.instant());
            if (preview != null) {
                return pages.of(member, form, day(was), period, Map.of());
            }
            hours.change(member.id(), day(was), period);
            boolean today = period.from().equals(LocalDate.ofInstant(clock.instant(), period.zone()));
            return Redirect.to(PATH).saying(Notice.done("Saved. It holds from "
                    + (today ? "today" : new Times(clock.instant(), period.zone()).date(period.from())) + " on."));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return pages.of(member, form, day(was), null, problem.fields());
        }
    }

    @PostMapping(PATH + "/{from}/removal")
    View remove(Member member, @PathVariable String from) {
        var date = date(from);
        if (date.isBefore(hours.of(member.id()).dateAt(clock.instant()))) {
            throw Problem.conflict("This lies behind. State other hours from today on instead.");
        }
        if (!hours.remove(member.id(), date)) throw Problem.notFound("Period");
        return Redirect.to(PATH).saying(Notice.done("Deleted. What you stated before it holds on."));
    }

    @PostMapping(PATH + "/days")
    View shiftDay(Member member, @RequestParam(defaultValue = "") String date, @RequestParam(name = "hours", defaultValue = "") String windows) {
        var day = shifts.state(member.id(), date(date), windows);
        return Redirect.to(PATH).saying(Notice.done(named(member, day.date()) + ": " + day.words() + "."));
    }

    @PostMapping(PATH + "/days/{date}/removal")
    View unshiftDay(Member member, @PathVariable String date) {
        if (!hours.unshift(member.id(), date(date))) throw Problem.notFound("Shifted day");
        return Redirect.to(PATH).saying(Notice.done(named(member, date(date)) + " has its usual hours again."));
    }

    /// Today later or earlier by so many minutes, or off from now.
    @PostMapping("/-/day/shift")
    View shift(Member member, @RequestParam(defaultValue = "") String by, @RequestParam @Nullable String back) {
        var day = by.equals("off") ? shifts.off(member.id()) : shifts.move(member.id(), minutes(by));
        return Redirect.back(back, PATH).saying(Notice.done(by.equals("off")
                        ? "You are off for today" + (day.windows().isEmpty() ? "" : "; it was " + day.words()) + "."
                        : "Today you work " + day.words() + ".")
                .offering("Undo", "/-/day/shift/removal"));
    }

    @PostMapping("/-/day/shift/removal")
    View unshift(Member member, @RequestParam @Nullable String back) {
        var day = shifts.usual(member.id());
        return Redirect.back(back, PATH).saying(Notice.done("Today is as usual: " + day.words() + "."));
    }

    private String named(Member member, LocalDate date) {
        return new Times(clock.instant(), member.zone()).date(date);
    }

    private static int minutes(String by) {
        try {
            return Integer.parseInt(by.strip());
        } catch (NumberFormatException none) {
            throw Problem.invalid("by", "is a number of minutes, or “off”");
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException noDay) {
            throw Problem.invalid("date", "is not a day; one looks like 2027-03-01");
        }
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }
}
