package antipode.boards;

import antipode.projects.ProjectHead;
import antipode.projects.Role;
import antipode.web.Page;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The boards of a project, and the form for another.
///
/// @param name    what was typed there
/// @param refused why it was refused
record BoardsPage(ProjectHead head, List<Board> boards, String name, @Nullable String refused) implements Page {

    @Override
    public int status() {
        return refused == null ? 200 : 422;
    }

    boolean mayPlan() {
        return head.role().atLeast(Role.REPORTER);
    }

    String path() {
        return head.project().url() + "/-/boards";
    }

    static String lists(Board board) {
        return board.lists().isEmpty()
                ? "No lists yet"
                : board.lists().stream().map(BoardList::title).collect(Collectors.joining(", "));
    }
}
