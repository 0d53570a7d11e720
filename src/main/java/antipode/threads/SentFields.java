package antipode.threads;

import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.projects.Access;
import antipode.projects.Milestone;
import antipode.projects.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The fields that clients of the API send for issues and merge requests alike: who is to do it, its labels, its
/// milestone, whether its discussion is locked.
@Component
public class SentFields {

    private final Threads threads;
    private final LabelLinks labels;
    private final Assignees assignees;
    private final MilestoneLinks milestones;
    private final Members members;
    private final Access access;

    SentFields(Threads threads, LabelLinks labels, Assignees assignees, MilestoneLinks milestones, Members members, Access access) {
        this.threads = threads;
        this.labels = labels;
        this.assignees = assignees;
        this.milestones = milestones;
        this.members = members;
        this.access = access;
    }

    /// Changes what was sent, and nothing else. A label that isn't there is made, as in GitLab.
    @Transactional
    public void apply(Actor actor, Issuable issuable, Parameters sent) {
        Issuable locked = threads.lock(issuable.id());
        if (sent.has("labels")) {
            labels.name(actor, locked, Objects.requireNonNullElse(sent.list("labels"), List.of()), true);
        }
        if (sent.has("add_labels") || sent.has("remove_labels")) {
            labels.change(
                    actor, locked, Objects.requireNonNullElse(sent.list("add_labels"), List.of()),
                    Objects.requireNonNullElse(sent.list("remove_labels"), List.of()), true);
        }
        if (sent.has("assignee_ids") || sent.has("assignee_id")) {
            assignees.name(actor, locked, assignees(sent));
        }
        if (sent.has("milestone_id")) {
            milestones.replace(actor, locked, milestone(locked.projectId(), sent));
        }
        Boolean closed = sent.bool("discussion_locked");
        if (closed != null) {
            threads.lockDiscussion(actor, locked, closed);
        }
    }

    /// Lets a thing have been opened when its project's owner says: what is brought from elsewhere keeps its day. Whoever is
    /// no owner says it in vain, as in GitLab.
    @Transactional
    public void backdate(Actor actor, Issuable issuable, Parameters sent) {
        Instant at = sent.instant("created_at");
        if (at != null && access.level(actor, issuable.projectId()).atLeast(Role.OWNER)) {
            threads.backdate(issuable.id(), at);
        }
    }

    /// Usernames of `assignee_ids` or `assignee_id`; 0 is nobody.
    public List<String> assignees(Parameters sent) {
        List<Long> ids = sent.has("assignee_ids") ? sent.integers("assignee_ids") : sent.integers("assignee_id");
        List<Long> wanted = ids == null ? List.of() : ids.stream().filter(id -> id != 0).distinct().toList();
        Map<Long, Member> found = members.byIds(wanted);
        return wanted.stream()
                .map(id -> {
                    Member member = found.get(id);
                    if (member == null) {
                        throw Refusal.parameters("assignee_ids is invalid");
                    }
                    return member.username();
                })
                .toList();
    }

    /// The milestone of `milestone_id`; 0 is none.
    public @Nullable Milestone milestone(long project, Parameters sent) {
        return milestones.chosen(project, sent.integer("milestone_id"));
    }
}
