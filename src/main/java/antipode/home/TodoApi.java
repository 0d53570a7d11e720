package antipode.home;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Person;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.threads.Issuable;
import antipode.todos.Deeds;
import antipode.todos.Passing;
import antipode.todos.Todo;
import antipode.todos.TodoFilter;
import antipode.todos.Todos;
import antipode.web.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// To-dos in GitLab's form. They stand here and not beside the to-dos since each shows the whole thing it is about.
@Api
@May(Who.MEMBER)
class TodoApi {

    private final Todos todos;
    private final Deeds deeds;
    private final Passing passing;
    private final Projects projects;
    private final Targets targets;

    TodoApi(Todos todos, Deeds deeds, Passing passing, Projects projects, Targets targets) {
        this.todos = todos;
        this.deeds = deeds;
        this.passing = passing;
        this.projects = projects;
        this.targets = targets;
    }

    @GetMapping("/todos")
    Listing<TodoJson> list(Actor actor, Parameters parameters, Pagination pagination, Site site) {
        String state = parameters.oneOf("state", "pending", "done");
        String type = parameters.text("type");
        Issuable.Kind kind = null;
        for (Issuable.Kind each : Issuable.Kind.values()) {
            kind = each.apiName().equals(type) ? each : kind;
        }
        if (type != null && kind == null) {
            return pagination.of(List.of());
        }
        TodoFilter filter = new TodoFilter(
                "done".equals(state) ? TodoFilter.State.DONE
                        : parameters.bool("is_snoozed", false) ? TodoFilter.State.SNOOZED : TodoFilter.State.PENDING,
                null, parameters.text("action"), parameters.integer("project_id"), parameters.integer("group_id"),
                parameters.integer("author_id"), kind);
        return pagination
                .list(most -> todos.count(actor, filter, most), (limit, offset) -> todos.newest(actor, filter, limit, offset))
                .mapAll(rows -> json(actor, rows, site));
    }

    @PostMapping("/todos/{id}/mark_as_done")
    Answer<TodoJson> complete(@PathVariable long id, Actor actor, Site site) {
        return Answer.created(json(actor, List.of(deeds.done(actor, id)), site).getFirst());
    }

    @PostMapping("/todos/mark_as_done")
    Answer<Void> completeAll(Actor actor) {
        deeds.clearAll(actor);
        return Answer.nothing();
    }

    /// Takes back a completion, whoever caused it, unless a new turn has begun meanwhile.
    @PostMapping("/todos/{id}/restore")
    Answer<TodoJson> restore(@PathVariable long id, Actor actor, Site site) {
        return Answer.created(json(actor, List.of(deeds.restore(actor, id)), site).getFirst());
    }

    /// Takes back what was done last to the list, one or all.
    @PostMapping("/todos/undo")
    Answer<UndoneJson> undo(Actor actor) {
        return Answer.created(deeds.undo(actor)
                .map(deed -> new UndoneJson(deed.kind(), deed.entries(), deed.at()))
                .orElseThrow(() -> Problem.notFound("Deed")));
    }

    record UndoneJson(String action, int count, Instant doneAt) {}

    @PostMapping("/todos/{id}/snooze")
    Answer<TodoJson> snooze(@PathVariable long id, Actor actor, Parameters parameters, Site site) {
        parameters.require("snooze_until");
        Instant until = parameters.instant("snooze_until");
        return Answer.created(json(actor, List.of(deeds.snooze(actor, id, Objects.requireNonNull(until))), site).getFirst());
    }

    /// Makes the turn of a team one's own.
    @PostMapping("/todos/{id}/take")
    Answer<TodoJson> take(@PathVariable long id, Actor actor, Site site) {
        return Answer.created(json(actor, List.of(todos.find(actor, passing.take(actor, id))), site).getFirst());
    }

    @PostMapping("/todos/{id}/unsnooze")
    Answer<TodoJson> wake(@PathVariable long id, Actor actor, Site site) {
        return Answer.created(json(actor, List.of(deeds.wake(actor, id)), site).getFirst());
    }

    private List<TodoJson> json(Actor actor, List<Todo> rows, Site site) {
        Map<Long, Project> in = projects.visibleTo(actor)
                .byIds(rows.stream().map(todo -> todo.issuable().projectId()).distinct().toList());
        Map<Long, Object> about = targets.of(actor, rows.stream().map(Todo::issuable).distinct().toList(), site);
        List<TodoJson> all = new ArrayList<>();
        for (Todo todo : rows) {
            Project project = in.get(todo.issuable().projectId());
            Object target = about.get(todo.issuable().id());
            if (project == null || target == null) {
                throw Problem.notFound("Todo");
            }
            Person author = todo.by() != null ? todo.by() : Person.of(actor.require());
            all.add(TodoJson.of(todo, project, target, author, site));
        }
        return all;
    }
}
