package antipode.home;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.todos.DayEnd;
import antipode.web.Notice;
import antipode.web.Redirect;
import antipode.web.Times;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Done for today, and going on after all.
@Controller
@May(Who.MEMBER)
class DayEndController {

    private final DayEnd days;
    private final Clock clock;

    DayEndController(DayEnd days, Clock clock) {
        this.days = days;
        this.clock = clock;
    }

    @PostMapping("/-/day/end")
    Redirect end(@RequestParam @Nullable String back, Actor actor) {
        return Redirect.back(back, "/").saying(days.end(actor)
                .map(until -> Notice.done("Done for today. You hear nothing until "
                                + new Times(clock.instant(), actor.require().zone()).within(until) + ".")
                        .offering("Undo", "/-/day/end/removal"))
                .orElse(Notice.provisional("You have stated no working day to come, so there is nothing to be silent until.")));
    }

    @PostMapping("/-/day/end/removal")
    Redirect goOn(@RequestParam @Nullable String back, Actor actor) {
        days.goOn(actor);
        return Redirect.back(back, "/").saying(Notice.done("Your day goes on."));
    }
}
