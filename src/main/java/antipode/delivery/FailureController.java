package antipode.delivery;

import antipode.database.Outbox;
import antipode.jobs.Schedules;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What was given up, for an administrator to let it try again.
@Controller
@May(Who.ADMINISTRATOR)
class FailureController {

    private static final String HERE = "/-/admin/outbox";

    private final Outbox outbox;
    private final Schedules schedules;
    private final Due due;

    FailureController(Outbox outbox, Schedules schedules, Due due) {
        this.due = due;
        this.outbox = outbox;
        this.schedules = schedules;
    }

    @GetMapping(HERE)
    Page list() {
        return new FailuresPage(outbox.dead(), schedules.dead(), due.failing());
    }

    @PostMapping(HERE + "/rows/{id}/retry")
    Redirect retry(@PathVariable long id) {
        if (!outbox.revive(id)) {
            throw Problem.notFound("Row");
        }
        return tried();
    }

    @PostMapping(HERE + "/jobs/retry")
    Redirect retry(@RequestParam String task, @RequestParam String id) {
        if (!schedules.revive(task, id)) {
            throw Problem.notFound("Job");
        }
        return tried();
    }

    private static Redirect tried() {
        return Redirect.to(HERE).saying(Notice.done("It is tried again now. If it fails at every try, it comes back here."));
    }
}
