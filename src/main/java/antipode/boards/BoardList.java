package antipode.boards;

import antipode.people.Person;
import antipode.projects.Label;
import antipode.projects.Milestone;
import org.jspecify.annotations.Nullable;

/// One list of a board: the open issues with a label, of a person, or for a milestone; exactly one of these three is there.
///
/// @param position from 0, growing to the right; numbers may be missing
public record BoardList(
        long id, long boardId, int position, @Nullable Label label, @Nullable Person assignee, @Nullable Milestone milestone) {

    /// As the filter of issue lists calls it: `label`, `assignee`, `milestone`.
    String kind() {
        return label != null ? "label" : assignee != null ? "assignee" : "milestone";
    }

    /// What that filter looks for: the label's name, the username, the milestone's title.
    String key() {
        return label != null ? label.name() : assignee != null ? assignee.username() : milestone != null ? milestone.title() : "";
    }

    String title() {
        return assignee != null ? assignee.name() : key();
    }
}
