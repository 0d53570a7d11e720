package antipode.threads;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Takes the ticks of a page: with scripts at each click, without them when they are saved.
@Controller
class TaskController {

    private final Threads threads;
    private final TaskTicks ticks;

    TaskController(Threads threads, TaskTicks ticks) {
        this.threads = threads;
        this.ticks = ticks;
    }

    @PostMapping("/{project}/-/{kind:issues|merge_requests}/{iid}/tasks")
    @May(Who.GUEST)
    Redirect tick(
            @PathVariable String kind,
            @PathVariable long iid,
            @RequestParam(defaultValue = "") String seen,
            HttpServletRequest request,
            Project project,
            Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        ticks.tick(actor, issuable, seen, numbers(request));
        return Redirect.to(issuable.path());
    }

    @PostMapping("/{project}/-/{kind:issues|merge_requests|commit}/{iid}/notes/{id}/tasks")
    @May(Who.GUEST)
    Redirect tick(
            @PathVariable String kind,
            @PathVariable String iid,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String seen,
            HttpServletRequest request,
            Project project,
            Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        ticks.tick(actor, issuable, id, seen, numbers(request));
        return Redirect.to(issuable.path() + "#note_" + id);
    }

    private static List<Integer> numbers(HttpServletRequest request) {
        String[] sent = request.getParameterValues("task");
        return sent == null
                ? List.of()
                : Stream.of(sent).filter(value -> value.matches("\\d{1,6}")).map(Integer::valueOf).toList();
    }
}
