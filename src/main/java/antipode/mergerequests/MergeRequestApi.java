package antipode.mergerequests;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.Who;
import antipode.projects.Milestone;
import antipode.projects.Project;
import antipode.threads.Door;
import antipode.threads.Issuable;
import antipode.threads.LabelLinks;
import antipode.threads.MilestoneLinks;
import antipode.threads.QuickActions;
import antipode.threads.SentFields;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.web.Problem;
import java.util.List;
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

    private final MergeRequests requests;
    private final MergeRequestEdits edits;
    private final MergeRequestReviews reviews;
    private final DoorTurns doors;
    private final MergeRequestJsons jsons;
    private final Threads threads;
    private final LabelLinks labelLinks;
    private final SentFields fields;
    private final Members members;
    private final MilestoneLinks milestones;
    private final QuickActions quick;

    MergeRequestApi(
            MergeRequests requests,
            MergeRequestEdits edits,
            MergeRequestReviews reviews,
            DoorTurns doors,
            MergeRequestJsons jsons,
            Threads threads,
            LabelLinks labelLinks,
            SentFields fields,
            Members members,
            MilestoneLinks milestones,
            QuickActions quick) {
        this.requests = requests;
        this.edits = edits;
        this.reviews = reviews;
        this.doors = doors;
        this.jsons = jsons;
        this.threads = threads;
        this.labelLinks = labelLinks;
        this.fields = fields;
        this.members = members;
        this.milestones = milestones;
        this.quick = quick;
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
                                parameters.bool("remove_source_branch", false),
                                Words.line(parameters.text("question", ""))));
                        milestones.put(proposed.id(), milestone);
                        Boolean squash = parameters.bool("squash");
                        if (squash != null) {
                            edits.edit(actor, proposed, new MergeRequestEdits.Edit(null, null, null, null, null, squash));
                        }
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
                "discussion_locked", "allow_collaboration", "allow_maintainer_to_push", "draft", "door", "door_reason", "question");
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
        quick.keep(actor, request.header(), description == null ? "" : description, words -> edits.edit(actor, request, new MergeRequestEdits.Edit(
                title,
                description == null ? null : words,
                parameters.text("target_branch"),
                parameters.bool("remove_source_branch"),
                parameters.has("question") ? Words.line(parameters.text("question", "")) : null,
                parameters.bool("squash"))).header());
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
            doors.turnOneWay(actor, request, parameters.text("door_reason", ""));
        } else if ("two-way".equals(door)) {
            doors.turnTwoWay(actor, request, parameters.text("door_reason", ""));
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

    @DeleteMapping(ONE)
    @May(Who.OWNER)
    void delete(@PathVariable long iid, Project project, Actor actor) {
        requests.delete(actor, requests.find(actor, project, iid));
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
