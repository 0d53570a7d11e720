package antipode.absences;

import antipode.people.Acquaintances;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.projects.ProjectLists;
import antipode.projects.Teams;
import antipode.web.Choice;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import antipode.web.Times;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where somebody tells of their own time off: any number of absences in one form, with who stands in.
@Controller
@May(Who.MEMBER)
class AbsenceController {

    static final String PATH = "/-/absences";

    private static final int OFFERED = 300;

    private final TimeOff timeOff;
    private final Members members;
    private final Acquaintances acquaintances;
    private final Teams teams;
    private final ProjectLists projects;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AbsenceController(
            TimeOff timeOff, Members members, Acquaintances acquaintances, Teams teams, ProjectLists projects, TransactionTemplate transaction, Clock clock) {
        this.timeOff = timeOff;
        this.members = members;
        this.acquaintances = acquaintances;
        this.teams = teams;
        this.projects = projects;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Page list(Actor actor) {
        return list(actor, AbsenceForm.empty());
    }

    /// States all that was filled in, or nothing.
    @PostMapping(PATH)
    View state(@RequestParam MultiValueMap<String, String> sent, Actor actor) {
        AbsenceForm form = AbsenceForm.of(sent);
        if (sent.containsKey("more")) {
            return list(actor, form.roomy());
        }
        int[] at = {0};
        try {
            if (form.filled().isEmpty()) {
                throw new AbsenceForm.NoDay("Say at least the first day.");
            }
            transaction.executeWithoutResult(_ -> {
                for (AbsenceForm.Row row : form.filled()) {
                    timeOff.state(actor, row.first(), row.last(), row.note(), form.standIns());
                    at[0]++;
                }
            });
        } catch (AbsenceForm.NoDay noDay) {
            return list(actor, form.wrong(at[0], noDay.sentence()).withRoomForStandIns());
        } catch (Problem problem) {
            return list(actor, marked(form, at[0], problem));
        }
        return Redirect.to(PATH).saying(Notice.done(
                at[0] == 1 ? "It is told to everyone whose work it touches, in their hours."
                        : "All " + at[0] + " are told to everyone whose work they touch, in their hours."));
    }

    @GetMapping(PATH + "/{id}")
    Page show(@PathVariable long id, Actor actor) {
        timeOff.own(actor, id);
        Stated stated = timeOff.find(actor, id).orElseThrow(() -> Problem.notFound("Absence"));
        return one(actor, id, AbsenceForm.of(stated));
    }

    @PostMapping(PATH + "/{id}")
    View change(@PathVariable long id, @RequestParam MultiValueMap<String, String> sent, Actor actor) {
        timeOff.own(actor, id);
        AbsenceForm form = AbsenceForm.of(sent);
        if (sent.containsKey("more")) {
            return one(actor, id, form.withRoomForStandIns());
        }
        AbsenceForm.Row row = form.rows().isEmpty() ? AbsenceForm.Row.EMPTY : form.rows().getFirst();
        try {
            timeOff.change(actor, id, row.first(), row.last(), row.note(), form.standIns());
        } catch (AbsenceForm.NoDay noDay) {
            return one(actor, id, form.wrong(0, noDay.sentence()).withRoomForStandIns());
        } catch (Problem problem) {
            return one(actor, id, marked(form, 0, problem));
        }
        return Redirect.to(PATH).saying(Notice.done("Changed. Whoever was told hears of it once more if they have to wait differently."));
    }

    @PostMapping(PATH + "/{id}/withdrawal")
    View withdraw(@PathVariable long id, Actor actor) {
        timeOff.withdraw(actor, id);
        return Redirect.to(PATH).saying(Notice.done("Taken back. Whoever was told of it is told that you are here."));
    }

    private static AbsenceForm marked(AbsenceForm form, int at, Problem problem) {
        Map<String, String> fields = problem.fields();
        if (fields.isEmpty()) {
            throw problem;
        }
        String standIns = fields.get("delegates");
        AbsenceForm marked = standIns == null ? form.wrong(at, sentence(fields)) : form.wrongStandIns("Those who stand in " + standIns + ".");
        return marked.withRoomForStandIns();
    }

    private static String sentence(Map<String, String> fields) {
        List<String> sentences = new ArrayList<>();
        fields.forEach((field, words) -> sentences.add(switch (field) {
            case "first_on" -> "The first day ";
            case "last_on" -> "The last day ";
            default -> "The note ";
        } + words + "."));
        return String.join(" ", sentences);
    }

    private AbsencesPage list(Actor actor, AbsenceForm form) {
        LocalDate today = timeOff.today(actor);
        return new AbsencesPage(timeOff.of(actor, actor.id()), today, times(actor), form, choices(actor));
    }

    private AbsencePage one(Actor actor, long id, AbsenceForm form) {
        return new AbsencePage(id, form, choices(actor));
    }

    private Times times(Actor actor) {
        Member member = actor.require();
        return new Times(clock.instant(), member.zone());
    }

    /// What a browser proposes while one types.
    private AbsenceChoices choices(Actor actor) {
        List<Choice> areas = new ArrayList<>();
        teams.all(actor).stream().limit(OFFERED).forEach(team -> areas.add(new Choice(team.fullPath(), team.name())));
        projects.read(actor, ProjectLists.Filter.ALL, OFFERED, 0)
                .forEach(project -> areas.add(new Choice(project.fullPath(), project.name())));
        return new AbsenceChoices(
                acquaintances.among(actor, members.active()).stream()
                        .filter(member -> !actor.is(member.id()))
                        .limit(OFFERED)
                        .map(member -> new Choice(member.username(), member.name()))
                        .toList(),
                areas);
    }
}
