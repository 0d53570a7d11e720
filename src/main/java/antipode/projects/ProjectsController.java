package antipode.projects;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.people.Who;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The list of projects, and making projects and teams.
@Controller
class ProjectsController {

    private static final int PER_PAGE = 50;

    private final Projects projects;
    private final ProjectLists lists;
    private final Teams teams;
    private final Namespaces namespaces;

    ProjectsController(Projects projects, ProjectLists lists, Teams teams, Namespaces namespaces) {
        this.projects = projects;
        this.lists = lists;
        this.teams = teams;
        this.namespaces = namespaces;
    }

    @GetMapping("/-/projects")
    @May(Who.ANYONE)
    Page list(Actor actor, @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "1") int page) {
        var number = Math.clamp(page, 1, 100_000);
        var filter = ProjectLists.Filter.ALL.searching(search.isBlank() ? null : search.strip());
        var read = lists.read(actor, filter, PER_PAGE + 1, (number - 1L) * PER_PAGE);
        var more = read.size() > PER_PAGE;
        var member = actor.member();
        return new ProjectsPage(more ? read.subList(0, PER_PAGE) : read, search, number, more, member != null && !member.external());
    }

    @GetMapping("/-/projects/new")
    @May(Who.MEMBER)
    Page newProject(Actor actor, @RequestParam(defaultValue = "") String namespace) {
        return new NewProjectPage(
                places(actor), namespace.isEmpty() ? Map.of() : Map.of("namespace", namespace, "readme", "1"), Map.of());
    }

    @PostMapping("/-/projects")
    @May(Who.MEMBER)
    View create(Actor actor, @RequestParam Map<String, String> form) {
        try {
            var namespace = teams.find(actor, form.getOrDefault("namespace", ""))
                    .orElseThrow(() -> Problem.invalid("namespace", "there is no such team"));
            var name = form.getOrDefault("name", "");
            var path = form.getOrDefault("path", "").strip();
            var project = projects.create(actor, new Projects.Draft(
                    namespace, path.isEmpty() ? Projects.pathOf(name) : path, name, form.getOrDefault("description", ""),
                    Visibility.of(form.getOrDefault("visibility", "internal")).orElse(Visibility.INTERNAL), "main",
                    form.containsKey("readme")));
            return Redirect.to(project.url());
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return new NewProjectPage(places(actor), form, problem.fields());
        }
    }

    @GetMapping("/-/teams/new")
    @May(Who.MEMBER)
    Page newTeam(Actor actor, @RequestParam(defaultValue = "") String parent) {
        return new NewTeamPage(owned(actor), Map.of("parent", parent), Map.of());
    }

    @PostMapping("/-/teams")
    @May(Who.MEMBER)
    View createTeam(Actor actor, @RequestParam Map<String, String> form) {
        try {
            var within = form.getOrDefault("parent", "");
            Namespace parent = within.isEmpty() ? null
                    : teams.find(actor, within).orElseThrow(() -> Problem.invalid("parent", "is not a team"));
            var name = form.getOrDefault("name", "");
            var path = form.getOrDefault("path", "").strip();
            var team = teams.create(
                    actor, parent, path.isEmpty() ? Projects.pathOf(name) : path, name, form.getOrDefault("description", ""));
            return Redirect.to("/" + team.fullPath());
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return new NewTeamPage(owned(actor), form, problem.fields());
        }
    }

    /// Where the actor may make a project.
    private List<Namespace> places(Actor actor) {
        var places = new ArrayList<Namespace>();
        teams.all(actor).stream().filter(team -> projects.mayCreateIn(actor, team)).forEach(places::add);
        Member member = actor.require();
        namespaces.ofMember(member.id()).filter(own -> projects.mayCreateIn(actor, own)).ifPresent(places::add);
        return places;
    }

    private List<Namespace> owned(Actor actor) {
        return teams.all(actor).stream().filter(team -> teams.role(actor, team).atLeast(Role.OWNER)).toList();
    }
}
