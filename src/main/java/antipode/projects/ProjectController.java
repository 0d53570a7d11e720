package antipode.projects;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.Who;
import antipode.api.Site;
import antipode.capacity.Capacities;
import antipode.capacity.Capacity;
import antipode.projects.ProjectOverviewPart.Prose;
import antipode.projects.ProjectOverviewPart.Rows;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// A project's own pages, and those of teams, which share one space of addresses.
@Controller
class ProjectController {

    /// Every address that is nothing else.
    static final String REST = "/{*path}";

    private final Projects projects;
    private final ProjectLists lists;
    private final ProjectHeads heads;
    private final ProjectMembers memberships;
    private final Teams teams;
    private final Members members;
    private final Access access;
    private final Capacities capacities;
    private final Clock clock;
    private final List<ProjectOverviewPart> parts;

    ProjectController(
            Projects projects,
            ProjectLists lists,
            ProjectHeads heads,
            ProjectMembers memberships,
            Teams teams,
            Members members,
            Access access,
            Capacities capacities,
            Clock clock,
            List<ProjectOverviewPart> parts) {
        this.capacities = capacities;
        this.clock = clock;
        this.projects = projects;
        this.lists = lists;
        this.heads = heads;
        this.memberships = memberships;
        this.teams = teams;
        this.members = members;
        this.access = access;
        this.parts = parts.stream().sorted(Comparator.comparingInt(ProjectOverviewPart::order)).toList();
    }

    /// Whatever lies at an address that nothing else has: a project, a team, or a member's own place.
    @GetMapping(REST)
    @May(Who.ANYONE)
    Page show(@PathVariable String path, Actor actor, Site site) {
        var name = path.substring(1).replaceAll("/$", "");
        var project = projects.visibleTo(actor).find(name);
        if (project.isPresent()) return overview(project.get(), actor, site);
        return team(actor, teams.find(actor, name).filter(found -> !name.matches("\\d+"))
                .orElseThrow(() -> Problem.notFound("Page")));
    }

    private Page overview(Project project, Actor actor, Site site) {
        var head = heads.of(project, access.level(actor, project));
        var shown = parts.stream().flatMap(part -> part.of(actor, head).stream()).toList();
        return new ProjectPage(
                head,
                shown.stream().filter(Prose.class::isInstance).map(Prose.class::cast).toList(),
                shown.stream().filter(Rows.class::isInstance).map(Rows.class::cast).toList(),
                actor.signedIn() ? memberships.all(project.id()) : List.of(),
                site.url(project.url() + ".git"));
    }

    private Page team(Actor actor, Namespace namespace) {
        var inside = teams.all(actor).stream()
                .filter(team -> team.parentId() != null && team.parentId() == namespace.id()).toList();
        var owner = namespace.kind() == Namespace.Kind.TEAM && teams.role(actor, namespace).atLeast(Role.OWNER);
        var known = actor.signedIn() && namespace.kind() == Namespace.Kind.TEAM;
        List<ProjectMembers.Membership> belonging = known ? memberships.ofTeam(namespace.id()) : List.of();
        return new TeamPage(
                namespace, inside, lists.read(actor, ProjectLists.Filter.ALL.in(namespace.id()), 200, 0),
                belonging, capacities(belonging), projects.mayCreateIn(actor, namespace), owner);
    }

    @PostMapping("/-/teams/{team}/members")
    @May(Who.MEMBER)
    View putInTeam(@PathVariable String team, Actor actor, @RequestParam Map<String, String> form) {
        var namespace = ownTeam(team, actor);
        var member = members.findByUsername(form.getOrDefault("username", "").strip().replaceFirst("^@", ""))
                .orElseThrow(() -> Problem.notFound("Member"));
        memberships.putInTeam(namespace.id(), teams.role(actor, namespace), member, role(form), until(form));
        return Redirect.to("/" + namespace.fullPath()).saying(Notice.done(member.name() + " belongs to the team."));
    }

    @PostMapping("/-/teams/{team}/members/{member}/removal")
    @May(Who.MEMBER)
    View removeFromTeam(@PathVariable String team, @PathVariable long member, Actor actor) {
        var namespace = ownTeam(team, actor);
        memberships.removeFromTeam(namespace.id(), member);
        return Redirect.to("/" + namespace.fullPath()).saying(Notice.done("They don’t belong to the team any more."));
    }

    private Namespace ownTeam(String id, Actor actor) {
        var namespace = teams.find(actor, id).filter(found -> found.kind() == Namespace.Kind.TEAM)
                .orElseThrow(() -> Problem.notFound("Team"));
        if (!teams.role(actor, namespace).atLeast(Role.OWNER)) throw Problem.refused("A team’s members are chosen by its owners.");
        return namespace;
    }

    @GetMapping("/{project}/-/members")
    @May(Who.GUEST)
    Page showMembers(Project project, Role role) {
        List<ProjectMembers.Membership> belonging = memberships.all(project.id());
        return new MembersPage(heads.of(project, role), belonging, capacities(belonging));
    }

    private Map<Long, Capacity> capacities(List<ProjectMembers.Membership> members) {
        return capacities.of(members.stream().map(one -> one.member().id()).toList(), clock.instant());
    }

    @PostMapping("/{project}/-/members")
    @May(Who.MAINTAINER)
    View putMember(Project project, Role role, @RequestParam Map<String, String> form) {
        var member = members.findByUsername(form.getOrDefault("username", "").strip().replaceFirst("^@", ""))
                .orElseThrow(() -> Problem.notFound("Member"));
        var given = role(form);
        if (memberships.direct(project.id()).stream().anyMatch(one -> one.member().id() == member.id())) {
            memberships.change(project, role, member.id(), given, until(form));
        } else {
            memberships.add(project, role, member, given, until(form));
        }
        return Redirect.to(project.url() + "/-/members").saying(Notice.done(member.name() + " belongs to the project."));
    }

    @PostMapping("/{project}/-/members/{member}/removal")
    @May(Who.MAINTAINER)
    View removeMember(Project project, Role role, @PathVariable long member) {
        memberships.remove(project, role, member);
        return Redirect.to(project.url() + "/-/members").saying(Notice.done("They don’t belong to the project any more."));
    }

    @GetMapping("/{project}/-/settings")
    @May(Who.MAINTAINER)
    Page settings(Project project, Role role) {
        return new SettingsPage(heads.of(project, role), Map.of(), Map.of());
    }

    @PostMapping("/{project}/-/settings")
    @May(Who.MAINTAINER)
    View describe(Project project, Role role, @RequestParam Map<String, String> form) {
        try {
            var approvals = form.getOrDefault("approvals", "0").strip();
            if (!approvals.matches("\\d{1,3}")) throw Problem.invalid("approvals_before_merge", "must be between 0 and 100");
            projects.describe(
                    project, form.getOrDefault("name", ""), form.getOrDefault("description", ""),
                    Visibility.of(form.getOrDefault("visibility", "")).orElse(project.visibility()),
                    form.getOrDefault("default_branch", project.defaultBranch()), Integer.parseInt(approvals),
                    form.containsKey("must_resolve"));
            return Redirect.to(project.url() + "/-/settings").saying(Notice.done("Saved."));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return new SettingsPage(heads.of(project, role), form, problem.fields());
        }
    }

    private static Role role(Map<String, String> form) {
        return switch (form.getOrDefault("level", "")) {
            case "10" -> Role.GUEST;
            case "20" -> Role.REPORTER;
            case "30" -> Role.DEVELOPER;
            case "40" -> Role.MAINTAINER;
            case "50" -> Role.OWNER;
            default -> throw Problem.invalid("level", "is not one of the five");
        };
    }

    private static @Nullable LocalDate until(Map<String, String> form) {
        var text = form.getOrDefault("until", "").strip();
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            throw Problem.invalid("until", "is not a day; one looks like 2027-03-01");
        }
    }
}
