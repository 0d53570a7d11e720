package antipode.absences;

import antipode.hours.Schedule;
import antipode.people.Absence;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.people.WorkingHours;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Redirect;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The brief of an absence, for whoever was away alone.
@Controller
@May(Who.MEMBER)
class BriefController {

    private final TimeOff timeOff;
    private final Briefs briefs;
    private final WorkingHours hours;
    private final Clock clock;

    BriefController(TimeOff timeOff, Briefs briefs, WorkingHours hours, Clock clock) {
        this.timeOff = timeOff;
        this.briefs = briefs;
        this.hours = hours;
        this.clock = clock;
    }

    @GetMapping("/-/absences/{id}/brief")
    Page show(@PathVariable long id, Actor actor) {
        Absence absence = timeOff.own(actor, id);
        Schedule schedule = hours.of(actor.id());
        Instant now = clock.instant();
        Times times = new Times(now, schedule.zoneAt(now));
        // What happens before the first working moment happens while they are away, too.
        Stretch away = Stretch.of(absence, schedule);
        Instant back = Stretch.back(absence, schedule).filter(at -> at.isAfter(away.until())).orElse(away.until());
        boolean running = back.isAfter(now);
        return new BriefPage(
                briefs.of(actor, new Stretch(away.from(), back)), Stated.dates(absence, times),
                Stretch.back(absence, schedule).map(times::exact).orElse(""), running,
                !running && briefs.unread(actor) != null, times);
    }

    @PostMapping("/-/absences/briefs/reading")
    Redirect read(Actor actor) {
        briefs.read(actor);
        return Redirect.to("/").saying(Notice.done("You find it again under your time off."));
    }
}
