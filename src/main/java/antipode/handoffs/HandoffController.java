package antipode.handoffs;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Handing on and taking over, in the browser.
@Controller
class HandoffController {

    private static final String THING = "/{project}/-/{kind:issues|merge_requests}/{iid}";

    private final Threads threads;
    private final Handoffs handoffs;
    private final TakeOvers takeOvers;
    private final Candidates candidates;
    private final HandoffForm form;

    HandoffController(
            Threads threads, Handoffs handoffs, TakeOvers takeOvers, Candidates candidates, HandoffForm form) {
        this.threads = threads;
        this.handoffs = handoffs;
        this.takeOvers = takeOvers;
        this.candidates = candidates;
        this.form = form;
    }

    @GetMapping(THING + "/handoffs/new")
    @May(Who.GUEST)
    Page begin(
            @PathVariable String kind, @PathVariable long iid, @RequestParam @Nullable String to, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        return page(actor, issuable, form.begun(actor, issuable, to == null ? null : Words.line(to)), null);
    }

    @PostMapping(THING + "/handoffs")
    @May(Who.GUEST)
    View offer(
            @PathVariable String kind, @PathVariable long iid, HttpServletRequest request, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        HandoffForm.Filled filled = HandoffForm.typed(request);
        try {
            Handoff handoff = handoffs.offer(actor, issuable, filled.receiver(), filled.words());
            String to = handoff.to() == null ? "" : handoff.to().shortName();
            return Redirect.to(issuable.path() + "#note_" + handoff.noteId())
                    .saying(Notice.done("Offered to " + to + ". You keep it until it is accepted."));
        } catch (Problem wrong) {
            return page(actor, issuable, filled, wrong);
        }
    }

    @PostMapping(THING + "/handoffs/{id}/acceptance")
    @May(Who.GUEST)
    Redirect accept(
            @PathVariable String kind, @PathVariable long iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        Handoff handoff = handoffs.accept(actor, handoffs.find(issuable, id));
        return Redirect.to(issuable.path()).saying(Notice.done(
                "It is yours now, and your turn. " + handoff.giver().firstName() + " sees it when they are next at work."));
    }

    @PostMapping(THING + "/handoffs/{id}/question")
    @May(Who.GUEST)
    Redirect askBack(
            @PathVariable String kind, @PathVariable long iid, @PathVariable long id,
            @RequestParam(defaultValue = "") String question, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        Handoff handoff = handoffs.askBack(actor, handoffs.find(issuable, id), Words.of(question));
        return Redirect.to(issuable.path()).saying(Notice.done(
                "Asked. " + handoff.giver().firstName() + " keeps it until you accept."));
    }

    @PostMapping(THING + "/handoffs/{id}/answer")
    @May(Who.GUEST)
    Redirect answer(
            @PathVariable String kind, @PathVariable long iid, @PathVariable long id,
            @RequestParam(defaultValue = "") String answer, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        Handoff handoff = handoffs.answer(actor, handoffs.find(issuable, id), Words.of(answer));
        return Redirect.to(issuable.path() + "#note_" + handoff.noteId()).saying(Notice.done(
                "Answered, and offered again."));
    }

    @PostMapping(THING + "/handoffs/{id}/withdrawal")
    @May(Who.GUEST)
    Redirect withdraw(
            @PathVariable String kind, @PathVariable long iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        Handoff handoff = handoffs.withdraw(actor, handoffs.find(issuable, id));
        return Redirect.to(issuable.path()).saying(Notice.done(
                "Taken back. " + (actor.is(handoff.giver().id()) ? "You go" : handoff.giver().firstName() + " goes") + " on with it."));
    }

    /// One click; a sentence why may come with it.
    @PostMapping(THING + "/take-over")
    @May(Who.GUEST)
    Redirect takeOver(
            @PathVariable String kind, @PathVariable long iid, @RequestParam @Nullable String from,
            @RequestParam(defaultValue = "") String because, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        takeOvers.takeOver(actor, issuable, from, Words.of(because));
        return Redirect.to(issuable.path() + "#composer").saying(Notice.done(
                "You have taken it over, and it is your turn. Whoever had it finds it told on their return. "
                        + "Say below what you are going to do, if it is more than the title says."));
    }

    private HandoffFormPage page(Actor actor, Issuable issuable, HandoffForm.Filled filled, @Nullable Problem wrong) {
        Map<String, String> errors = wrong == null
                ? Map.of()
                : wrong.fields().isEmpty() ? Map.of("", wrong.message()) : wrong.fields();
        return new HandoffFormPage(
                issuable, candidates.of(actor, issuable), filled, errors, wrong == null ? 200 : wrong.status());
    }
}
