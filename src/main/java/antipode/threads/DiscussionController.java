package antipode.threads;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// What one does with a thread beside writing in it: reacting, reading what it said before, locking it.
@Controller
class DiscussionController {

    private static final String THING = "/{project}/-/{kind:issues|merge_requests}/{iid}";
    private static final String NOTE = "/{project}/-/{kind:issues|merge_requests|commit}/{iid}/notes/{id}";

    private final Threads threads;
    private final Notes notes;
    private final Reactions reactions;
    private final Histories histories;

    DiscussionController(Threads threads, Notes notes, Reactions reactions, Histories histories) {
        this.threads = threads;
        this.notes = notes;
        this.reactions = reactions;
        this.histories = histories;
    }

    @GetMapping(THING + "/reactions")
    @May(Who.GUEST)
    Page choose(
            @PathVariable String kind, @PathVariable long iid, @RequestParam(defaultValue = "") String q, Project project,
            Actor actor) {
        return new ReactPage(threads.find(actor, project, kind, iid), null, Words.line(q), null);
    }

    @GetMapping(NOTE + "/reactions")
    @May(Who.GUEST)
    Page choose(
            @PathVariable String kind, @PathVariable String iid, @PathVariable long id,
            @RequestParam(defaultValue = "") String q, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        return new ReactPage(issuable, notes.comment(issuable.id(), id), Words.line(q), null);
    }

    @PostMapping(THING + "/reactions")
    @May(Who.GUEST)
    View react(
            @PathVariable String kind, @PathVariable long iid, @RequestParam(defaultValue = "") String name, Project project,
            Actor actor) {
        return react(actor, threads.find(actor, project, kind, iid), null, name);
    }

    @PostMapping(NOTE + "/reactions")
    @May(Who.GUEST)
    View react(
            @PathVariable String kind, @PathVariable String iid, @PathVariable long id,
            @RequestParam(defaultValue = "") String name, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        return react(actor, issuable, notes.comment(issuable.id(), id), name);
    }

    private View react(Actor actor, Issuable issuable, @Nullable Comment comment, String name) {
        try {
            reactions.toggle(actor, issuable, comment == null ? null : comment.id(), name);
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) {
                throw wrong;
            }
            return new ReactPage(issuable, comment, Words.line(name), "This is the name of no emoji.");
        }
        return Redirect.to(issuable.path() + (comment == null ? "" : "#note_" + comment.id()));
    }

    @GetMapping(THING + "/history")
    @May(Who.READER)
    Page history(
            @PathVariable String kind, @PathVariable long iid, @RequestParam(required = false) @Nullable Long before,
            Project project, Actor actor) {
        return histories.of(threads.find(actor, project, kind, iid), null, before == null ? Long.MAX_VALUE : before);
    }

    @GetMapping(NOTE + "/history")
    @May(Who.READER)
    Page history(
            @PathVariable String kind, @PathVariable String iid, @PathVariable long id,
            @RequestParam(required = false) @Nullable Long before, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        return histories.of(issuable, notes.comment(issuable.id(), id), before == null ? Long.MAX_VALUE : before);
    }

    @PostMapping(THING + "/lock")
    @May(Who.REPORTER)
    Redirect lock(@PathVariable String kind, @PathVariable long iid, Project project, Actor actor) {
        Issuable locked = threads.lockDiscussion(actor, threads.find(actor, project, kind, iid), true);
        return Redirect.to(locked.path())
                .saying(Notice.done("The discussion is locked. Only reporters and upwards may go on with it."));
    }

    @PostMapping(THING + "/lock/removal")
    @May(Who.REPORTER)
    Redirect unlock(@PathVariable String kind, @PathVariable long iid, Project project, Actor actor) {
        Issuable locked = threads.lockDiscussion(actor, threads.find(actor, project, kind, iid), false);
        return Redirect.to(locked.path()).saying(Notice.done("Whoever takes part may go on discussing."));
    }
}
