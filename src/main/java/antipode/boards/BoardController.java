package antipode.boards;

import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Person;
import antipode.people.Who;
import antipode.projects.Labels;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.ProjectMembers;
import antipode.projects.Role;
import antipode.threads.Assignees;
import antipode.threads.LabelLinks;
import antipode.threads.MilestoneLinks;
import antipode.todos.Turns;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The boards of a project, and what is done on them.
@Controller
class BoardController {

    private final Boards boards;
    private final BoardIssues boardIssues;
    private final BoardMoves moves;
    private final Issues issues;
    private final ProjectHeads heads;
    private final ProjectMembers members;
    private final Labels labels;
    private final Milestones milestones;
    private final LabelLinks labelLinks;
    private final MilestoneLinks milestoneLinks;
    private final Assignees assignees;
    private final Turns turns;
    private final Clock clock;

    BoardController(
            Boards boards, BoardIssues boardIssues, BoardMoves moves, Issues issues, ProjectHeads heads, ProjectMembers members,
            Labels labels, Milestones milestones, LabelLinks labelLinks, MilestoneLinks milestoneLinks, Assignees assignees,
            Turns turns, Clock clock) {
        this.boards = boards;
        this.boardIssues = boardIssues;
        this.moves = moves;
        this.issues = issues;
        this.heads = heads;
        this.members = members;
        this.labels = labels;
        this.milestones = milestones;
        this.labelLinks = labelLinks;
        this.milestoneLinks = milestoneLinks;
        this.assignees = assignees;
        this.turns = turns;
        this.clock = clock;
    }

    @GetMapping("/{project}/-/boards")
    @May(Who.READER)
    Page list(Project project, Role role) {
        return new BoardsPage(heads.of(project, role), boards.of(project), "", null);
    }

    @PostMapping("/{project}/-/boards")
    @May(Who.REPORTER)
    View create(Project project, Role role, @RequestParam(defaultValue = "") String name) {
        try {
            return Redirect.to(boards.create(project, name).path(project));
        } catch (Problem wrong) {
            return new BoardsPage(heads.of(project, role), boards.of(project), name, sentence(wrong));
        }
    }

    @GetMapping("/{project}/-/boards/{board}")
    @May(Who.READER)
    Page show(@PathVariable long board, Project project, Role role, Actor actor) {
        return page(project, role, actor, boards.find(project, board), null);
    }

    @PostMapping("/{project}/-/boards/{board}")
    @May(Who.REPORTER)
    View change(@PathVariable long board, Project project, Role role, Actor actor, @RequestParam Map<String, String> form) {
        Board found = boards.find(project, board);
        try {
            boards.change(project, found, form.getOrDefault("name", ""), form.containsKey("hide_backlog_list"), form.containsKey("hide_closed_list"));
        } catch (Problem wrong) {
            return page(project, role, actor, found, sentence(wrong));
        }
        return Redirect.to(found.path(project)).saying(Notice.done("The board is changed."));
    }

    @PostMapping("/{project}/-/boards/{board}/removal")
    @May(Who.REPORTER)
    Redirect remove(@PathVariable long board, Project project) {
        Board found = boards.find(project, board);
        boards.delete(found);
        return Redirect.to(project.url() + "/-/boards").saying(Notice.done("The board is gone. Its issues are as they were."));
    }

    /// @param list what it stands for: `label:5`, `assignee:7`, `milestone:3`
    @PostMapping("/{project}/-/boards/{board}/lists")
    @May(Who.REPORTER)
    View add(@PathVariable long board, Project project, Role role, Actor actor, @RequestParam(defaultValue = "") String list) {
        Board found = boards.find(project, board);
        try {
            if (!list.matches("(label|assignee|milestone):\\d{1,18}")) {
                throw Problem.invalid("list", "Choose what the list stands for.");
            }
            int colon = list.indexOf(':');
            boards.add(
                    project, found, Boards.Kind.valueOf(list.substring(0, colon).toUpperCase(Locale.ROOT)),
                    Long.parseLong(list.substring(colon + 1)));
        } catch (Problem wrong) {
            return page(project, role, actor, found, sentence(wrong));
        }
        return Redirect.to(found.path(project));
    }

    @PostMapping("/{project}/-/boards/{board}/lists/{list}/removal")
    @May(Who.REPORTER)
    Redirect removeList(@PathVariable long board, @PathVariable long list, Project project) {
        Board found = boards.find(project, board);
        boards.remove(Boards.list(found, list));
        return Redirect.to(found.path(project)).saying(Notice.done("The list is gone. Its issues are as they were."));
    }

    @PostMapping("/{project}/-/boards/{board}/lists/{list}/position")
    @May(Who.REPORTER)
    Redirect place(@PathVariable long board, @PathVariable long list, @RequestParam(defaultValue = "0") int position, Project project) {
        Board found = boards.find(project, board);
        boards.place(project, found, Boards.list(found, list), position);
        return Redirect.to(found.path(project));
    }

    @PostMapping("/{project}/-/boards/{board}/moves")
    @May(Who.GUEST)
    Redirect move(
            @PathVariable long board, @RequestParam long issue, @RequestParam String from, @RequestParam String to,
            Project project, Actor actor) {
        Board found = boards.find(project, board);
        Issue moved = issues.find(actor, project, issue);
        Column target = column(found, to);
        if (!from.equals(to)) {
            moves.move(actor, moved, column(found, from), target);
        }
        return Redirect.to(found.path(project) + "#issue-" + issue)
                .saying(Notice.done(moved.header().reference() + " is in " + target.title() + " now."));
    }

    private static Column column(Board board, String key) {
        return board.column(key)
                .orElseThrow(() -> Problem.conflict("That list is gone from the board meanwhile. Open the board again and choose another."));
    }

    private static String sentence(Problem wrong) {
        String told = String.join(" ", wrong.fields().values());
        return told.isEmpty() ? wrong.message() : Character.isUpperCase(told.codePointAt(0)) ? told : "It " + told + ".";
    }

    private BoardPage page(Project project, Role role, Actor actor, Board board, @Nullable String refused) {
        List<BoardIssues.Filled> columns = boardIssues.of(actor, board);
        List<Long> ids = columns.stream().flatMap(column -> column.issues().stream()).map(Issue::id).distinct().toList();
        boolean plans = role.atLeast(Role.REPORTER);
        ZoneId zone = actor.signedIn() ? actor.require().zone() : ZoneOffset.UTC;
        return new BoardPage(
                heads.of(project, role),
                actor,
                board,
                boards.of(project),
                columns,
                labelLinks.of(ids),
                milestoneLinks.of(ids),
                assignees.of(ids),
                turns.on(ids),
                plans ? labels.of(project.id()) : List.of(),
                plans ? milestones.offered(project.id()) : List.of(),
                plans ? members.all(project.id()).stream().map(one -> Person.of(one.member())).toList() : List.of(),
                LocalDate.ofInstant(clock.instant(), zone),
                refused);
    }
}
