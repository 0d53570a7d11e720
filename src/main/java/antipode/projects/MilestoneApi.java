package antipode.projects;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Namespace;
import antipode.people.Who;
import antipode.web.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Milestones of projects and teams, in GitLab's form. Days are days: nobody's zone moves them.
@Api
class MilestoneApi {

    private static final String[] CHANGEABLE = {"title", "description", "start_date", "due_date", "state_event"};

    private final Milestones milestones;
    private final Teams teams;
    private final Clock clock;

    MilestoneApi(Milestones milestones, Teams teams, Clock clock) {
        this.milestones = milestones;
        this.teams = teams;
        this.clock = clock;
    }

    @GetMapping("/projects/{id}/milestones")
    @May(Who.READER)
    Listing<MilestoneJson> list(Project project, Parameters sent, Pagination pagination, Site site) {
        var above = sent.bool("include_ancestors", sent.bool("include_parent_milestones", false));
        return list(milestones.of(project, above), sent, pagination, site);
    }

    @PostMapping("/projects/{id}/milestones")
    @May(Who.REPORTER)
    MilestoneJson create(Project project, Parameters sent, Site site) {
        return json(milestones.create(project, words(sent, null)), site);
    }

    @GetMapping("/projects/{id}/milestones/{milestone}")
    @May(Who.READER)
    MilestoneJson show(Project project, @PathVariable long milestone, Site site) {
        return json(find(project, milestone), site);
    }

    @PutMapping("/projects/{id}/milestones/{milestone}")
    @May(Who.REPORTER)
    MilestoneJson change(Project project, @PathVariable long milestone, Parameters sent, Site site) {
        return json(change(find(project, milestone), sent), site);
    }

    @DeleteMapping("/projects/{id}/milestones/{milestone}")
    @May(Who.REPORTER)
    void delete(Project project, @PathVariable long milestone) {
        milestones.delete(find(project, milestone));
    }

    @GetMapping("/groups/{group}/milestones")
    @May(Who.ANYONE)
    Listing<MilestoneJson> listOfTeam(@PathVariable String group, Actor actor, Parameters sent, Pagination pagination, Site site) {
        return list(milestones.of(team(actor, group)), sent, pagination, site);
    }

    @PostMapping("/groups/{group}/milestones")
    @May(Who.MEMBER)
    MilestoneJson createOfTeam(@PathVariable String group, Actor actor, Parameters sent, Site site) {
        return json(milestones.create(plannedBy(actor, group), words(sent, null)), site);
    }

    @GetMapping("/groups/{group}/milestones/{milestone}")
    @May(Who.ANYONE)
    MilestoneJson showOfTeam(@PathVariable String group, @PathVariable long milestone, Actor actor, Site site) {
        return json(find(team(actor, group), milestone), site);
    }

    @PutMapping("/groups/{group}/milestones/{milestone}")
    @May(Who.MEMBER)
    MilestoneJson changeOfTeam(
            @PathVariable String group, @PathVariable long milestone, Actor actor, Parameters sent, Site site) {
        return json(change(find(plannedBy(actor, group), milestone), sent), site);
    }

    @DeleteMapping("/groups/{group}/milestones/{milestone}")
    @May(Who.MEMBER)
    void deleteOfTeam(@PathVariable String group, @PathVariable long milestone, Actor actor) {
        milestones.delete(find(plannedBy(actor, group), milestone));
    }

    private Listing<MilestoneJson> list(List<Milestone> all, Parameters sent, Pagination pagination, Site site) {
        var state = sent.oneOf("state", "active", "closed", "all");
        var iids = sent.integers("iids");
        var title = sent.text("title");
        var search = sent.text("search", "").toLowerCase(Locale.ROOT);
        return pagination.of(all.stream()
                .filter(one -> state == null || state.equals("all") || state.equals("active") == one.active())
                .filter(one -> iids == null || iids.contains((long) one.iid()))
                .filter(one -> title == null || one.title().equals(title))
                .filter(one -> (one.title() + "\n" + one.description()).toLowerCase(Locale.ROOT).contains(search))
                .toList()).map(one -> json(one, site));
    }

    private Milestone change(Milestone found, Parameters sent) {
        sent.atLeastOneOf(CHANGEABLE);
        var event = sent.oneOf("state_event", "close", "activate");
        var words = words(sent, found);
        var changed = words.equals(found.words()) ? found : milestones.change(found, words);
        return event == null ? changed : milestones.close(changed, event.equals("close"));
    }

    private static Milestone.Words words(Parameters sent, @Nullable Milestone now) {
        return sent.together(all -> new Milestone.Words(
                now != null && !all.has("title") ? now.title() : all.required("title"),
                now != null && !all.has("description") ? now.description() : all.text("description", ""),
                now != null && !all.has("start_date") ? now.start() : all.date("start_date"),
                now != null && !all.has("due_date") ? now.due() : all.date("due_date")));
    }

    private Milestone find(Project project, long id) {
        return milestones.byIds(List.of(id)).values().stream()
                .filter(one -> one.projectId() != null && one.projectId() == project.id())
                .findFirst().orElseThrow(() -> Problem.notFound("Milestone"));
    }

    private Milestone find(Namespace team, long id) {
        return milestones.byIds(List.of(id)).values().stream()
                .filter(one -> one.teamId() != null && one.teamId() == team.id())
                .findFirst().orElseThrow(() -> Problem.notFound("Milestone"));
    }

    private Namespace team(Actor actor, String group) {
        return teams.find(actor, group).filter(found -> found.kind() == Namespace.Kind.TEAM)
                .orElseThrow(() -> Problem.notFound("Group"));
    }

    private Namespace plannedBy(Actor actor, String group) {
        var team = team(actor, group);
        if (!teams.role(actor, team).atLeast(Role.REPORTER)) throw Problem.refused("A team’s milestones are set by its reporters.");
        return team;
    }

    private MilestoneJson json(Milestone milestone, Site site) {
        return MilestoneJson.of(milestone, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), site);
    }
}
