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
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// To-dos in GitLab's form. They stand here and not beside the to-dos since each shows the whole thing it is about.
@Api
@May(Who.MEMBER)
class TodoApi {

    private final Todos todos;
    private final Projects projects;
    private final Targets targets;

    TodoApi(Todos todos, Projects projects, Targets targets) {
        this.todos = todos;
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
        boolean done = "done".equals(state);
        Issuable.Kind wanted = kind;
        String action = parameters.text("action");
        Long project = parameters.integer("project_id");
        Long author = parameters.integer("author_id");
        return pagination
                .list(
                        most -> todos.count(actor, new Todos.Filter(done, action, project, author, wanted, 0, 1), most),
                        (limit, offset) ->
                                todos.of(actor, new Todos.Filter(done, action, project, author, wanted, 0, limit), offset))
                .mapAll(rows -> json(actor, rows, site));
    }

    @PostMapping("/todos/{id}/mark_as_done")
    Answer<TodoJson> complete(@PathVariable long id, Actor actor, Site site) {
        return Answer.created(json(actor, List.of(todos.done(actor, id)), site).getFirst());
    }

    @PostMapping("/todos/mark_as_done")
    Answer<Void> completeAll(Actor actor) {
        todos.clearAll(actor);
        return Answer.nothing();
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
