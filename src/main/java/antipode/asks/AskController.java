package antipode.asks;

import antipode.capacity.Capacities;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Person;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Attachments;
import antipode.threads.CapacityNote;
import antipode.threads.CapacityNotes;
import antipode.threads.Comment;
import antipode.threads.Issuable;
import antipode.threads.Preview;
import antipode.threads.Previews;
import antipode.threads.Sendings;
import antipode.threads.Threads;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Times;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The composer of every thread: writing, asking, looking up the times, objecting, taking a question back.
@Controller
class AskController {

    private static final String THING = "/{project}/-/{kind:issues|merge_requests}/{iid}";

    private final Threads threads;
    private final Asks asks;
    private final AskAnswers answers;
    private final AskEnds ends;
    private final Composers composers;
    private final Previews previews;
    private final Attachments attachments;
    private final Sendings sendings;
    private final CapacityNotes notes;
    private final Capacities capacities;
    private final Clock clock;
    private final List<ThreadPage> pages;

    AskController(
            Threads threads, Asks asks, AskAnswers answers, AskEnds ends, Composers composers, Previews previews, Sendings sendings,
            Attachments attachments, CapacityNotes notes, Capacities capacities, Clock clock,
            List<ThreadPage> pages) {
        this.capacities = capacities;
        this.clock = clock;
        this.notes = notes;
        this.attachments = attachments;
        this.previews = previews;
        this.sendings = sendings;
        this.threads = threads;
        this.asks = asks;
        this.answers = answers;
        this.ends = ends;
        this.composers = composers;
        this.pages = pages;
    }

    @PostMapping(THING + "/notes")
    @May(Who.GUEST)
    View write(
            @PathVariable String kind,
            @PathVariable long iid,
            HttpServletRequest request,
            Project project,
            Role role,
            Actor actor) {
        Issuable issuable = find(actor, project, kind, iid);
        Draft typed = Draft.of(request);
        Attachments.Attached attached = attachments.with(actor, project.id(), request, typed.words());
        Draft draft = typed.words(attached.words());
        if (attached.refused() != null) {
            return again(actor, project, role, issuable, draft, attached.refused());
        }
        if (Draft.onlyLooks(request)) {
            Preview preview = previews.of(actor, issuable, draft.words(), request);
            boolean shown = Previews.asked(request) || !preview.orders().isEmpty();
            return again(actor, project, role, issuable, shown ? draft.shown(preview) : draft, null);
        }
        List<CapacityNote> unknown = notes.unknown(request, actor, project.id(), draft.meant());
        if (!unknown.isEmpty()) {
            return again(actor, project, role, issuable, draft, Problem.invalid("", CapacityNotes.refusal(unknown)));
        }
        try {
            return sendings.once(actor, request, () -> composers.send(actor, issuable, draft));
        } catch (Problem wrong) {
            return again(actor, project, role, issuable, draft, wrong);
        }
    }

    @GetMapping(THING + "/asks/new")
    @May(Who.GUEST)
    Page begin(
            @PathVariable String kind, @PathVariable long iid, @RequestParam @Nullable Long note, Project project, Actor actor) {
        Issuable issuable = find(actor, project, kind, iid);
        Comment about = note == null ? null : asks.about(issuable, note);
        Draft draft = Draft.bare(about == null ? "" : Composers.question(about.body()));
        return new AskFormPage(composers.filled(actor, issuable, List.of(), draft, null), about);
    }

    /// Puts a question about what stands there already.
    @PostMapping(THING + "/asks")
    @May(Who.GUEST)
    View put(
            @PathVariable String kind, @PathVariable long iid, @RequestParam @Nullable Long about, HttpServletRequest request,
            Project project, Actor actor) {
        Issuable issuable = find(actor, project, kind, iid);
        Comment comment = about == null ? null : asks.about(issuable, about);
        Draft draft = Draft.of(request);
        Problem wrong = null;
        if (!Draft.onlyLooks(request)) {
            try {
                Ask ask = composers.put(actor, issuable, draft, about);
                return Redirect.to(ask.path()).saying(Notice.done("You asked " + ask.names() + "."));
            } catch (Problem refused) {
                wrong = refused;
            }
        }
        return new AskFormPage(composers.filled(actor, issuable, List.of(), draft, wrong), comment);
    }

    @PostMapping(THING + "/asks/{id}/objection")
    @May(Who.GUEST)
    View object(
            @PathVariable String kind,
            @PathVariable long iid,
            @PathVariable long id,
            HttpServletRequest request,
            Project project,
            Role role,
            Actor actor) {
        Issuable issuable = find(actor, project, kind, iid);
        Draft draft = Draft.of(request);
        Ask ask = asks.find(actor, issuable, id);
        try {
            answers.object(actor, ask.id(), draft.words());
        } catch (Problem wrong) {
            return again(actor, project, role, issuable, draft, wrong);
        }
        return Redirect.to(issuable.path()).saying(Notice.done(
                "You objected, so nothing happens by itself. It is " + ask.asker().firstName() + "’s turn."));
    }

    @PostMapping(THING + "/asks/{id}/withdrawal")
    @May(Who.GUEST)
    View withdraw(
            @PathVariable String kind, @PathVariable long iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = find(actor, project, kind, iid);
        ends.withdraw(actor, asks.find(actor, issuable, id).id());
        return Redirect.to(issuable.path()).saying(Notice.done("The question is withdrawn. Nobody waits for an answer."));
    }

    @GetMapping("/-/asks/plan")
    @May(Who.MEMBER)
    Page plan(@RequestParam long thing, HttpServletRequest request, HttpServletResponse response, Actor actor) {
        Issuable issuable = threads.find(actor, thing);
        response.setHeader("HX-Trigger-After-Settle", "asked");
        return new PlanPart(composers.filled(actor, issuable, asks.of(issuable), Draft.of(request), null));
    }

    /// Whose turn it will be; the words are long, so they are posted, and nothing is kept.
    @PostMapping("/-/asks/turn")
    @May(Who.MEMBER)
    Page turn(
            @RequestParam long thing, @RequestParam(name = "reply_to") @Nullable Long replyTo, HttpServletRequest request, Actor actor) {
        Issuable issuable = threads.find(actor, thing);
        return new TurnPart(composers.pick(actor, issuable, Draft.of(request), replyTo));
    }

    @GetMapping("/-/asks/people")
    @May(Who.MEMBER)
    Page people(@RequestParam long thing, Actor actor) {
        List<Person> likely = asks.likely(threads.find(actor, thing));
        Times times = new Times(clock.instant(), actor.require().zone());
        return new PeoplePart(likely, capacities.of(likely.stream().map(Person::id).toList(), times.now()), times);
    }

    private Issuable find(Actor actor, Project project, String kind, long iid) {
        return threads.find(
                actor, project, kind.equals("issues") ? Issuable.Kind.ISSUE : Issuable.Kind.MERGE_REQUEST, iid);
    }

    private View again(
            Actor actor, Project project, Role role, Issuable issuable, Draft draft, @Nullable Problem wrong) {
        return pages.stream()
                .filter(page -> page.kind() == issuable.kind())
                .findFirst()
                .orElseThrow(() -> Problem.notFound(issuable.kind().word()))
                .again(actor, project, role, issuable, draft, wrong);
    }
}
