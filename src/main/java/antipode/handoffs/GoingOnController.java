package antipode.handoffs;

import antipode.hours.DayBand;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.todos.TeamTurns;
import antipode.todos.Turn;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Going on without whoever is waited for, in the browser.
@Controller
class GoingOnController {

    private static final String THING = "/{project}/-/{kind:issues|merge_requests}/{iid}";

    private final Threads threads;
    private final GoingsOn goingsOn;
    private final TeamTurns teams;
    private final WorkingHours hours;
    private final Clock clock;

    GoingOnController(Threads threads, GoingsOn goingsOn, TeamTurns teams, WorkingHours hours, Clock clock) {
        this.threads = threads;
        this.goingsOn = goingsOn;
        this.teams = teams;
        this.hours = hours;
        this.clock = clock;
    }

    @GetMapping(THING + "/going-on/new")
    @May(Who.GUEST)
    View begin(
            @PathVariable String kind, @PathVariable long iid, @RequestParam @Nullable String from, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        Turn turn;
        try {
            turn = goingsOn.turn(actor, issuable, from);
        } catch (Problem nobody) {
            return Redirect.to(issuable.path()).saying(Notice.provisional(nobody.message()));
        }
        return page(actor, issuable, turn, "", "", turn.question(), null);
    }

    @PostMapping(THING + "/going-on")
    @May(Who.GUEST)
    View goOn(
            @PathVariable String kind,
            @PathVariable long iid,
            @RequestParam @Nullable String from,
            @RequestParam(defaultValue = "") String shipped,
            @RequestParam(defaultValue = "") String through,
            @RequestParam(defaultValue = "") String question,
            Project project,
            Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        Turn turn = goingsOn.turn(actor, issuable, from);
        try {
            GoingOn going = goingsOn.goOn(
                    actor, issuable, turn.holder().handle(), Words.of(shipped), Words.line(through), Words.of(question));
            return Redirect.to(issuable.path() + "#note_" + going.noteId()).saying(Notice.done(
                    "It moves on. The question stays open with " + turn.holder().firstName() + "."));
        } catch (Problem wrong) {
            return page(actor, issuable, turn, Words.of(shipped), Words.line(through), Words.of(question), wrong);
        }
    }

    private Page page(
            Actor actor, Issuable issuable, Turn turn, String shipped, String through, String question, @Nullable Problem wrong) {
        Map<String, String> errors = wrong == null
                ? Map.of()
                : wrong.fields().isEmpty() ? Map.of("", wrong.message()) : wrong.fields();
        Instant now = clock.instant();
        ZoneId zone = actor.require().zone();
        List<Person> next = turn.holder().team() == null
                ? List.of(Objects.requireNonNull(turn.holder().person()))
                : teams.next(turn.holder().team(), issuable.id());
        Schedule schedule = next.isEmpty() ? null : hours.of(next.getFirst().id());
        String sentence = schedule == null
                ? "Nobody in this team may see this"
                : (turn.holder().team() == null ? "" : next.getFirst().firstName() + ": ") + NextAtWork.of(schedule, now).sentence(zone);
        return new GoingOnPage(
                issuable, turn, sentence, schedule == null ? null : DayBand.comingDay(schedule, zone, now),
                shipped, through, question, errors, wrong == null ? 200 : wrong.status());
    }
}
