package antipode.projects;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// What a team says of itself, and the way to all else that its owners set.
@Controller
@May(Who.MEMBER)
class TeamSettingsController {

    private final Teams teams;
    private final Namespaces namespaces;
    private final ProjectMembers memberships;

    TeamSettingsController(Teams teams, Namespaces namespaces, ProjectMembers memberships) {
        this.teams = teams;
        this.namespaces = namespaces;
        this.memberships = memberships;
    }

    @GetMapping("/-/teams/{team}/settings")
    Page show(@PathVariable String team, Actor actor) {
        return page(own(team, actor), Map.of(), Map.of());
    }

    @PostMapping("/-/teams/{team}/settings")
    View describe(@PathVariable String team, Actor actor, @RequestParam Map<String, String> form) {
        var namespace = own(team, actor);
        try {
            namespaces.describe(namespace, form.getOrDefault("name", ""), form.getOrDefault("description", ""));
            return Redirect.to("/-/teams/" + namespace.id() + "/settings").saying(Notice.done("Saved."));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(namespace, form, problem.fields());
        }
    }

    private Namespace own(String id, Actor actor) {
        var namespace = teams.find(actor, id).filter(found -> found.kind() == Namespace.Kind.TEAM).orElseThrow(() -> Problem.notFound("Team"));
        if (!teams.role(actor, namespace).atLeast(Role.OWNER)) throw Problem.refused("A team’s settings are its owners’.");
        return namespace;
    }

    private TeamSettingsPage page(Namespace team, Map<String, String> values, Map<String, String> errors) {
        return new TeamSettingsPage(team, memberships.ofTeam(team.id()).size(), values, errors);
    }
}
