package antipode.boards;

import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.projects.Label;
import antipode.threads.Assignees;
import antipode.threads.Issuable;
import antipode.threads.LabelLinks;
import antipode.threads.Threads;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Moves an issue from one column to another: it takes off what it leaves and puts on what it comes to, as GitLab's boards
/// do. Out of the closed ones it is opened again; whoever is put to the closed ones keeps their labels.
@Component
class BoardMoves {

    private final Issues issues;
    private final Threads threads;
    private final LabelLinks labels;
    private final Assignees assignees;

    BoardMoves(Issues issues, Threads threads, LabelLinks labels, Assignees assignees) {
        this.issues = issues;
        this.threads = threads;
        this.labels = labels;
        this.assignees = assignees;
    }

    @Transactional
    Issue move(Actor actor, Issue issue, Column from, Column to) {
        if (to.closed()) {
            return issue.header().open() ? issues.close(actor, issue) : issue;
        }
        if (!issue.header().open()) {
            issues.reopen(actor, issue);
        }
        Issuable locked = threads.lock(issue.id());
        threads.requireEditor(actor, locked);
        if (to.list() == null || to.list().label() != null) {
            relabel(actor, locked, label(from), label(to));
        }
        if (to.list() != null && to.list().assignee() != null) {
            assign(actor, locked, username(from), to.list().assignee().username());
        } else if (to.list() == null) {
            assign(actor, locked, username(from), null);
        }
        if (to.list() != null && to.list().milestone() != null) {
            issues.aim(actor, issue, to.list().milestone());
        } else if (to.list() == null && from.list() != null && from.list().milestone() != null) {
            issues.aim(actor, issue, null);
        }
        return issues.get(issue.id());
    }

    /// A label goes when its issue goes to another label or to no list; to a person or a milestone it stays on.
    private void relabel(Actor actor, Issuable locked, @Nullable Label off, @Nullable Label on) {
        List<String> added = on == null ? List.of() : List.of(on.name());
        List<String> removed = off == null ? List.of() : List.of(off.name());
        if (!added.equals(removed)) {
            labels.change(actor, locked, added, removed, false);
        }
    }

    private void assign(Actor actor, Issuable locked, @Nullable String off, @Nullable String on) {
        Set<String> names = new LinkedHashSet<>();
        assignees.of(locked.id()).forEach(person -> names.add(person.username()));
        Set<String> before = Set.copyOf(names);
        if (off != null) {
            names.remove(off);
        }
        if (on != null) {
            names.add(on);
        }
        if (!names.equals(before)) {
            assignees.name(actor, locked, names);
        }
    }

    private static @Nullable Label label(Column column) {
        return column.list() == null ? null : column.list().label();
    }

    private static @Nullable String username(Column column) {
        return column.list() == null || column.list().assignee() == null ? null : column.list().assignee().username();
    }
}
