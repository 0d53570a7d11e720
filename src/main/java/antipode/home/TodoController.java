package antipode.home;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Redirect;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// One's own to-dos, all of them, and what is done with the cause of each closing.
@Controller
@May(Who.MEMBER)
class TodoController {

    private static final int LISTED = 50;

    private final Todos todos;

    TodoController(Todos todos) {
        this.todos = todos;
    }

    @GetMapping("/-/todos")
    Page list(
            @RequestParam(defaultValue = "pending") String state,
            @RequestParam(defaultValue = "0") long after,
            Actor actor) {
        boolean done = state.equals("done");
        List<Todo> rows = todos.of(actor, new Todos.Filter(done, null, null, null, null, Math.max(0, after), LISTED + 1));
        boolean more = rows.size() > LISTED;
        return new TodosPage(done, more ? rows.subList(0, LISTED) : rows, more, after > 0);
    }

    @PostMapping("/-/todos/{id}/completion")
    Redirect complete(@PathVariable long id, @RequestParam @Nullable String back, Actor actor) {
        Todo todo = todos.done(actor, id);
        return Redirect.back(back, "/")
                .saying(Notice.done("Marked done: “" + todo.issuable().title() + "”. “What is done” can bring it back."));
    }

    @PostMapping("/-/todos/{id}/undoing")
    Redirect undo(@PathVariable long id, @RequestParam @Nullable String back, Actor actor) {
        Todo todo = todos.undo(actor, id);
        return Redirect.back(back, "/-/todos?state=done")
                .saying(todo.done()
                        ? Notice.provisional("It stays done: a new turn on “" + todo.issuable().title() + "” has begun meanwhile.")
                        : Notice.done("Back on your list: “" + todo.issuable().title() + "”."));
    }

    @PostMapping("/-/todos/news/clearing")
    Redirect clear(Actor actor) {
        int cleared = todos.clearNews(actor);
        return Redirect.to("/")
                .saying(Notice.done(cleared == 0
                        ? "There was no news to clear."
                        : Said.number(cleared) + (cleared == 1 ? " piece" : " pieces")
                                + " of news cleared. What somebody waits for stays; “What is done” can bring each back."));
    }
}
