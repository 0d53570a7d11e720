package antipode.mergerequests;

import antipode.people.Person;
import antipode.threads.Door;
import java.util.List;

/// What one proposes to merge.
///
/// @param title       if it begins with `Draft:`, it is a draft
/// @param description may say `Closes #1`
/// @param question    what its author wants to know of whoever looks at it; may be empty
/// @param removesSource whether the source branch goes once it is merged
public record Proposal(
        String sourceBranch,
        String targetBranch,
        String title,
        String description,
        boolean draft,
        Door door,
        List<Person> reviewers,
        List<Long> assignees,
        List<Long> labels,
        boolean removesSource,
        String question) {

    /// One that asks nothing in particular.
    public Proposal(
            String sourceBranch,
            String targetBranch,
            String title,
            String description,
            boolean draft,
            Door door,
            List<Person> reviewers,
            List<Long> assignees,
            List<Long> labels,
            boolean removesSource) {
        this(sourceBranch, targetBranch, title, description, draft, door, reviewers, assignees, labels, removesSource, "");
    }

    /// The same with what one wants to know of whoever looks at it.
    public Proposal asking(String question) {
        return new Proposal(
                sourceBranch, targetBranch, title, description, draft, door, reviewers, assignees, labels, removesSource, question);
    }

    /// A draft through a two-way door that nobody is asked to look at yet: how an edit of a page begins.
    public static Proposal draft(String sourceBranch, String targetBranch, String title, String description) {
        return new Proposal(
                sourceBranch, targetBranch, title, description, true, Door.TWO_WAY, List.of(), List.of(), List.of(), false);
    }

    /// The same, ready to be looked at.
    public static Proposal ready(String sourceBranch, String targetBranch, String title, String description) {
        return new Proposal(
                sourceBranch, targetBranch, title, description, false, Door.TWO_WAY, List.of(), List.of(), List.of(), false);
    }

    public Proposal reviewedBy(List<Person> people) {
        return new Proposal(
                sourceBranch, targetBranch, title, description, draft, door, people, assignees, labels, removesSource, question);
    }
}
