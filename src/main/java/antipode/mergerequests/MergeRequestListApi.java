package antipode.mergerequests;

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
import antipode.people.Who;
import antipode.projects.Milestone;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.MilestoneLinks;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Lists of merge requests by API, in GitLab's form.
@Api
class MergeRequestListApi {

    private final MergeRequestLists lists;
    private final MergeRequestJsons jsons;
    private final Threads threads;
    private final Members members;
    private final MilestoneLinks milestones;

    MergeRequestListApi(
            MergeRequestLists lists,
            MergeRequestJsons jsons,
            Threads threads,
            Members members,
            MilestoneLinks milestones) {
        this.lists = lists;
        this.jsons = jsons;
        this.threads = threads;
        this.members = members;
        this.milestones = milestones;
    }

    @GetMapping("/merge_requests")
    @May(Who.ANYONE)
    Listing<MergeRequestJson> listAll(Parameters parameters, Pagination pagination, Actor actor, Site site) {
        return list(actor, new MergeRequestLists.Filter(), parameters, pagination, "created_by_me", site);
    }

    @GetMapping("/projects/{id}/merge_requests")
    @May(Who.READER)
    Listing<MergeRequestJson> list(Parameters parameters, Pagination pagination, Project project, Actor actor, Site site) {
        return list(actor, new MergeRequestLists.Filter().in(project.id()), parameters, pagination, "all", site);
    }

    @GetMapping("/projects/{id}/repository/commits/{sha}/merge_requests")
    @May(Who.READER)
    Listing<MergeRequestJson> bringing(@PathVariable String sha, Pagination pagination, Project project, Actor actor, Site site) {
        var filter = new MergeRequestLists.Filter().in(project.id()).bringing(sha);
        return pagination
                .uncounted((limit, offset) -> lists.rows(actor, filter, MergeRequestLists.Order.CREATED, true, limit, offset))
                .mapAll(rows -> jsons.list(rows, site));
    }

    @GetMapping("/projects/{id}/issues/{iid}/closed_by")
    @May(Who.READER)
    Listing<MergeRequestJson> closing(@PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        long issue = threads.find(actor, project, Issuable.Kind.ISSUE, iid).id();
        return newest(actor, new MergeRequestLists.Filter().closing(issue), pagination, site);
    }

    @GetMapping("/projects/{id}/issues/{iid}/related_merge_requests")
    @May(Who.READER)
    Listing<MergeRequestJson> related(@PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        long issue = threads.find(actor, project, Issuable.Kind.ISSUE, iid).id();
        return newest(actor, new MergeRequestLists.Filter().about(issue), pagination, site);
    }

    @GetMapping("/projects/{id}/milestones/{milestone}/merge_requests")
    @May(Who.READER)
    Listing<MergeRequestJson> aiming(
            @PathVariable long milestone, Pagination pagination, Project project, Actor actor, Site site) {
        if (milestones.chosen(project.id(), milestone) == null) {
            throw Problem.notFound("Milestone");
        }
        return newest(actor, new MergeRequestLists.Filter().in(project.id()).milestone(milestone), pagination, site);
    }

    private Listing<MergeRequestJson> newest(
            Actor actor, MergeRequestLists.Filter filter, Pagination pagination, Site site) {
        return pagination
                .list(
                        most -> lists.count(actor, filter, most),
                        (limit, offset) -> lists.rows(actor, filter, MergeRequestLists.Order.CREATED, true, limit, offset))
                .mapAll(rows -> jsons.list(rows, site));
    }

    private Listing<MergeRequestJson> list(
            Actor actor, MergeRequestLists.Filter filter, Parameters parameters, Pagination pagination, String scope, Site site) {
        switch (parameters.text("scope", scope).replace('-', '_')) {
            case "created_by_me" -> filter.author(actor.id());
            case "assigned_to_me" -> filter.assignee(actor.id());
            case "reviews_for_me" -> filter.reviewer(actor.id());
            case "all" -> {}
            default -> throw Refusal.parameters("scope does not have a valid value");
        }
        String state = parameters.oneOf("state", "opened", "closed", "locked", "merged", "all");
        filter.state(state == null || state.equals("all") ? null : state)
                .author(parameters.integer("author_id"))
                .author(named(parameters.text("author_username")))
                .assignee(integer(parameters, "assignee_id"))
                .assignee(named(first(parameters, "assignee_username")))
                .reviewer(integer(parameters, "reviewer_id"))
                .reviewer(named(parameters.text("reviewer_username")))
                .source(parameters.text("source_branch"))
                .target(parameters.text("target_branch"))
                .labels(parameters.list("labels"))
                .milestone(parameters.text("milestone"))
                .numbers(parameters.integers("iids"))
                .search(parameters.text("search"))
                .draft(draft(parameters))
                .created(parameters.instant("created_after"), parameters.instant("created_before"))
                .updated(parameters.instant("updated_after"), parameters.instant("updated_before"));
        MergeRequestLists.Order order = order(parameters);
        boolean descending = !"asc".equals(parameters.oneOf("sort", "asc", "desc"));
        return pagination
                .list(
                        most -> lists.count(actor, filter, most),
                        (limit, offset) -> lists.rows(actor, filter, order, descending, limit, offset))
                .mapAll(rows -> jsons.list(rows, site));
    }

    private static MergeRequestLists.Order order(Parameters parameters) {
        return switch (parameters.text("order_by", "created_at")) {
            case "created_at" -> MergeRequestLists.Order.CREATED;
            case "updated_at" -> MergeRequestLists.Order.UPDATED;
            case "title" -> MergeRequestLists.Order.TITLE;
            case "merged_at" -> MergeRequestLists.Order.MERGED;
            case "label_priority", "milestone_due", "popularity", "priority" -> MergeRequestLists.Order.CREATED;
            default -> throw Refusal.parameters("order_by does not have a valid value");
        };
    }

    private static @Nullable Boolean draft(Parameters parameters) {
        Boolean draft = parameters.bool("draft");
        return draft != null ? draft : parameters.bool("wip");
    }

    /// `None` and `Any` are words GitLab takes in the place of a number; they don't narrow the list here.
    private static @Nullable Long integer(Parameters parameters, String name) {
        String text = parameters.text(name);
        return text == null || List.of("none", "any").contains(text.toLowerCase(Locale.ROOT)) ? null : parameters.integer(name);
    }

    private static @Nullable String first(Parameters parameters, String name) {
        List<String> all = parameters.list(name);
        return all == null || all.isEmpty() ? null : all.getFirst();
    }

    /// A name that nobody has matches nothing.
    private @Nullable Long named(@Nullable String username) {
        return username == null ? null : members.findByUsername(username).map(Member::id).orElse(-1L);
    }
}
