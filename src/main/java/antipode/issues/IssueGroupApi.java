package antipode.issues;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.people.Who;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.Teams;
import antipode.web.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Issues by what gathers them: a team, a milestone, all of them as numbers. In GitLab's form.
@Api
class IssueGroupApi {

    private final IssueLists lists;
    private final IssueJsons jsons;
    private final Milestones milestones;
    private final Teams teams;
    private final Members members;
    private final Clock clock;

    IssueGroupApi(
            IssueLists lists, IssueJsons jsons, Milestones milestones, Teams teams, Members members, Clock clock) {
        this.lists = lists;
        this.jsons = jsons;
        this.milestones = milestones;
        this.teams = teams;
        this.members = members;
        this.clock = clock;
    }

    record Counts(int all, int closed, int opened) {}

    record CountsOf(Counts counts) {}

    record StatisticsJson(CountsOf statistics) {}

    @GetMapping("/groups/{group}/issues")
    @May(Who.ANYONE)
    Listing<IssueJson> ofTeam(@PathVariable String group, Parameters sent, Pagination pagination, Actor actor, Site site) {
        return list(actor, filter(sent, actor).below(team(actor, group).fullPath()), pagination, site);
    }

    @GetMapping("/projects/{id}/milestones/{milestone}/issues")
    @May(Who.READER)
    Listing<IssueJson> aiming(
            @PathVariable long milestone, Pagination pagination, Project project, Actor actor, Site site) {
        Milestone found = milestones.find(project.id(), milestone).orElseThrow(() -> Problem.notFound("Milestone"));
        return list(actor, new IssueFilter().in(project.id()).milestone(found.id()), pagination, site);
    }

    @GetMapping("/groups/{group}/milestones/{milestone}/issues")
    @May(Who.ANYONE)
    Listing<IssueJson> aimingInTeam(
            @PathVariable String group, @PathVariable long milestone, Pagination pagination, Actor actor, Site site) {
        Namespace team = team(actor, group);
        Milestone found = milestones.of(team).stream().filter(one -> one.id() == milestone).findFirst()
                .orElseThrow(() -> Problem.notFound("Milestone"));
        return list(actor, new IssueFilter().milestone(found.id()), pagination, site);
    }

    @GetMapping("/issues_statistics")
    @May(Who.ANYONE)
    StatisticsJson all(Parameters sent, Actor actor) {
        String scope = sent.oneOf("scope", "created_by_me", "assigned_to_me", "all");
        IssueFilter opened = scoped(sent, actor, scope).state("opened");
        IssueFilter closed = scoped(sent, actor, scope).state("closed");
        return statistics(actor, opened, closed);
    }

    @GetMapping("/projects/{id}/issues_statistics")
    @May(Who.READER)
    StatisticsJson ofProject(Parameters sent, Project project, Actor actor) {
        return statistics(
                actor, filter(sent, actor).in(project.id()).state("opened"), filter(sent, actor).in(project.id()).state("closed"));
    }

    private IssueFilter scoped(Parameters sent, Actor actor, @org.jspecify.annotations.Nullable String scope) {
        IssueFilter filter = filter(sent, actor);
        if ("assigned_to_me".equals(scope)) {
            filter.assignee(actor.id());
        } else if (scope == null || scope.equals("created_by_me")) {
            filter.author(actor.id());
        }
        return filter;
    }

    private StatisticsJson statistics(Actor actor, IssueFilter openedOnes, IssueFilter closedOnes) {
        int opened = (int) lists.count(actor, openedOnes, Integer.MAX_VALUE);
        int closed = (int) lists.count(actor, closedOnes, Integer.MAX_VALUE);
        return new StatisticsJson(new CountsOf(new Counts(opened + closed, closed, opened)));
    }

    private IssueFilter filter(Parameters sent, Actor actor) {
        return IssueFilters.of(sent, actor, members, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private Listing<IssueJson> list(Actor actor, IssueFilter filter, Pagination pagination, Site site) {
        return pagination
                .list(
                        most -> lists.count(actor, filter, most),
                        (limit, offset) -> lists.rows(actor, filter, IssueLists.Order.CREATED, true, null, limit, offset))
                .mapAll(rows -> jsons.list(actor, rows, false, null, site));
    }

    private Namespace team(Actor actor, String group) {
        return teams.find(actor, group).filter(found -> found.kind() == Namespace.Kind.TEAM)
                .orElseThrow(() -> Problem.notFound("Group"));
    }
}
