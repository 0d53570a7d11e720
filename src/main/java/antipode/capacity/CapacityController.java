package antipode.capacity;

import antipode.capacity.Capacities.Draft;
import antipode.capacity.Capacity.State;
import antipode.hours.Schedule;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import antipode.people.WorkingHours;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where somebody says what they broadcast of themselves.
@Controller
@May(Who.MEMBER)
class CapacityController {

    static final String PATH = "/-/settings/capacity";

    private final Capacities capacities;
    private final WorkingHours workingHours;
    private final ObjectProvider<CapacitySection> sections;
    private final Clock clock;

    CapacityController(
            Capacities capacities, WorkingHours workingHours, ObjectProvider<CapacitySection> sections, Clock clock) {
        this.capacities = capacities;
        this.workingHours = workingHours;
        this.sections = sections;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Page show(Member member) {
        var said = capacities.said(member.id()).orElse(Capacity.OPEN);
        return page(member, CapacitySettingsPage.values(said, workingHours.of(member.id()).zoneAt(clock.instant())), Map.of());
    }

    @PostMapping(PATH)
    View say(Member member, @RequestParam Map<String, String> form) {
        try {
            var state = State.of(form.getOrDefault("state", ""));
            if (state == null) {
                throw Problem.invalid("state", "is none of those that are offered");
            }
            var until = ending(member).of(form.getOrDefault("until", ""), form.getOrDefault("at", ""));
            var before = capacities.state(
                    member.id(), new Draft(state, form.get("emoji"), form.getOrDefault("message", ""), until));
            return Redirect.to(PATH).saying(said(member, before));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) {
                throw problem;
            }
            return page(member, form, problem.fields());
        }
    }

    @PostMapping("/-/capacity/{tap}")
    View tap(Member member, @PathVariable String tap, @RequestParam(required = false) @Nullable String next) {
        var chosen = Tap.of(tap);
        if (chosen == null) {
            throw Problem.notFound("State");
        }
        var before = capacities.state(
                member.id(), new Draft(chosen.state(), null, "", ending(member).of(chosen.until(), "")));
        return Redirect.back(next, PATH).saying(said(member, before));
    }

    /// Back to what was said before, or to nothing.
    @PostMapping("/-/capacity/back/{id}")
    View back(Member member, @PathVariable long id) {
        capacities.backTo(member.id(), id);
        return Redirect.to(PATH).saying(Notice.done("As it was before: " + standing(member) + "."));
    }

    private Notice said(Member member, long before) {
        return Notice.done("Others see it now: " + standing(member) + ".").offering("Undo", "/-/capacity/back/" + before);
    }

    private String standing(Member member) {
        var now = clock.instant();
        var standing = capacities.of(member.id(), now).standing(now, member.zone());
        return standing.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + standing.substring(1);
    }

    private Ending ending(Member member) {
        var now = clock.instant();
        Schedule schedule = workingHours.of(member.id());
        return new Ending(schedule, schedule.zoneAt(now), now);
    }

    private CapacitySettingsPage page(Member member, Map<String, String> values, Map<String, String> errors) {
        var now = clock.instant();
        return new CapacitySettingsPage(
                member, capacities.of(member.id(), now), values, errors,
                sections.orderedStream().map(section -> section.of(member)).toList());
    }
}
