package antipode.boards;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Label;
import antipode.projects.MilestoneJson;
import antipode.projects.Project;
import antipode.people.UserJson;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Boards and their lists, in GitLab's form.
@Api
class BoardApi {

    private static final String BOARDS = "/projects/{id}/boards";
    private static final String BOARD = BOARDS + "/{board}";
    private static final String LISTS = BOARD + "/lists";

    private final Boards boards;
    private final Clock clock;

    BoardApi(Boards boards, Clock clock) {
        this.boards = boards;
        this.clock = clock;
    }

    record ProjectJson(long id, String name, String nameWithNamespace, String path, String pathWithNamespace, String webUrl) {

        static ProjectJson of(Project project, Site site) {
            return new ProjectJson(
                    project.id(), project.name(), project.namespace() + " / " + project.name(), project.path(), project.fullPath(),
                    site.url(project.url()));
        }
    }

    record LabelJson(long id, String name, String color, String description) {

        static @Nullable LabelJson of(@Nullable Label label) {
            return label == null ? null : new LabelJson(label.id(), label.name(), label.color(), label.description());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListJson(
            long id, @Nullable LabelJson label, @Nullable UserJson assignee, @Nullable MilestoneJson milestone, int position) {}

    record BoardJson(
            long id, String name, boolean hideBacklogList, boolean hideClosedList, ProjectJson project, List<ListJson> lists) {}

    private BoardJson json(Board board, Project project, Site site) {
        return new BoardJson(
                board.id(), board.name(), board.hidesBacklog(), board.hidesClosed(), ProjectJson.of(project, site),
                board.lists().stream().map(list -> json(list, site)).toList());
    }

    private ListJson json(BoardList list, Site site) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new ListJson(
                list.id(), LabelJson.of(list.label()),
                list.assignee() == null ? null : UserJson.of(list.assignee(), site),
                list.milestone() == null ? null : MilestoneJson.of(list.milestone(), today, site),
                list.position());
    }

    @GetMapping(BOARDS)
    @May(Who.READER)
    Listing<BoardJson> list(Project project, Pagination pagination, Site site) {
        return pagination.of(boards.of(project)).map(board -> json(board, project, site));
    }

    @PostMapping(BOARDS)
    @May(Who.REPORTER)
    BoardJson create(Project project, Parameters sent, Site site) {
        return json(boards.create(project, sent.required("name")), project, site);
    }

    @GetMapping(BOARD)
    @May(Who.READER)
    BoardJson show(Project project, @PathVariable long board, Site site) {
        return json(boards.find(project, board), project, site);
    }

    @PutMapping(BOARD)
    @May(Who.REPORTER)
    BoardJson change(Project project, @PathVariable long board, Parameters sent, Site site) {
        Board found = boards.find(project, board);
        return json(
                boards.change(
                        project, found, sent.has("name") ? sent.required("name") : found.name(),
                        sent.bool("hide_backlog_list", found.hidesBacklog()), sent.bool("hide_closed_list", found.hidesClosed())),
                project, site);
    }

    @DeleteMapping(BOARD)
    @May(Who.REPORTER)
    void delete(Project project, @PathVariable long board) {
        boards.delete(boards.find(project, board));
    }

    @GetMapping(LISTS)
    @May(Who.READER)
    Listing<ListJson> lists(Project project, @PathVariable long board, Pagination pagination, Site site) {
        return pagination.of(boards.find(project, board).lists()).map(list -> json(list, site));
    }

    @PostMapping(LISTS)
    @May(Who.REPORTER)
    ListJson add(Project project, @PathVariable long board, Parameters sent, Site site) {
        Board found = boards.find(project, board);
        sent.atMostOneOf("label_id", "assignee_id", "milestone_id");
        for (Boards.Kind kind : Boards.Kind.values()) {
            if (sent.has(kind.column())) {
                return json(boards.add(project, found, kind, sent.requiredInteger(kind.column())), site);
            }
        }
        throw Refusal.error(400, "label_id, assignee_id, milestone_id are missing, exactly one parameter must be provided");
    }

    @GetMapping(LISTS + "/{list}")
    @May(Who.READER)
    ListJson list(Project project, @PathVariable long board, @PathVariable long list, Site site) {
        return json(Boards.list(boards.find(project, board), list), site);
    }

    @PutMapping(LISTS + "/{list}")
    @May(Who.REPORTER)
    ListJson place(Project project, @PathVariable long board, @PathVariable long list, Parameters sent, Site site) {
        Board found = boards.find(project, board);
        int position = Math.clamp(sent.requiredInteger("position"), 0, Integer.MAX_VALUE);
        return json(Boards.list(boards.place(project, found, Boards.list(found, list), position), list), site);
    }

    @DeleteMapping(LISTS + "/{list}")
    @May(Who.REPORTER)
    void remove(Project project, @PathVariable long board, @PathVariable long list) {
        boards.remove(Boards.list(boards.find(project, board), list));
    }
}
