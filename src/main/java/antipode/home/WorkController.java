package antipode.home;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.web.Page;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// All of one's open work, and what one could hand on before one goes home.
@Controller
@May(Who.MEMBER)
class WorkController {

    private static final int LAST = 200;

    private final Moves moves;
    private final Todos todos;

    WorkController(Moves moves, Todos todos) {
        this.moves = moves;
        this.todos = todos;
    }

    @GetMapping("/-/work")
    Page list(@RequestParam(defaultValue = "") String scope, @RequestParam(defaultValue = "1") long page, Actor actor) {
        int number = (int) Math.clamp(page, 1, LAST);
        long offset = (number - 1L) * WorkListPage.LISTED;
        boolean waits = scope.equals("waiting");
        List<Move> movable = waits ? List.of() : moves.movable(actor, true, WorkListPage.LISTED + 1, offset);
        List<Waiting> waiting = waits ? moves.waiting(actor, WorkListPage.LISTED + 1, offset) : List.of();
        boolean more = Math.max(movable.size(), waiting.size()) > WorkListPage.LISTED;
        return new WorkListPage(
                waits, movable.stream().limit(WorkListPage.LISTED).toList(),
                waiting.stream().limit(WorkListPage.LISTED).toList(), number, more && number < LAST);
    }

    @GetMapping("/-/batons")
    Page batons(Actor actor) {
        Todos.Desk desk = todos.desk(actor, BatonsPage.LISTED);
        return new BatonsPage(
                desk.of(Todo.Kind.OBLIGATION).stream().filter(todo -> todo.team() == null).toList(),
                moves.movable(actor, false, BatonsPage.LISTED, 0));
    }
}
