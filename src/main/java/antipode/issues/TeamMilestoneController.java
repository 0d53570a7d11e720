package antipode.issues;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Namespace;
import antipode.people.Who;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Role;
import antipode.projects.Teams;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/// The pages of a team's milestones, which serve all projects in and below it.
@Controller
class TeamMilestoneController {

    private final Milestones milestones;
    private final Teams teams;
    private final MilestoneController pages;

    TeamMilestoneController(Milestones milestones, Teams teams, MilestoneController pages) {
        this.milestones = milestones;
        this.teams = teams;
        this.pages = pages;
    }

    @GetMapping("/-/teams/{team}/milestones")
    @May(Who.ANYONE)
    Page list(@PathVariable String team, HttpServletRequest request, Actor actor) {
        Namespace found = find(actor, team);
        return pages.list(actor, null, found, milestones.of(found), MilestoneController.state(request), plans(actor, found));
    }

    @GetMapping("/-/teams/{team}/milestones/new")
    @May(Who.MEMBER)
    Page begin(@PathVariable String team, Actor actor) {
        return new MilestoneFormPage(null, planned(actor, team), null, Map.of(), Map.of());
    }

    @PostMapping("/-/teams/{team}/milestones")
    @May(Who.MEMBER)
    View make(@PathVariable String team, HttpServletRequest request, Actor actor) {
        Namespace found = planned(actor, team);
        Map<String, String> typed = MilestoneController.typed(request);
        try {
            return Redirect.to(milestones.create(found, MilestoneController.words(typed)).path());
        } catch (Problem wrong) {
            return new MilestoneFormPage(null, found, null, typed, MilestoneController.errors(wrong));
        }
    }

    @GetMapping("/-/teams/{team}/milestones/{milestone}")
    @May(Who.ANYONE)
    Page show(@PathVariable String team, @PathVariable long milestone, Actor actor) {
        Namespace found = find(actor, team);
        return pages.show(actor, null, found, numbered(found, milestone), found.fullPath(), plans(actor, found));
    }

    @GetMapping("/-/teams/{team}/milestones/{milestone}/edit")
    @May(Who.MEMBER)
    Page edit(@PathVariable String team, @PathVariable long milestone, Actor actor) {
        Namespace found = planned(actor, team);
        Milestone planned = numbered(found, milestone);
        return new MilestoneFormPage(null, found, planned, MilestoneController.typed(planned), Map.of());
    }

    @PostMapping("/-/teams/{team}/milestones/{milestone}")
    @May(Who.MEMBER)
    View save(@PathVariable String team, @PathVariable long milestone, HttpServletRequest request, Actor actor) {
        Namespace found = planned(actor, team);
        Milestone planned = numbered(found, milestone);
        Map<String, String> typed = MilestoneController.typed(request);
        try {
            return Redirect.to(milestones.change(planned, MilestoneController.words(typed)).path());
        } catch (Problem wrong) {
            return new MilestoneFormPage(null, found, planned, typed, MilestoneController.errors(wrong));
        }
    }

    @PostMapping("/-/teams/{team}/milestones/{milestone}/closure")
    @May(Who.MEMBER)
    View close(@PathVariable String team, @PathVariable long milestone, Actor actor) {
        return Redirect.to(milestones.close(numbered(planned(actor, team), milestone), true).path());
    }

    @PostMapping("/-/teams/{team}/milestones/{milestone}/closure/removal")
    @May(Who.MEMBER)
    View activate(@PathVariable String team, @PathVariable long milestone, Actor actor) {
        return Redirect.to(milestones.close(numbered(planned(actor, team), milestone), false).path());
    }

    @PostMapping("/-/teams/{team}/milestones/{milestone}/removal")
    @May(Who.MEMBER)
    View remove(@PathVariable String team, @PathVariable long milestone, Actor actor) {
        Namespace found = planned(actor, team);
        milestones.delete(numbered(found, milestone));
        return Redirect.to("/-/teams/" + found.id() + "/milestones").saying(Notice.done("The milestone is gone."));
    }

    private Milestone numbered(Namespace team, long iid) {
        return milestones.numbered(null, team, iid).orElseThrow(() -> Problem.notFound("Milestone"));
    }

    Namespace find(Actor actor, String team) {
        return teams.find(actor, team).filter(found -> found.kind() == Namespace.Kind.TEAM)
                .orElseThrow(() -> Problem.notFound("Team"));
    }

    private boolean plans(Actor actor, Namespace team) {
        return teams.role(actor, team).atLeast(Role.REPORTER);
    }

    private Namespace planned(Actor actor, String team) {
        Namespace found = find(actor, team);
        if (!plans(actor, found)) {
            throw Problem.refused("A team’s milestones are set by its reporters.");
        }
        return found;
    }
}
