package antipode.mergerequests;

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
import antipode.people.Person;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Access;
import antipode.projects.Milestone;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.repositories.CommitJson;
import antipode.repositories.Commit;
import antipode.repositories.Diffs;
import antipode.repositories.FileDiff;
import antipode.threads.Door;
import antipode.threads.MilestoneLinks;
import antipode.threads.Issuable;
import antipode.threads.LabelLinks;
import antipode.threads.Subscriptions;
import antipode.threads.QuickActions;
import antipode.threads.SentFields;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Merge requests by API, in GitLab's form.
@Api
class MergeRequestApi {

    private static final String ONE = "/projects/{id}/merge_requests/{iid}";
    private static final int MOST_COMMITS = 1_000;

    private final MergeRequests requests;
    private final MergeRequestLists lists;
    private final MergeRequestReviews reviews;
    private final MergeRequestMerges merges;
    private final MergeRequestJsons jsons;
    private final Threads threads;
    private final Subscriptions subscriptions;
    private final LabelLinks labelLinks;
    private final SentFields fields;
    private final Todos todos;
    private final Members members;
    private final MilestoneLinks milestones;
    private final Access access;
    private final Diffs diffs;
    private final QuickActions quick;

    MergeRequestApi(
            MergeRequests requests,
            MergeRequestLists lists,
            MergeRequestReviews reviews,
            MergeRequestMerges merges,
            MergeRequestJsons jsons,
            Threads threads,
            Subscriptions subscriptions,
            LabelLinks labelLinks,
            SentFields fields,
            Todos todos,
            Members members,
            MilestoneLinks milestones,
            Access access,
            Diffs diffs,
            QuickActions quick) {
        this.requests = requests;
        this.lists = lists;
        this.reviews = reviews;
        this.merges = merges;
        this.jsons = jsons;
        this.threads = threads;
        this.subscriptions = subscriptions;
        this.labelLinks = labelLinks;
        this.fields = fields;
        this.todos = todos;
        this.members = members;
        this.milestones = milestones;
        this.access = access;
        this.diffs = diffs;
        this.quick = quick;
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

    @PostMapping("/projects/{id}/merge_requests")
    @May(Who.DEVELOPER)
    MergeRequestJson.Single propose(Parameters parameters, Project project, Actor actor, Site site) {
        parameters.require("source_branch", "target_branch", "title");
        if (parameters.integer("target_project_id", project.id()) != project.id()) {
            throw Refusal.messages(400, List.of("Merging across projects is not there yet"));
        }
        String source = parameters.required("source_branch");
        String target = parameters.required("target_branch");
        if (source.equals(target)) {
            throw Refusal.messages(400, List.of("You can't use same project/branch for source and target"));
        }
        String door = parameters.oneOf("door", "two-way", "one-way");
        List<Person> reviewers = people(parameters.integers("reviewer_ids"));
        Milestone milestone = fields.milestone(project.id(), parameters);
        try {
            QuickActions.Done done = quick.keep(
                    actor, Issuable.yetToBe(actor, project, Issuable.Kind.MERGE_REQUEST), parameters.text("description", ""), words -> {
                        MergeRequest proposed = requests.propose(actor, project, new Proposal(
                                source,
                                target,
                                parameters.required("title"),
                                words,
                                parameters.bool("draft", false),
                                Door.of(door == null ? "two-way" : door),
                                reviewers == null ? List.of() : reviewers,
                                Objects.requireNonNullElse(ids(assignees(parameters)), List.of()),
                                labelLinks.named(
                                        actor, project.id(), Objects.requireNonNullElse(parameters.list("labels"), List.of()),
                                        true),
                                parameters.bool("remove_source_branch", false)));
                        milestones.put(proposed.id(), milestone);
                        return proposed.header();
                    });
            return jsons.single(actor, requests.get(done.issuable().id()), project, site);
        } catch (Problem problem) {
            throw inMessages(problem);
        }
    }

    /// GitLab tells of another one that is open, and of a branch that isn't there, in a list.
    private static RuntimeException inMessages(Problem problem) {
        if (problem.status() == 409) {
            return Refusal.messages(409, List.of(problem.message()));
        }
        String source = problem.fields().get("source_branch");
        String target = problem.fields().get("target_branch");
        if (source != null) {
            return Refusal.messages(400, List.of("Source branch " + source));
        }
        return target != null ? Refusal.messages(400, List.of("Target branch " + target)) : problem;
    }

    @GetMapping(ONE)
    @May(Who.READER)
    MergeRequestJson.Single show(@PathVariable long iid, Project project, Actor actor, Site site) {
        return jsons.single(actor, requests.find(actor, project, iid), project, site);
    }

    @PutMapping(ONE)
    @May(Who.GUEST)
    MergeRequestJson.Single change(@PathVariable long iid, Parameters parameters, Project project, Actor actor, Site site) {
        parameters.atLeastOneOf(
                "title", "description", "target_branch", "state_event", "labels", "add_labels", "remove_labels",
                "assignee_id", "assignee_ids", "reviewer_ids", "milestone_id", "squash", "remove_source_branch",
                "discussion_locked", "allow_collaboration", "allow_maintainer_to_push", "draft", "door", "door_reason");
        MergeRequest request = requests.find(actor, project, iid);
        threads.requireEditor(actor, request.header());
        try {
            words(actor, request, parameters);
            people(actor, request, parameters);
            door(actor, request, parameters);
            state(actor, request, parameters);
        } catch (Problem problem) {
            throw inMessages(problem);
        }
        return jsons.single(actor, requests.get(request.id()), project, site);
    }

    private void words(Actor actor, MergeRequest request, Parameters parameters) {
        String title = parameters.has("title") ? parameters.text("title", "") : null;
        String description = parameters.has("description") ? parameters.text("description", "") : null;
        quick.keep(actor, request.header(), description == null ? "" : description, words -> requests.edit(actor, request, new MergeRequests.Edit(
                title,
                description == null ? null : words,
                parameters.text("target_branch"),
                parameters.bool("remove_source_branch"))).header());
        Boolean draft = parameters.bool("draft");
        if (draft == null && title != null) {
            draft = MergeRequest.saysDraft(title);
        }
        if (draft != null && request.open() && draft != request.draft()) {
            if (draft) {
                requests.draft(actor, request);
            } else {
                requests.ready(actor, request);
            }
        }
    }

    private void people(Actor actor, MergeRequest request, Parameters parameters) {
        fields.apply(actor, request.header(), parameters);
        List<Person> reviewers = people(parameters.integers("reviewer_ids"));
        if (reviewers != null) {
            reviews.review(actor, request, reviewers);
        }
    }

    private void door(Actor actor, MergeRequest request, Parameters parameters) {
        String door = parameters.oneOf("door", "two-way", "one-way");
        if ("one-way".equals(door)) {
            reviews.turnOneWay(actor, request, parameters.text("door_reason", ""));
        } else if ("two-way".equals(door)) {
            reviews.turnTwoWay(actor, request, parameters.text("door_reason", ""));
        }
    }

    private void state(Actor actor, MergeRequest request, Parameters parameters) {
        String event = parameters.oneOf("state_event", "close", "reopen");
        if ("close".equals(event)) {
            requests.close(actor, request, null);
        } else if ("reopen".equals(event)) {
            requests.reopen(actor, request);
        }
    }

    @PutMapping(ONE + "/merge")
    @May(Who.GUEST)
    MergeRequestJson.Single merge(@PathVariable long iid, Parameters parameters, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        boolean squash = parameters.bool("squash", false);
        String message = parameters.text(squash ? "squash_commit_message" : "merge_commit_message");
        try {
            merges.merge(actor, request, new MergeRequestMerges.How(
                    parameters.text("sha"), message, squash, null, parameters.bool("should_remove_source_branch")));
        } catch (Problem problem) {
            throw switch (problem.status()) {
                case 403 -> Refusal.unauthorized();
                case 405 -> Refusal.message(405, "405 Method Not Allowed - " + problem.message());
                case 422 -> Refusal.message(422, "Branch cannot be merged - " + problem.message());
                default -> problem;
            };
        }
        return jsons.single(actor, requests.get(request.id()), project, site);
    }

    /// Ours: prepares to take it back.
    @PostMapping(ONE + "/revert")
    @May(Who.DEVELOPER)
    MergeRequestJson.Single revert(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest revert = merges.revert(actor, requests.find(actor, project, iid));
        return jsons.single(actor, revert, project, site);
    }

    @GetMapping(ONE + "/approvals")
    @May(Who.READER)
    MergeRequestJson.Approvals approvals(@PathVariable long iid, Project project, Actor actor, Site site) {
        return approvals(actor, requests.find(actor, project, iid), project, site);
    }

    @PostMapping(ONE + "/approve")
    @May(Who.GUEST)
    MergeRequestJson.Approvals approve(@PathVariable long iid, Parameters parameters, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        try {
            reviews.approve(actor, request, parameters.text("sha", ""));
        } catch (Problem problem) {
            throw problem.status() == 403 ? Refusal.unauthorized() : problem;
        }
        return approvals(actor, requests.get(request.id()), project, site);
    }

    @PostMapping(ONE + "/unapprove")
    @May(Who.GUEST)
    MergeRequestJson.Approvals unapprove(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        reviews.unapprove(actor, request);
        return approvals(actor, requests.get(request.id()), project, site);
    }

    private MergeRequestJson.Approvals approvals(Actor actor, MergeRequest request, Project project, Site site) {
        Standing standing = merges.standing(actor, request, project);
        int needed = request.approvalsNeeded(standing.required());
        long given = request.approvals(standing.approvals());
        var header = request.header();
        return new MergeRequestJson.Approvals(
                request.id(),
                request.iid(),
                header.projectId(),
                request.titleInApi(),
                header.description(),
                header.state().key(),
                header.createdAt(),
                header.updatedAt(),
                standing.unmergeable().isEmpty() ? "can_be_merged" : "cannot_be_merged",
                needed,
                Math.max(0, needed - given),
                given >= needed && given > 0,
                standing.approvals().stream()
                        .filter(approval -> approval.head().equals(request.head()))
                        .map(approval -> new MergeRequestJson.Approver(
                                MergeRequestJsons.user(approval.person(), site), approval.at()))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                standing.approvedByActor(),
                standing.mayApprove() && !standing.approvedByActor(),
                false,
                false,
                false,
                List.of(),
                List.of());
    }

    @GetMapping(ONE + "/reviewers")
    @May(Who.READER)
    List<MergeRequestJson.Reviewer> reviewers(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        List<MergeRequest.Approval> approvals = reviews.approvals(request.id());
        return reviews.reviewers(request.id()).stream()
                .map(one -> new MergeRequestJson.Reviewer(
                        MergeRequestJsons.user(one.person(), site),
                        approvals.stream().anyMatch(approval -> approval.person().id() == one.person().id()
                                        && approval.head().equals(request.head()))
                                ? "approved"
                                : "unreviewed",
                        one.since(),
                        one.fairAt()))
                .toList();
    }

    @GetMapping(ONE + "/commits")
    @May(Who.READER)
    Listing<CommitJson> commits(@PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        List<Commit> newestFirst = requests.commits(request, MOST_COMMITS).reversed();
        return pagination.of(newestFirst).map(commit -> CommitJson.of(commit, project.fullPath(), site));
    }

    @GetMapping(ONE + "/changes")
    @May(Who.READER)
    MergeRequestJson.Changes changes(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        return new MergeRequestJson.Changes(
                jsons.single(actor, request, project, site), diffs.between(project.id(), request.base(), request.head()), false);
    }

    @GetMapping(ONE + "/diffs")
    @May(Who.READER)
    Listing<FileDiff> diffs(@PathVariable long iid, Pagination pagination, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        return pagination.of(diffs.between(project.id(), request.base(), request.head()));
    }

    @GetMapping(ONE + "/versions")
    @May(Who.READER)
    Listing<MergeRequestJson.Version> versions(@PathVariable long iid, Pagination pagination, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        return pagination.of(requests.versions(request.id())).map(version -> version(project, request, version));
    }

    @GetMapping(ONE + "/versions/{version}")
    @May(Who.READER)
    MergeRequestJson.VersionWithDiffs version(
            @PathVariable long iid, @PathVariable long version, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        MergeRequest.Version found = requests.versions(request.id()).stream()
                .filter(one -> one.id() == version)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Version"));
        return new MergeRequestJson.VersionWithDiffs(
                version(project, request, found),
                requests.commits(project.id(), found.base(), found.head(), MOST_COMMITS).reversed().stream()
                        .map(commit -> CommitJson.of(commit, project.fullPath(), site))
                        .toList(),
                diffs.between(project.id(), found.base(), found.head()));
    }

    private MergeRequestJson.Version version(Project project, MergeRequest request, MergeRequest.Version version) {
        return new MergeRequestJson.Version(
                version.id(), version.head(), version.base(), version.start(), version.createdAt(), request.id(), "collected",
                String.valueOf(diffs.between(project.id(), version.base(), version.head()).size()), null);
    }

    @GetMapping(ONE + "/closes_issues")
    @May(Who.READER)
    Listing<MergeRequestJson.Issue> closes(
            @PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        return pagination
                .of(merges.closes(actor, requests.find(actor, project, iid)))
                .map(issue -> MergeRequestJson.Issue.of(issue, site));
    }

    @DeleteMapping(ONE)
    @May(Who.OWNER)
    void delete(@PathVariable long iid, Project project, Actor actor) {
        requests.delete(actor, requests.find(actor, project, iid));
    }

    @PostMapping(ONE + "/subscribe")
    @May(Who.GUEST)
    Answer<MergeRequestJson.Single> subscribe(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        if (threads.around(actor, request.id()).hears() != null) {
            return Answer.notModified();
        }
        subscriptions.subscribe(request.id(), actor.id(), "subscribed");
        return Answer.created(jsons.single(actor, request, project, site));
    }

    @PostMapping(ONE + "/unsubscribe")
    @May(Who.GUEST)
    Answer<MergeRequestJson.Single> unsubscribe(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        if (threads.around(actor, request.id()).hears() == null) {
            return Answer.notModified();
        }
        subscriptions.unsubscribe(actor, request.id());
        return Answer.created(jsons.single(actor, request, project, site));
    }

    @PostMapping(ONE + "/todo")
    @May(Who.GUEST)
    Answer<MergeRequestJson.ToDo> mark(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        if (todos.bookmark(actor, request.header()).isPresent()) {
            return Answer.notModified();
        }
        Todo todo = todos.mark(actor, request.header());
        return Answer.created(new MergeRequestJson.ToDo(
                todo.id(),
                new MergeRequestJson.InProject(
                        project.id(), project.name(), project.namespace() + " / " + project.name(), project.path(),
                        project.fullPath(), project.description(), project.createdAt()),
                UserJson.of(actor.require(), site),
                todo.action().key(),
                "MergeRequest",
                jsons.single(actor, request, project, site),
                site.url(todo.path()),
                request.title(),
                "pending",
                todo.since(),
                todo.since()));
    }

    /// There is nothing to build here.
    @GetMapping(ONE + "/pipelines")
    @May(Who.READER)
    Listing<Object> pipelines(@PathVariable long iid, Pagination pagination, Project project, Actor actor) {
        requests.find(actor, project, iid);
        return pagination.of(List.of());
    }

    @GetMapping(ONE + "/participants")
    @May(Who.READER)
    List<UserJson> participants(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        return threads.participants(request.header()).stream().map(person -> MergeRequestJsons.user(person, site)).toList();
    }

    /// `assignee_id` or `assignee_ids`; nothing if neither was sent, nobody for `[]` and 0.
    private @Nullable List<Person> assignees(Parameters parameters) {
        if (parameters.has("assignee_ids")) {
            return people(Objects.requireNonNullElse(parameters.integers("assignee_ids"), List.of()));
        }
        Long one = parameters.integer("assignee_id");
        return one != null ? people(List.of(one)) : parameters.has("assignee_id") ? List.of() : null;
    }

    private @Nullable List<Person> people(@Nullable List<Long> ids) {
        if (ids == null) {
            return null;
        }
        Map<Long, Member> found = members.byIds(ids);
        return ids.stream().distinct().map(found::get).filter(Objects::nonNull).map(Person::of).toList();
    }

    private static @Nullable List<Long> ids(@Nullable List<Person> people) {
        return people == null ? null : people.stream().map(Person::id).toList();
    }
}
