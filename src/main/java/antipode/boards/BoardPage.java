package antipode.boards;

import antipode.issues.Issue;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Label;
import antipode.projects.Milestone;
import antipode.projects.ProjectHead;
import antipode.projects.Role;
import antipode.threads.LabelLink;
import antipode.todos.Turn;
import antipode.web.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A board: columns of cards.
///
/// @param others     all boards of the project, to change between them
/// @param milestones by issue
/// @param assignees  by issue
/// @param labels     a list may still be added for, as `offered` milestones and `people` are; empty for whoever may not
/// @param today      on the reader's calendar
/// @param refused    why what was just sent was refused
record BoardPage(
        ProjectHead head,
        Actor reader,
        Board board,
        List<Board> others,
        List<BoardIssues.Filled> columns,
        List<LabelLink> worn,
        Map<Long, Milestone> milestones,
        Map<Long, List<Person>> assignees,
        List<Turn> turns,
        List<Label> labels,
        List<Milestone> offered,
        List<Person> people,
        LocalDate today,
        @Nullable String refused)
        implements Page {

    @Override
    public int status() {
        return refused == null ? 200 : 422;
    }

    boolean mayPlan() {
        return head.role().atLeast(Role.REPORTER);
    }

    String path() {
        return board.path(head.project());
    }

    String issues(Column column) {
        return head.project().url() + "/-/issues" + column.query();
    }

    /// Whether the reader may move this one.
    boolean mayMove(Issue issue) {
        return mayPlan()
                || issue.header().isOf(reader)
                || assignees(issue).stream().anyMatch(person -> reader.is(person.id()));
    }

    /// Its labels but those that the board's own lists show.
    List<String> labels(Issue issue, Column column) {
        return worn.stream()
                .filter(label -> label.issuableId() == issue.id())
                .map(LabelLink::name)
                .filter(name -> column.list() == null || column.list().label() == null || !column.list().label().name().equals(name))
                .toList();
    }

    @Nullable Milestone milestone(Issue issue, Column column) {
        return column.list() != null && column.list().milestone() != null ? null : milestones.get(issue.id());
    }

    List<Person> assignees(Issue issue) {
        return assignees.getOrDefault(issue.id(), List.of());
    }

    /// "Your turn", "Kei’s turn"; nothing where it is nobody's.
    @Nullable String turn(Issue issue) {
        if (!issue.header().open()) {
            return null;
        }
        List<Turn> here = turns.stream().filter(turn -> turn.issuableId() == issue.id()).toList();
        if (here.isEmpty()) {
            return null;
        }
        return mine(issue) ? "Your turn" : here.getFirst().holder().firstName() + "’s turn";
    }

    boolean mine(Issue issue) {
        return issue.header().open() && turns.stream().anyMatch(turn -> turn.issuableId() == issue.id() && turn.holder().is(reader));
    }

    /// What a list may still be added for.
    List<Label> labelsLeft() {
        return labels.stream()
                .filter(label -> board.lists().stream().map(BoardList::label).filter(Objects::nonNull).noneMatch(one -> one.id() == label.id()))
                .toList();
    }

    List<Person> peopleLeft() {
        return people.stream()
                .filter(person -> board.lists().stream().map(BoardList::assignee).filter(Objects::nonNull).noneMatch(one -> one.id() == person.id()))
                .toList();
    }

    List<Milestone> milestonesLeft() {
        return offered.stream()
                .filter(aim -> board.lists().stream().map(BoardList::milestone).filter(Objects::nonNull).noneMatch(one -> one.id() == aim.id()))
                .toList();
    }

    /// Where a list stands among the lists, from 0.
    int place(Column column) {
        return column.list() == null ? -1 : board.lists().indexOf(column.list());
    }
}
