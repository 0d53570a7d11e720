package antipode.home;

import antipode.jobs.DemoClock;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.people.WorkingHours;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Moves the clock of the demo, for whoever is signed in there. Elsewhere there is no such clock.
@Controller
@May(Who.MEMBER)
class ClockController {

    private final ObjectProvider<DemoClock> clocks;
    private final Members members;
    private final WorkingHours hours;

    ClockController(ObjectProvider<DemoClock> clocks, Members members, WorkingHours hours) {
        this.clocks = clocks;
        this.members = members;
        this.hours = hours;
    }

    @GetMapping("/-/clock")
    Page show(Actor actor) {
        return page(actor, clock(), "", null);
    }

    /// By hours, to a moment, or to a local time of the reader's.
    @PostMapping("/-/clock")
    View move(
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String local,
            @RequestParam(defaultValue = "0") int hours,
            Actor actor) {
        DemoClock clock = clock();
        ZoneId zone = actor.require().zone();
        try {
            Instant target = hours > 0
                    ? clock.instant().plus(Duration.ofHours(hours))
                    : !to.isEmpty() ? Instant.parse(to) : LocalDateTime.parse(local).atZone(zone).toInstant();
            move(clock, target);
            return Redirect.to("/")
                    .saying(Notice.done("It is " + new Times(clock.instant(), zone).full(clock.instant())
                            + " now. What was due until then has happened."));
        } catch (DateTimeException unreadable) {
            return page(actor, clock, local, "Name a day and a time.");
        } catch (Problem refused) {
            return page(actor, clock, local, refused.message());
        }
    }

    static void move(DemoClock clock, Instant target) {
        if (!target.isAfter(clock.instant())) {
            throw Problem.bad("The clock moves forward only.");
        }
        if (target.isAfter(clock.instant().plus(Duration.ofDays(62)))) {
            throw Problem.bad("The clock moves by two months at most.");
        }
        clock.forwardTo(target);
    }

    private DemoClock clock() {
        DemoClock clock = clocks.getIfAvailable();
        if (clock == null) {
            throw Problem.notFound("Page");
        }
        return clock;
    }

    private ClockPage page(Actor actor, DemoClock clock, String local, @Nullable String error) {
        Instant now = clock.instant();
        Map<Long, Member> people = members.byIds(
                members.active().stream().map(Member::id).limit(200).toList());
        List<ClockPage.Start> starts = new ArrayList<>();
        hours.of(people.keySet()).forEach((id, schedule) -> {
            Member member = people.get(id);
            if (member != null && schedule.statedAt(now)) {
                schedule.nextDayStart(now)
                        .ifPresent(start -> starts.add(new ClockPage.Start(member.name(), member.place(), start.at())));
            }
        });
        starts.sort(Comparator.comparing(ClockPage.Start::at).thenComparing(ClockPage.Start::name));
        return new ClockPage(starts, Times.place(actor.require().zone()), local, error);
    }
}
