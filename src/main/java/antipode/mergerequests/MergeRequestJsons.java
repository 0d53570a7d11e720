package antipode.mergerequests;

import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.UserJson;
import antipode.projects.MilestoneJson;
import antipode.projects.Project;
import antipode.repositories.Commits;
import antipode.repositories.Diffs;
import antipode.threads.Assignees;
import antipode.threads.LabelLink;
import antipode.threads.LabelLinks;
import antipode.threads.MilestoneLinks;
import antipode.threads.Reactions;
import antipode.threads.Resolutions;
import antipode.threads.TasksJson;
import antipode.web.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells merge requests to the clients of the API: a list with a fixed number of questions.
@Component
public class MergeRequestJsons {

    private final JdbcClient jdbc;
    private final MergeRequests requests;
    private final LabelLinks labelLinks;
    private final Assignees assignees;
    private final MilestoneLinks milestones;
    private final Reactions reactions;
    private final Resolutions resolutions;
    private final Members members;
    private final MergeRequestReviews reviews;
    private final MergeRequestMerges merges;
    private final Diffs diffs;
    private final Commits commits;

    MergeRequestJsons(
            JdbcClient jdbc,
            MergeRequests requests,
            LabelLinks labelLinks,
            Assignees assignees,
            MilestoneLinks milestones,
            Reactions reactions,
            Resolutions resolutions,
            Members members,
            MergeRequestReviews reviews,
            MergeRequestMerges merges,
            Diffs diffs,
            Commits commits) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.labelLinks = labelLinks;
        this.assignees = assignees;
        this.milestones = milestones;
        this.reactions = reactions;
        this.resolutions = resolutions;
        this.members = members;
        this.reviews = reviews;
        this.merges = merges;
        this.diffs = diffs;
        this.commits = commits;
    }

    /// Those of these that the actor may see.
    public List<MergeRequestJson> of(Actor actor, Collection<Long> ids, Site site) {
        return list(requests.visible(actor, ids), site);
    }

    List<MergeRequestJson> list(List<MergeRequest> requests, Site site) {
        List<Long> ids = requests.stream().map(MergeRequest::id).toList();
        Map<Long, List<String>> labels = new HashMap<>();
        labelLinks.of(ids).forEach(label ->
                labels.computeIfAbsent(label.issuableId(), _ -> new ArrayList<>()).add(label.name()));
        Map<Long, List<Person>> assignees = this.assignees.of(ids);
        Map<Long, MilestoneJson> milestones = this.milestones.told(ids, site);
        Map<Long, List<Person>> reviewers = new HashMap<>();
        reviews.reviewersOf(ids).forEach(one -> reviewers
                .computeIfAbsent(one.requestId(), _ -> new ArrayList<>())
                .add(one.reviewer().person()));
        Map<Long, Member> closers = members.byIds(
                requests.stream().map(request -> request.header().closedBy()).filter(Objects::nonNull).toList());
        Map<Long, Reactions.Votes> votes = reactions.votes(ids);
        Map<Long, Integer> unresolved = resolutions.unresolved(ids);
        return requests.stream()
                .map(request -> json(
                        request,
                        labels.getOrDefault(request.id(), List.of()),
                        assignees.getOrDefault(request.id(), List.of()),
                        milestones.get(request.id()),
                        reviewers.getOrDefault(request.id(), List.of()),
                        request.header().closedBy() == null ? null : closers.get(request.header().closedBy()),
                        null,
                        votes.getOrDefault(request.id(), Reactions.Votes.NONE),
                        unresolved.getOrDefault(request.id(), 0),
                        site))
                .toList();
    }

    MergeRequestJson.Single single(Actor actor, MergeRequest request, Project project, Site site) {
        Standing standing = merges.standing(actor, request, project);
        List<Long> ids = List.of(request.id());
        Long closer = request.header().closedBy();
        MergeRequestJson json = json(
                request,
                labelLinks.of(ids).stream().map(LabelLink::name).toList(),
                assignees.of(request.id()),
                milestones.told(ids, site).get(request.id()),
                standing.reviewers().stream().map(MergeRequest.Reviewer::person).toList(),
                closer == null ? null : members.find(closer).orElse(null),
                standing,
                reactions.votes(ids).getOrDefault(request.id(), Reactions.Votes.NONE),
                resolutions.unresolved(ids).getOrDefault(request.id(), 0),
                site);
        Member member = actor.member();
        Times times = new Times(standing.now(), member == null ? ZoneOffset.UTC : member.zone());
        int changes = diffs.files(project.id(), request.base(), request.head()).size();
        return new MergeRequestJson.Single(
                json,
                subscribed(actor, request),
                String.valueOf(changes),
                null,
                null,
                null,
                null,
                null,
                new MergeRequestJson.DiffRefs(request.base(), request.head(), request.start()),
                request.mergeError(),
                false,
                false,
                request.open() && standing.targetThere()
                        ? commits.count(project.id(), request.head(), request.targetBranch())
                        : 0,
                Map.of("can_merge", standing.mayNot().isEmpty()),
                standing.whyNotYet(times));
    }

    private boolean subscribed(Actor actor, MergeRequest request) {
        return actor.signedIn()
                && jdbc.sql("select exists (select from subscription where issuable_id = :id and member_id = :member)")
                        .param("id", request.id())
                        .param("member", actor.id())
                        .query(Boolean.class)
                        .single();
    }

    private static MergeRequestJson json(
            MergeRequest request,
            List<String> labels,
            List<Person> assignees,
            @Nullable MilestoneJson milestone,
            List<Person> reviewers,
            @Nullable Member closer,
            @Nullable Standing standing,
            Reactions.Votes votes,
            int unresolved,
            Site site) {
        var header = request.header();
        List<UserJson> assigned = assignees.stream().map(person -> user(person, site)).toList();
        UserJson merger = request.mergedBy() == null ? null : user(request.mergedBy(), site);
        String detailed = detailed(request, standing);
        boolean conflicts = standing != null && (!standing.conflicts().isEmpty() || !standing.targetThere());
        return new MergeRequestJson(
                request.id(),
                request.iid(),
                header.projectId(),
                request.titleInApi(),
                header.description(),
                header.state().key(),
                header.createdAt(),
                header.updatedAt(),
                merger,
                merger,
                request.mergedAt(),
                request.merged() || closer == null ? null : UserJson.of(closer, site),
                request.merged() ? null : header.closedAt(),
                request.targetBranch(),
                request.sourceBranch(),
                header.commentCount(),
                votes.up(),
                votes.down(),
                user(header.author(), site),
                assigned,
                assigned.isEmpty() ? null : assigned.getFirst(),
                reviewers.stream().map(person -> user(person, site)).toList(),
                header.projectId(),
                header.projectId(),
                labels,
                request.draft(),
                false,
                "none",
                request.draft(),
                milestone,
                request.mergesWhenReady() != null,
                standing == null && request.open() ? "unchecked" : conflicts ? "cannot_be_merged" : "can_be_merged",
                detailed,
                null,
                request.head(),
                request.squashed() || request.head().equals(request.mergeCommit()) ? null : request.mergeCommit(),
                request.squashed() ? request.mergeCommit() : null,
                header.locked(),
                null,
                request.removesSource(),
                header.createdAt(),
                request.reference(),
                new MergeRequestJson.References(request.reference(), request.reference(), header.fullReference()),
                site.url(request.path()),
                MergeRequestJson.Spent.NONE,
                standing == null ? request.squashed() || Boolean.TRUE.equals(request.squash()) : request.open() ? standing.squashes() : request.squashed(),
                standing != null && request.open() && standing.squashes(),
                TasksJson.of(header),
                conflicts,
                unresolved == 0,
                standing == null ? 0 : request.approvalsNeeded(standing.required()),
                request.door().key(),
                request.doorReason(),
                request.question());
    }

    private static String detailed(MergeRequest request, @Nullable Standing standing) {
        if (!request.open()) {
            return "not_open";
        }
        if (request.draft()) {
            return "draft_status";
        }
        if (standing == null) {
            return "unchecked";
        }
        if (!standing.conflicts().isEmpty() || !standing.targetThere()) {
            return "conflict";
        }
        if (standing.behind()) {
            return "need_rebase";
        }
        if (standing.ownersDecide() && standing.owners().stream().anyMatch(rule -> !rule.met())) {
            return "not_approved";
        }
        if (request.approvals(standing.approvals()) < request.approvalsNeeded(standing.required())) {
            return "not_approved";
        }
        if (!standing.changesWanted().isEmpty()) {
            return "requested_changes";
        }
        if (standing.mustResolve() && standing.unresolved() > 0) {
            return "discussions_not_resolved";
        }
        Optional<Instant> end = request.oneWay() ? standing.windowEnd() : Optional.empty();
        return end.isPresent() && end.get().isAfter(standing.now()) ? "blocked_status" : "mergeable";
    }

    static UserJson user(Person person, Site site) {
        return UserJson.of(person, site);
    }
}
