package antipode.audit;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Namespace;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.projects.Teams;
import antipode.web.OwnTransactions;
import antipode.web.Page;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What was done: in the workspace, for administrators; in a project, for its maintainers; in a team, for its owners.
@Controller
class AuditController {

    private static final String WORKSPACE = "/-/admin/audit";
    private static final String PROJECT = "/{project}/-/audit";
    private static final String TEAM = "/-/teams/{team}/audit";
    private static final int LISTED = 50;

    private final AuditLog entries;
    private final Seals seals;
    private final AuditExport export;
    private final ProjectHeads heads;
    private final Teams teams;

    AuditController(AuditLog entries, Seals seals, AuditExport export, ProjectHeads heads, Teams teams) {
        this.entries = entries;
        this.seals = seals;
        this.export = export;
        this.heads = heads;
        this.teams = teams;
    }

    @GetMapping(WORKSPACE)
    @May(Who.ADMINISTRATOR)
    Page workspace(Actor actor, @RequestParam Map<String, String> query) {
        return page(actor, new AuditPage.Place(WORKSPACE, "Audit log", null, null), new Scope.Workspace(), query)
                .sealed(seals.last().orElse(null));
    }

    /// Looks whether all entries are as they were written.
    @GetMapping(WORKSPACE + "/check")
    @May(Who.ADMINISTRATOR)
    Page check() {
        return new AuditCheckPage(seals.last().orElse(null), seals.broken().orElse(null));
    }

    @GetMapping(PROJECT)
    @May(Who.MAINTAINER)
    Page project(Project project, Role role, Actor actor, @RequestParam Map<String, String> query) {
        return page(actor, new AuditPage.Place(project.url() + "/-/audit", "Audit log", heads.of(project, role), null), new Scope.OfProject(project), query);
    }

    @GetMapping(TEAM)
    @May(Who.MEMBER)
    Page team(@PathVariable String team, Actor actor, @RequestParam Map<String, String> query) {
        var own = own(actor, team);
        return page(actor, new AuditPage.Place("/-/teams/" + own.id() + "/audit", "Audit log", null, own), new Scope.OfTeam(own), query);
    }

    @GetMapping({WORKSPACE + ".csv", WORKSPACE + ".json"})
    @May(Who.ADMINISTRATOR)
    @OwnTransactions
    void exportWorkspace(
            Actor actor, @RequestParam Map<String, String> query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        export.write(new Scope.Workspace(), Filter.of(query), actor.require().zone(), request.getRequestURI(), response);
    }

    @GetMapping({PROJECT + ".csv", PROJECT + ".json"})
    @May(Who.MAINTAINER)
    @OwnTransactions
    void exportProject(
            Project project, Actor actor, @RequestParam Map<String, String> query, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        export.write(new Scope.OfProject(project), Filter.of(query), actor.require().zone(), request.getRequestURI(), response);
    }

    @GetMapping({TEAM + ".csv", TEAM + ".json"})
    @May(Who.MEMBER)
    @OwnTransactions
    void exportTeam(
            @PathVariable String team, Actor actor, @RequestParam Map<String, String> query, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        export.write(new Scope.OfTeam(own(actor, team)), Filter.of(query), actor.require().zone(), request.getRequestURI(), response);
    }

    private AuditPage page(Actor actor, AuditPage.Place place, Scope scope, Map<String, String> query) {
        var filter = Filter.of(query);
        if (filter.mistake() != null) return new AuditPage(place, filter, entries.kinds(), List.of(), null, null);
        var read = entries.after(
                scope, filter, actor.require().zone(), AuditLog.Place.read(query.getOrDefault("after", "")), LISTED + 1);
        var more = read.size() > LISTED;
        var shown = more ? read.subList(0, LISTED) : read;
        return new AuditPage(place, filter, entries.kinds(), shown, more ? AuditLog.Place.of(shown.getLast()).written() : null, null);
    }

    private Namespace own(Actor actor, String id) {
        var team = teams.find(actor, id).filter(found -> found.kind() == Namespace.Kind.TEAM).orElseThrow(() -> Problem.notFound("Team"));
        if (!teams.role(actor, team).atLeast(Role.OWNER)) throw Problem.refused("The audit log of a team is for its owners.");
        return team;
    }
}
