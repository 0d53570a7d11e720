package antipode.boards;

import antipode.people.Members;
import antipode.people.Person;
import antipode.projects.Label;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where boards are kept. Who may change them is asked at the door.
@Component
public class Boards {

    private static final int LONGEST_NAME = 255;
    private static final int MOST_LISTS = 30;

    private final JdbcClient jdbc;
    private final Labels labels;
    private final Members members;
    private final Milestones milestones;
    private final Clock clock;

    Boards(JdbcClient jdbc, Labels labels, Members members, Milestones milestones, Clock clock) {
        this.jdbc = jdbc;
        this.labels = labels;
        this.members = members;
        this.milestones = milestones;
        this.clock = clock;
    }

    /// A project's, the oldest first, with their lists.
    @Transactional(readOnly = true)
    public List<Board> of(Project project) {
        return read(project, null);
    }

    @Transactional(readOnly = true)
    public Board find(Project project, long id) {
        return read(project, id).stream().findFirst().orElseThrow(() -> Problem.notFound("Board"));
    }

    private record Row(long id, long boardId, int position, @Nullable Long labelId, @Nullable Long assigneeId, @Nullable Long milestoneId) {}

    private List<Board> read(Project project, @Nullable Long only) {
        Map<Long, Board> boards = new LinkedHashMap<>();
        jdbc.sql("""
                        select id, project_id, name, hide_backlog_list, hide_closed_list from board
                        where project_id = :project and (:only::bigint is null or id = :only) order by id""")
                .param("project", project.id())
                .param("only", only, Types.BIGINT)
                .query(row -> {
                    boards.put(row.getLong("id"), new Board(
                            row.getLong("id"), row.getLong("project_id"), row.getString("name"),
                            row.getBoolean("hide_backlog_list"), row.getBoolean("hide_closed_list"), new ArrayList<>()));
                });
        if (boards.isEmpty()) {
            return List.of();
        }
        List<Row> rows = jdbc.sql("""
                        select id, board_id, position, label_id, assignee_id, milestone_id from board_list
                        where board_id = any (:boards) order by position, id""")
                .param("boards", boards.keySet().toArray(Long[]::new))
                .query(Row.class)
                .list();
        Map<Long, Label> worn = new LinkedHashMap<>();
        labels.of(project.id()).forEach(label -> worn.put(label.id(), label));
        var people = members.byIds(rows.stream().map(Row::assigneeId).filter(Objects::nonNull).toList());
        var aims = milestones.byIds(rows.stream().map(Row::milestoneId).filter(Objects::nonNull).toList());
        for (Row row : rows) {
            var person = row.assigneeId() == null ? null : people.get(row.assigneeId());
            Objects.requireNonNull(boards.get(row.boardId())).lists().add(new BoardList(
                    row.id(), row.boardId(), row.position(),
                    row.labelId() == null ? null : worn.get(row.labelId()),
                    person == null ? null : Person.of(person),
                    row.milestoneId() == null ? null : aims.get(row.milestoneId())));
        }
        return boards.values().stream()
                .map(board -> new Board(
                        board.id(), board.projectId(), board.name(), board.hidesBacklog(), board.hidesClosed(),
                        List.copyOf(board.lists())))
                .toList();
    }

    @Transactional
    public Board create(Project project, String name) {
        long id = jdbc.sql("insert into board (project_id, name, created_at) values (:project, :name, :now) returning id")
                .param("project", project.id())
                .param("name", checked(name))
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        return find(project, id);
    }

    @Transactional
    public Board change(Project project, Board board, String name, boolean hidesBacklog, boolean hidesClosed) {
        jdbc.sql("update board set name = :name, hide_backlog_list = :backlog, hide_closed_list = :closed where id = :id")
                .param("name", checked(name))
                .param("backlog", hidesBacklog)
                .param("closed", hidesClosed)
                .param("id", board.id())
                .update();
        return find(project, board.id());
    }

    /// Takes a board away; nothing of its issues changes.
    @Transactional
    public void delete(Board board) {
        jdbc.sql("delete from board where id = :id").param("id", board.id()).update();
    }

    private static String checked(String name) {
        String plain = name.strip();
        if (plain.isEmpty()) {
            throw Problem.invalid("name", "can't be blank");
        }
        if (plain.length() > LONGEST_NAME) {
            throw Problem.invalid("name", "is too long (maximum is " + LONGEST_NAME + " characters)");
        }
        return plain;
    }

    /// What a list may stand for.
    public enum Kind {
        LABEL,
        ASSIGNEE,
        MILESTONE;

        String column() {
            return name().toLowerCase(Locale.ROOT) + "_id";
        }
    }

    /// Adds a list at the right end.
    ///
    /// @param of the id of a label or milestone of the project, or of somebody who takes part in it
    @Transactional
    public BoardList add(Project project, Board board, Kind kind, long of) {
        requireFitting(project, kind, of);
        jdbc.sql("select id from board where id = :id for update").param("id", board.id()).query(Long.class).single();
        Board now = find(project, board.id());
        if (now.lists().size() >= MOST_LISTS) {
            throw Problem.invalid("list", "A board has at most " + MOST_LISTS + " lists.");
        }
        int position = now.lists().isEmpty() ? 0 : now.lists().getLast().position() + 1;
        long id;
        try {
            id = jdbc.sql("insert into board_list (board_id, " + kind.column() + ", position) values (:board, :of, :position) returning id")
                    .param("board", board.id())
                    .param("of", of)
                    .param("position", position)
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException twice) {
            throw Problem.invalid("list", "The board has this list already.");
        }
        return list(find(project, board.id()), id);
    }

    private void requireFitting(Project project, Kind kind, long of) {
        boolean there = switch (kind) {
            case LABEL -> labels.of(project.id()).stream().anyMatch(label -> label.id() == of);
            case MILESTONE -> milestones.find(project.id(), of).isPresent();
            case ASSIGNEE -> takesPart(project, of);
        };
        if (!there) {
            throw Problem.invalid("list", switch (kind) {
                case LABEL -> "This project has no such label.";
                case MILESTONE -> "This project has no such milestone.";
                case ASSIGNEE -> "Nobody in this project is that.";
            });
        }
    }

    private boolean takesPart(Project project, long member) {
        return jdbc.sql("select exists (select from project_authorization where project_id = :project and member_id = :member)")
                .param("project", project.id())
                .param("member", member)
                .query(Boolean.class)
                .single();
    }

    static BoardList list(Board board, long id) {
        return board.lists().stream().filter(list -> list.id() == id).findFirst().orElseThrow(() -> Problem.notFound("List"));
    }

    /// Puts a list where another stands, from 0 at the left; the others make room.
    @Transactional
    public Board place(Project project, Board board, BoardList list, int position) {
        jdbc.sql("select id from board where id = :id for update").param("id", board.id()).query(Long.class).single();
        List<Long> ids = new ArrayList<>(find(project, board.id()).lists().stream().map(BoardList::id).toList());
        if (ids.remove(list.id())) {
            ids.add(Math.clamp(position, 0, ids.size()), list.id());
            jdbc.sql("""
                            update board_list set position = place.nth
                            from unnest(:ids, :positions) place (id, nth)
                            where board_list.id = place.id and board_list.position <> place.nth""")
                    .param("ids", ids.toArray(Long[]::new))
                    .param("positions", IntStream.range(0, ids.size()).boxed().toArray(Integer[]::new))
                    .update();
        }
        return find(project, board.id());
    }

    /// Takes a list off its board; nothing of its issues changes.
    @Transactional
    public void remove(BoardList list) {
        jdbc.sql("delete from board_list where id = :id").param("id", list.id()).update();
    }
}
