package antipode.boards;

import antipode.projects.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A project's issues in columns.
///
/// @param hidesBacklog whether what is open and in no list stays out of sight
/// @param hidesClosed  whether what is closed does
/// @param lists        from left to right
public record Board(long id, long projectId, String name, boolean hidesBacklog, boolean hidesClosed, List<BoardList> lists) {

    String path(Project project) {
        return project.url() + "/-/boards/" + id;
    }

    /// Those that are shown, from left to right.
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        if (!hidesBacklog) {
            columns.add(Column.BACKLOG);
        }
        lists.forEach(list -> columns.add(Column.of(list)));
        if (!hidesClosed) {
            columns.add(Column.CLOSED);
        }
        return columns;
    }

    /// A column by its key; nothing if its list is gone.
    Optional<Column> column(String key) {
        return switch (key) {
            case Column.OPEN_KEY -> Optional.of(Column.BACKLOG);
            case Column.CLOSED_KEY -> Optional.of(Column.CLOSED);
            default -> lists.stream().map(Column::of).filter(column -> column.key().equals(key)).findFirst();
        };
    }
}
