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
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Teams, which GitLab calls groups.
@Api
class GroupApi {

    private final Teams teams;
    private final ProjectMembers memberships;

    GroupApi(Teams teams, ProjectMembers memberships) {
        this.teams = teams;
        this.memberships = memberships;
    }

    record GroupJson(
            long id,
            String name,
            String path,
            String description,
            String visibility,
            @Nullable String avatarUrl,
            String webUrl,
            String fullName,
            String fullPath,
            @Nullable Long parentId,
            Instant createdAt) {

        static GroupJson of(Namespace team, Site site) {
            return new GroupJson(
                    team.id(), team.name(), team.path(), team.description(), "internal", null, site.url("/" + team.fullPath()),
                    team.name(), team.fullPath(), team.parentId(), team.createdAt());
        }
    }

    @GetMapping("/groups")
    @May(Who.ANYONE)
    Listing<GroupJson> list(Actor actor, Parameters parameters, Pagination pagination, Site site) {
        var search = parameters.text("search", "").toLowerCase(Locale.ROOT);
        return pagination.of(teams.all(actor).stream()
                .filter(team -> team.fullPath().toLowerCase(Locale.ROOT).contains(search)
                        || team.name().toLowerCase(Locale.ROOT).contains(search))
                .toList()).map(team -> GroupJson.of(team, site));
    }

    @GetMapping("/groups/{group}")
    @May(Who.ANYONE)
    GroupJson show(@PathVariable String group, Actor actor, Site site) {
        return GroupJson.of(find(group, actor), site);
    }

    @PostMapping("/groups")
    @May(Who.MEMBER)
    GroupJson create(Actor actor, Parameters parameters, Site site) {
        parameters.require("name", "path");
        var parentId = parameters.integer("parent_id");
        var parent = parentId == null ? null : find(Long.toString(parentId), actor);
        return GroupJson.of(teams.create(
                actor, parent, parameters.required("path"), parameters.required("name"), parameters.text("description", "")), site);
    }

    @GetMapping({"/groups/{group}/members", "/groups/{group}/members/all"})
    @May(Who.MEMBER)
    Listing<ProjectApi.MemberJson> members(@PathVariable String group, Actor actor, Pagination pagination, Site site) {
        var team = find(group, actor);
        return pagination.of(memberships.ofTeam(team.id())).map(one -> ProjectApi.MemberJson.of(one, site));
    }

    private Namespace find(String group, Actor actor) {
        return teams.find(actor, group).filter(found -> found.kind() == Namespace.Kind.TEAM)
                .orElseThrow(() -> Problem.notFound("Group"));
    }
}
