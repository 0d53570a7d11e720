package antipode.talks;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Redirect;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Proposing a call, writing on, and saying what came out of it.
@Controller
class TalkController {

    private static final String TALK = "/{project}/-/{kind:issues|merge_requests}/{iid}/notes/{id}/talk";

    private final Threads threads;
    private final Talks talks;

    TalkController(Threads threads, Talks talks) {
        this.threads = threads;
        this.talks = talks;
    }

    @PostMapping(TALK)
    @May(Who.GUEST)
    Redirect propose(@PathVariable String kind, @PathVariable long iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        talks.propose(actor, issuable, id);
        return to(issuable, id).saying(Notice.done("The call is proposed in the thread, and it is the other’s turn."));
    }

    /// They keep writing, for good.
    @PostMapping(TALK + "/removal")
    @May(Who.GUEST)
    Redirect write(@PathVariable String kind, @PathVariable long iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        talks.write(actor, issuable, id);
        return to(issuable, id).saying(Notice.done("You keep writing. A call is not suggested in this thread again."));
    }

    @PostMapping(TALK + "/outcome")
    @May(Who.GUEST)
    Redirect conclude(
            @PathVariable String kind, @PathVariable long iid, @PathVariable long id, @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String missed, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        if (!missed.isEmpty()) {
            talks.miss(actor, issuable, id);
            return to(issuable, id).saying(Notice.done("It is noted that the call didn’t happen."));
        }
        talks.conclude(actor, issuable, id, Words.of(note));
        return to(issuable, id).saying(Notice.done("What came out of the call stands in the thread."));
    }

    private static Redirect to(Issuable issuable, long thread) {
        return Redirect.to(issuable.path() + "#discussion_" + thread);
    }
}
