package antipode.todos;

import antipode.people.May;
import antipode.people.Who;
import antipode.web.MenuItem;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where an administrator says how long a turn may wait.
@Controller
@May(Who.ADMINISTRATOR)
class TurnSettingsController implements MenuItem {

    private final Idleness idleness;

    TurnSettingsController(Idleness idleness) {
        this.idleness = idleness;
    }

    @GetMapping("/-/admin/turns")
    Page show() {
        return new TurnSettingsPage(String.valueOf(idleness.days()), null);
    }

    @PostMapping("/-/admin/turns")
    View save(@RequestParam(defaultValue = "") String days) {
        int wished;
        try {
            wished = Integer.parseInt(days.strip());
            idleness.days(wished);
        } catch (NumberFormatException unclear) {
            return new TurnSettingsPage(days, "Say how many working days, as a number.");
        } catch (Problem wrong) {
            return new TurnSettingsPage(days, "It " + wrong.fields().get("days") + ".");
        }
        return Redirect.to("/-/admin/turns").saying(Notice.done(wished == 0
                ? "Turns stay where they are."
                : "A turn goes back after " + (wished == 1 ? "one working day" : wished + " working days") + " of its holder’s own."));
    }

    @Override
    public String label() {
        return "Turns";
    }

    @Override
    public String path() {
        return "/-/admin/turns";
    }

    @Override
    public String place() {
        return "";
    }

    @Override
    public int order() {
        return 81;
    }

    @Override
    public Where where() {
        return Where.SELF;
    }

    @Override
    public boolean visibleTo(Viewer viewer) {
        return viewer.administrator();
    }
}
