package antipode.delivery;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Namespace;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Teams;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where one says of how much one hears: in a team, a project, one thing.
@Controller
class LevelController {

    private static final String THING = "/{project}/-/{kind:issues|merge_requests}/{iid}/notices";

    private final Levels levels;
    private final Teams teams;
    private final Threads threads;

    LevelController(Levels levels, Teams teams, Threads threads) {
        this.levels = levels;
        this.teams = teams;
        this.threads = threads;
    }

    @GetMapping("/{project}/-/notices")
    @May(Who.GUEST)
    Page ofProject(Project project, Actor actor) {
        return page(actor, Place.of(project));
    }

    @PostMapping("/{project}/-/notices")
    @May(Who.GUEST)
    View sayOfProject(
            Project project, Actor actor, @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") List<String> events) {
        return say(actor, Place.of(project), level, events);
    }

    @GetMapping("/-/teams/{team}/notices")
    @May(Who.MEMBER)
    Page ofTeam(@PathVariable String team, Actor actor) {
        return page(actor, Place.of(team(actor, team)));
    }

    @PostMapping("/-/teams/{team}/notices")
    @May(Who.MEMBER)
    View sayOfTeam(
            @PathVariable String team, Actor actor, @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") List<String> events) {
        return say(actor, Place.of(team(actor, team)), level, events);
    }

    @GetMapping(THING)
    @May(Who.GUEST)
    Page ofThing(@PathVariable String kind, @PathVariable long iid, Project project, Actor actor) {
        return page(actor, Place.of(thing(actor, project, kind, iid)));
    }

    @PostMapping(THING)
    @May(Who.GUEST)
    View sayOfThing(
            @PathVariable String kind, @PathVariable long iid, Project project, Actor actor,
            @RequestParam(defaultValue = "") String level) {
        return say(actor, Place.of(thing(actor, project, kind, iid)), level, List.of());
    }

    private Page page(Actor actor, Place place) {
        return new LevelPage(place, levels.of(actor.id(), place), null);
    }

    private View say(Actor actor, Place place, String level, List<String> events) {
        try {
            levels.say(actor.id(), place, new Levels.Stated(Level.of(level), chosen(events)));
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) {
                throw wrong;
            }
            String why = wrong.fields().values().iterator().next();
            return new LevelPage(place, levels.of(actor.id(), place), "That " + why + ".");
        }
        return Redirect.to(place.path()).saying(Notice.done("Saved. It holds for whatever happens from now on."));
    }

    static List<String> chosen(List<String> events) {
        for (String event : events) {
            if (!Level.Event.keys().contains(event)) {
                throw Problem.invalid("events", "are some of " + String.join(", ", Level.Event.keys()));
            }
        }
        return events.stream().distinct().toList();
    }

    private Namespace team(Actor actor, String team) {
        return teams.find(actor, team)
                .filter(found -> found.kind() == Namespace.Kind.TEAM)
                .orElseThrow(() -> Problem.notFound("Team"));
    }

    private Issuable thing(Actor actor, Project project, String kind, long iid) {
        return threads.find(
                actor, project, kind.equals("issues") ? Issuable.Kind.ISSUE : Issuable.Kind.MERGE_REQUEST, iid);
    }
}
