package antipode.home;

import antipode.feeds.AtomFeed;
import antipode.todos.Todo;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.util.HtmlUtils;

/// One's list in a feed reader: what came last stands first.
final class TodoFeed {

    static AtomFeed of(TodosPage page) {
        return new AtomFeed(
                page.title(),
                page.asked().path(),
                page.parts().stream()
                        .flatMap(part -> part.rows().stream())
                        .sorted(Comparator.comparing(Todo::since).thenComparing(Todo::id).reversed())
                        .limit(AtomFeed.MOST)
                        .map(todo -> entry(page, todo))
                        .toList());
    }

    private static AtomFeed.Entry entry(TodosPage page, Todo todo) {
        String by = todo.by() == null ? todo.action().byNobody() : todo.by().name();
        String deed = todo.kind() == Todo.Kind.BOOKMARK ? "Your bookmark" : by + " " + TodosPage.deed(todo) + page.place(todo);
        return new AtomFeed.Entry(
                "/-/todos#todo_" + todo.id(),
                todo.action().word() + ": " + todo.issuable().title() + " (" + todo.issuable().fullReference() + ")",
                todo.path(),
                todo.since(),
                todo.since(),
                todo.by(),
                List.of(),
                "<p>" + HtmlUtils.htmlEscape(deed) + ".</p>"
                        + (todo.question().isBlank() ? "" : "<blockquote><p>" + HtmlUtils.htmlEscape(todo.question()) + "</p></blockquote>"));
    }

    private TodoFeed() {}
}
