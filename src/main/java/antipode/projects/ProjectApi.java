package antipode.projects;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.web.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Projects, in GitLab's form.
@Api
class ProjectApi {

    private final Projects projects;
    private final ProjectLists lists;
    private final Namespaces namespaces;
    private final Members members;
    private final ProjectMembers memberships;
    private final Teams teams;
    private final List<ProjectFacts> facts;

    ProjectApi(
            Projects projects,
            ProjectLists lists,
            Namespaces namespaces,
            Members members,
            ProjectMembers memberships,
            Teams teams,
            List<ProjectFacts> facts) {
        this.projects = projects;
        this.lists = lists;
        this.namespaces = namespaces;
        this.members = members;
        this.memberships = memberships;
        this.teams = teams;
        this.facts = facts;
    }

    @GetMapping("/projects")
    @May(Who.ANYONE)
    Listing<ProjectJson> list(Actor actor, Parameters parameters, Pagination pagination, Site site) {
        return list(actor, parameters, pagination, null, site);
    }

    @GetMapping("/groups/{group}/projects")
    @May(Who.ANYONE)
    Listing<ProjectJson> ofGroup(
            @PathVariable String group, Actor actor, Parameters parameters, Pagination pagination, Site site) {
        var team = teams.find(actor, group).orElseThrow(() -> Problem.notFound("Group"));
        return list(actor, parameters, pagination, team.id(), site);
    }

    private Listing<ProjectJson> list(
            Actor actor, Parameters parameters, Pagination pagination, @Nullable Long namespace, Site site) {
        var visibility = parameters.oneOf("visibility", "private", "internal", "public");
        var least = Role.of((int) Math.clamp(parameters.integer("min_access_level", 0), 0, 50));
        if (parameters.bool("owned", false)) least = Role.OWNER;
        else if (parameters.bool("membership", false) && least == Role.NONE) least = Role.GUEST;
        var descending = !"asc".equals(parameters.oneOf("sort", "asc", "desc"));
        var filter = new ProjectLists.Filter(
                parameters.text("search"), visibility == null ? null : Visibility.of(visibility).orElse(null), namespace, least,
                order(parameters.text("order_by", "created_at")), descending, null);
        var page = pagination.byKey()
                ? pagination.keyset(
                        List.of("id"),
                        keyset -> lists.read(actor, new ProjectLists.Filter(
                                filter.search(), filter.visibility(), namespace, filter.least(), ProjectLists.Order.ID,
                                keyset.descending(), keyset.after() == null ? null : keyset.after().id()), keyset.limit(), 0),
                        project -> new antipode.api.Keyset.After(Long.toString(project.id()), project.id()))
                : pagination.list(most -> lists.count(actor, filter, most), (limit, offset) -> lists.read(actor, filter, limit, offset));
        return page.mapAll(read -> json(actor, read, site));
    }

    @PostMapping("/projects")
    @May(Who.MEMBER)
    ProjectJson create(Actor actor, Parameters parameters, Site site) {
        var name = parameters.text("name");
        var path = parameters.text("path");
        if (name == null && path == null) throw Refusal.parameters("name, path are missing, at least one parameter must be provided");
        var wished = parameters.integer("namespace_id");
        var namespace = wished == null
                ? namespaces.ofMember(actor.id()).orElseThrow(() -> Problem.notFound("Namespace"))
                : teams.find(actor, Long.toString(wished)).orElseThrow(() -> Problem.notFound("Namespace"));
        var chosenName = Objects.requireNonNullElse(name, Objects.requireNonNullElse(path, ""));
        var project = projects.create(actor, new Projects.Draft(
                namespace, path == null ? Projects.pathOf(chosenName) : path, chosenName, parameters.text("description", ""),
                visibility(parameters, Visibility.INTERNAL), parameters.text("default_branch", "main"),
                parameters.bool("initialize_with_readme", false)));
        var merging = merging(parameters, project.merging());
        return json(actor, merging.equals(project.merging()) ? project : projects.mergeBy(project, merging), Role.OWNER, site);
    }

    @GetMapping("/projects/{id}")
    @May(Who.READER)
    ProjectJson show(Project project, Role role, Actor actor, Site site) {
        return json(actor, project, actor.signedIn() ? role : null, site);
    }

    @PutMapping("/projects/{id}")
    @May(Who.MAINTAINER)
    ProjectJson describe(Project project, Role role, Actor actor, Parameters parameters, Site site) {
        parameters.atLeastOneOf(
                "name", "description", "visibility", "default_branch", "approvals_before_merge", "merge_method", "squash_option",
                "only_allow_merge_if_all_discussions_are_resolved", "remove_source_branch_after_merge");
        var merging = merging(parameters, project.merging());
        var changed = projects.describe(
                project, parameters.text("name", project.name()),
                parameters.has("description") ? parameters.text("description", "") : project.description(),
                visibility(parameters, project.visibility()), parameters.text("default_branch", project.defaultBranch()),
                (int) Math.clamp(parameters.integer("approvals_before_merge", project.approvalsRequired()), -1, 1000),
                parameters.bool("only_allow_merge_if_all_discussions_are_resolved", project.mustResolve()));
        return json(actor, merging.equals(changed.merging()) ? changed : projects.mergeBy(changed, merging), role, site);
    }

    @DeleteMapping("/projects/{id}")
    @May(Who.OWNER)
    Answer<Map<String, String>> delete(Project project) {
        projects.delete(project);
        return Answer.accepted();
    }

    record MemberJson(
            long id,
            String username,
            String name,
            String state,
            boolean locked,
            @Nullable String avatarUrl,
            String webUrl,
            int accessLevel,
            java.time.@Nullable LocalDate expiresAt,
            java.time.@Nullable Instant createdAt,
            String membershipState) {

        static MemberJson of(ProjectMembers.Membership one, Site site) {
            var user = UserJson.of(one.member(), site);
            return new MemberJson(
                    user.id(), user.username(), user.name(), user.state(), user.locked(), user.avatarUrl(), user.webUrl(),
                    one.role().level(), one.expiresAt(), one.createdAt(), "active");
        }
    }

    @GetMapping({"/projects/{id}/members", "/projects/{id}/users"})
    @May(Who.GUEST)
    Listing<MemberJson> members(Project project, Parameters parameters, Pagination pagination, Site site) {
        return pagination.of(matching(memberships.direct(project.id()), parameters)).map(one -> MemberJson.of(one, site));
    }

    @GetMapping("/projects/{id}/members/all")
    @May(Who.GUEST)
    Listing<MemberJson> allMembers(Project project, Parameters parameters, Pagination pagination, Site site) {
        return pagination.of(matching(memberships.all(project.id()), parameters)).map(one -> MemberJson.of(one, site));
    }

    @GetMapping({"/projects/{id}/members/{user}", "/projects/{id}/members/all/{user}"})
    @May(Who.GUEST)
    MemberJson member(Project project, @PathVariable long user, Site site) {
        return memberships.all(project.id()).stream().filter(one -> one.member().id() == user).findFirst()
                .map(one -> MemberJson.of(one, site)).orElseThrow(() -> Problem.notFound("Not found"));
    }

    @PostMapping("/projects/{id}/members")
    @May(Who.MAINTAINER)
    MemberJson addMember(Project project, Role giver, Parameters parameters, Site site) {
        parameters.require("user_id", "access_level");
        var member = members.find(parameters.requiredInteger("user_id")).orElseThrow(() -> Problem.notFound("User"));
        memberships.add(project, giver, member, level(parameters), parameters.date("expires_at"));
        return direct(project, member, site);
    }

    @PutMapping("/projects/{id}/members/{user}")
    @May(Who.MAINTAINER)
    MemberJson changeMember(Project project, Role giver, @PathVariable long user, Parameters parameters, Site site) {
        parameters.require("access_level");
        memberships.change(project, giver, user, level(parameters), parameters.date("expires_at"));
        return direct(project, members.find(user).orElseThrow(() -> Problem.notFound("User")), site);
    }

    @DeleteMapping("/projects/{id}/members/{user}")
    @May(Who.MAINTAINER)
    void removeMember(Project project, Role giver, @PathVariable long user) {
        memberships.remove(project, giver, user);
    }

    private MemberJson direct(Project project, Member member, Site site) {
        return memberships.direct(project.id()).stream().filter(one -> one.member().id() == member.id()).findFirst()
                .map(one -> MemberJson.of(one, site)).orElseThrow(() -> Problem.notFound("Member"));
    }

    private static List<ProjectMembers.Membership> matching(List<ProjectMembers.Membership> all, Parameters parameters) {
        var query = parameters.text("query", "").toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(one -> one.member().username().toLowerCase(Locale.ROOT).contains(query)
                        || one.member().name().toLowerCase(Locale.ROOT).contains(query))
                .toList();
    }

    static Role level(Parameters parameters) {
        var level = (int) Math.clamp(parameters.requiredInteger("access_level"), 0, 1000);
        var role = Role.of(level);
        if (role == Role.NONE || role.level() != level) throw Refusal.parameters("access_level does not have a valid value");
        return role;
    }

    private static Visibility visibility(Parameters parameters, Visibility otherwise) {
        var word = parameters.oneOf("visibility", "private", "internal", "public");
        return word == null ? otherwise : Visibility.of(word).orElse(otherwise);
    }

    private static Merging merging(Parameters parameters, Merging now) {
        var method = parameters.oneOf("merge_method", "merge", "rebase_merge", "ff");
        var squash = parameters.oneOf("squash_option", "never", "always", "default_on", "default_off");
        return new Merging(
                method == null ? now.method() : Merging.Method.of(method).orElseThrow(),
                squash == null ? now.squash() : Merging.Squash.of(squash).orElseThrow(),
                parameters.bool("remove_source_branch_after_merge", now.removesSource()),
                now.ownersApprove());
    }

    private static ProjectLists.Order order(String word) {
        return switch (word) {
            case "id" -> ProjectLists.Order.ID;
            case "name" -> ProjectLists.Order.NAME;
            case "path" -> ProjectLists.Order.PATH;
            case "last_activity_at", "updated_at" -> ProjectLists.Order.LAST_ACTIVITY_AT;
            case "created_at" -> ProjectLists.Order.CREATED_AT;
            default -> throw Refusal.parameters("order_by does not have a valid value");
        };
    }

    private ProjectJson json(Actor actor, Project project, @Nullable Role role, Site site) {
        var namespace = namespaces.find(project.namespaceId()).orElseThrow(() -> Problem.notFound("Project"));
        var owner = namespace.memberId() == null ? null : members.find(namespace.memberId()).orElse(null);
        return ProjectJson.of(project, namespace, owner, role, known(actor, List.of(project)), site);
    }

    private List<ProjectJson> json(Actor actor, List<Project> read, Site site) {
        var places = namespaces.byIds(read.stream().map(Project::namespaceId).distinct().toList());
        var owners = members.byIds(places.values().stream().map(Namespace::memberId).filter(Objects::nonNull).toList());
        var known = known(actor, read);
        return read.stream().map(project -> {
            var namespace = Objects.requireNonNull(places.get(project.namespaceId()));
            return ProjectJson.of(project, namespace, owners.get(namespace.memberId()), null, known, site);
        }).toList();
    }

    /// What upper rooms know of some projects: so many questions, however many projects.
    record Known(Set<Long> empty, Map<Long, String> readmes, Map<Long, Integer> openIssues) {}

    private Known known(Actor actor, List<Project> projects) {
        var known = new Known(new HashSet<>(), new HashMap<>(), new HashMap<>());
        for (var room : facts) {
            known.empty().addAll(room.empty(projects));
            known.readmes().putAll(room.readmes(projects));
            known.openIssues().putAll(room.openIssues(actor, projects));
        }
        return known;
    }
}
