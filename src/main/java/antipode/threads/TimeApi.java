package antipode.threads;

import antipode.api.Api;
import antipode.api.Refusal;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// What GitLab calls time tracking. Nobody's time is measured here, so there is none to tell and none to add; zeros would
/// pretend that somebody had looked.
@Api
class TimeApi {

    private static final String THING = "/projects/{id}/{things:issues|merge_requests}/{iid}";

    private final Threads threads;

    TimeApi(Threads threads) {
        this.threads = threads;
    }

    @GetMapping(THING + "/time_stats")
    @May(Who.READER)
    void told(@PathVariable String things, @PathVariable long iid, Project project, Actor actor) {
        threads.find(actor, project, things, iid);
        throw none();
    }

    @PostMapping(THING + "/{deed:time_estimate|reset_time_estimate|add_spent_time|reset_spent_time}")
    @May(Who.GUEST)
    void added(
            @PathVariable String things, @PathVariable long iid, @PathVariable String deed, Project project, Actor actor) {
        threads.find(actor, project, things, iid);
        throw none();
    }

    private static Refusal none() {
        return Refusal.message(404, "404 Time tracking Not Found: nobody's time is measured here. Say how much something is by its weight.");
    }
}
