package antipode.decisions;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.threads.Door;
import antipode.threads.Previews;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// What can be done with a decision on its page.
@Controller
class DecisionController {

    private static final String ONE = "/{project}/-/issues/{iid}/decision";

    private final Decisions decisions;
    private final ProjectHeads heads;
    private final Previews previews;
    private final Clock clock;

    DecisionController(Decisions decisions, ProjectHeads heads, Previews previews, Clock clock) {
        this.decisions = decisions;
        this.heads = heads;
        this.previews = previews;
        this.clock = clock;
    }

    @PostMapping(ONE)
    @May(Who.GUEST)
    View decide(@PathVariable long iid, HttpServletRequest request, Project project, Role role, Actor actor) {
        Decision found = decisions.find(actor, project, iid);
        if (Previews.asked(request)) {
            DecideForm.Typed typed = DecideForm.Typed.of(request);
            return new DecidePage(
                    heads.of(project, role),
                    new DecideForm(
                            found, decisions.standing(actor, found), typed, null,
                            previews.hints(actor, found.header(), typed.because(), request)),
                    null);
        }
        return settle(request, project, role, actor, found, (decision, typed) -> {
            if (typed.because().isEmpty()) {
                throw Problem.invalid("because", "Say why, for somebody who reads this in five years.");
            }
            Decision after = decisions.decide(
                    actor, decision, new Decisions.Choice(
                            typed.chosen(), typed.because(), day(actor, typed.reviewOn()), typed.early()));
            return to(after, "It is decided: " + after.outcome() + ". Everyone who took part finds it told.");
        });
    }

    @PostMapping(ONE + "/rejection")
    @May(Who.GUEST)
    View reject(@PathVariable long iid, HttpServletRequest request, Project project, Role role, Actor actor) {
        return settle(request, project, role, actor, decisions.find(actor, project, iid), (decision, typed) -> {
            if (typed.rejected().isEmpty()) {
                throw Problem.invalid("rejected", "Say why, so that nobody has to propose it again to find out.");
            }
            return to(decisions.reject(actor, decision, typed.rejected()), "It is rejected, and the reason stays.");
        });
    }

    private View settle(
            HttpServletRequest request,
            Project project,
            Role role,
            Actor actor,
            Decision decision,
            BiFunction<Decision, DecideForm.Typed, Redirect> deed) {
        DecideForm.Typed typed = DecideForm.Typed.of(request);
        try {
            return deed.apply(decision, typed);
        } catch (Problem wrong) {
            Decision now = decisions.get(decision.id());
            return new DecidePage(
                    heads.of(project, role), new DecideForm(now, decisions.standing(actor, now), typed, wrong), wrong);
        }
    }

    @PostMapping(ONE + "/review")
    @May(Who.GUEST)
    Redirect review(
            @PathVariable long iid,
            @RequestParam(name = "review_on", defaultValue = "") String reviewOn,
            Project project,
            Actor actor) {
        Decision after = decisions.reviewOn(actor, decisions.find(actor, project, iid), day(actor, reviewOn));
        return to(after, after.reviewOn() == null ? "It stands until somebody changes it." : "It comes back on " + after.reviewOn() + ".");
    }

    @PostMapping(ONE + "/door")
    @May(Who.GUEST)
    Redirect door(
            @PathVariable long iid,
            @RequestParam(defaultValue = "") String door,
            @RequestParam(defaultValue = "") String reason,
            Project project,
            Actor actor) {
        boolean oneWay = Door.of(door) == Door.ONE_WAY;
        Decision after = decisions.turn(actor, decisions.find(actor, project, iid), Door.of(door), Words.line(reason));
        return to(after, oneWay ? "It is a one-way door now. Silence does not open it." : "It is a two-way door again.");
    }

    @PostMapping(ONE + "/supersession")
    @May(Who.GUEST)
    Redirect supersede(@PathVariable long iid, @RequestParam(defaultValue = "") String by, Project project, Actor actor) {
        Decision after = decisions.supersede(actor, decisions.find(actor, project, iid), Words.line(by));
        return to(after, after.status() == Decision.Status.SUPERSEDED
                ? "It is superseded. Both ends show it."
                : "It is superseded as soon as the other is decided.");
    }

    private @Nullable LocalDate day(Actor actor, String typed) {
        Map<String, String> wrong = new LinkedHashMap<>();
        LocalDate day = Days.read(Words.line(typed), LocalDate.ofInstant(clock.instant(), actor.require().zone()), wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return day;
    }

    private static Redirect to(Decision decision, String said) {
        return Redirect.to(decision.header().path()).saying(Notice.done(said));
    }
}
