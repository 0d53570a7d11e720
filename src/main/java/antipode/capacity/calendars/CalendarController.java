package antipode.capacity.calendars;

import antipode.people.May;
import antipode.people.Member;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Links calendars to somebody's capacity.
@Controller
@May(Who.MEMBER)
class CalendarController {

    private static final String SETTINGS = "/-/settings/capacity";
    private static final String CALENDARS = SETTINGS + "/calendars";

    private final LinkedCalendars calendars;

    CalendarController(LinkedCalendars calendars) {
        this.calendars = calendars;
    }

    @GetMapping(CALENDARS + "/new")
    Page form() {
        return new CalendarFormPage(Map.of(), Map.of());
    }

    @PostMapping(CALENDARS)
    View link(Member member, @RequestParam Map<String, String> form) {
        try {
            var calendar = calendars.link(member, new LinkedCalendars.Draft(
                    form.getOrDefault("name", ""), form.getOrDefault("address", ""), form.getOrDefault("username", ""),
                    form.getOrDefault("password", "")));
            return Redirect.to(SETTINGS + "#calendars").saying(Notice.done("“" + calendar.name() + "” is linked."));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) {
                throw problem;
            }
            return new CalendarFormPage(form, problem.fields());
        }
    }

    @PostMapping(CALENDARS + "/{id}/reading")
    Redirect read(Member member, @PathVariable long id) {
        calendars.refresh(calendars.find(member.id(), id).id());
        var now = calendars.find(member.id(), id);
        return back(now.problem() == null ? Notice.done("“" + now.name() + "” was read.") : Notice.failed(now.problem()));
    }

    @PostMapping(CALENDARS + "/{id}/showing")
    Redirect show(Member member, @PathVariable long id) {
        calendars.show(member.id(), id, true);
        return back(Notice.done("Its busy times make you be in focus."));
    }

    @PostMapping(CALENDARS + "/{id}/hiding")
    Redirect hide(Member member, @PathVariable long id) {
        calendars.show(member.id(), id, false);
        return back(Notice.done("Its busy times are not shown any more."));
    }

    @PostMapping(CALENDARS + "/{id}/removal")
    Redirect unlink(Member member, @PathVariable long id) {
        var calendar = calendars.find(member.id(), id);
        calendars.unlink(member.id(), id);
        return back(Notice.done("“" + calendar.name() + "” is unlinked, and nothing of it is kept."));
    }

    private static Redirect back(Notice notice) {
        return Redirect.to(SETTINGS + "#calendars").saying(notice);
    }
}
