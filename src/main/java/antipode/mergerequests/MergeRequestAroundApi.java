package antipode.mergerequests;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Subscriptions;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Todos;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// What stands around a merge request, by API: who hears of it, who takes part, what it closes.
@Api
class MergeRequestAroundApi {

    private static final String ONE = "/projects/{id}/merge_requests/{iid}";

    private final MergeRequests requests;
    private final ClosedIssues closing;
    private final MergeRequestJsons jsons;
    private final Threads threads;
    private final Subscriptions subscriptions;
    private final Todos todos;

    MergeRequestAroundApi(
            MergeRequests requests,
            ClosedIssues closing,
            MergeRequestJsons jsons,
            Threads threads,
            Subscriptions subscriptions,
            Todos todos) {
        this.requests = requests;
        this.closing = closing;
        this.jsons = jsons;
        this.threads = threads;
        this.subscriptions = subscriptions;
        this.todos = todos;
    }

    @GetMapping(ONE + "/closes_issues")
    @May(Who.READER)
    Listing<MergeRequestJson.Issue> closes(
            @PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        return pagination
                .of(closing.of(actor, requests.find(actor, project, iid)))
                .map(issue -> MergeRequestJson.Issue.of(issue, site));
    }

    @PostMapping(ONE + "/subscribe")
    @May(Who.GUEST)
    Answer<MergeRequestJson.Single> subscribe(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        if (threads.around(actor, request.id()).hears() != null) {
            return Answer.notModified();
        }
        subscriptions.subscribe(request.id(), actor.id(), "subscribed");
        return Answer.created(jsons.single(actor, request, project, site));
    }

    @PostMapping(ONE + "/unsubscribe")
    @May(Who.GUEST)
    Answer<MergeRequestJson.Single> unsubscribe(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        if (threads.around(actor, request.id()).hears() == null) {
            return Answer.notModified();
        }
        subscriptions.unsubscribe(actor, request.id());
        return Answer.created(jsons.single(actor, request, project, site));
    }

    @PostMapping(ONE + "/todo")
    @May(Who.GUEST)
    Answer<MergeRequestJson.ToDo> mark(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        if (todos.bookmark(actor, request.header()).isPresent()) {
            return Answer.notModified();
        }
        Todo todo = todos.mark(actor, request.header());
        return Answer.created(new MergeRequestJson.ToDo(
                todo.id(),
                new MergeRequestJson.InProject(
                        project.id(), project.name(), project.namespace() + " / " + project.name(), project.path(),
                        project.fullPath(), project.description(), project.createdAt()),
                UserJson.of(actor.require(), site),
                todo.action().key(),
                "MergeRequest",
                jsons.single(actor, request, project, site),
                site.url(todo.path()),
                request.title(),
                "pending",
                todo.since(),
                todo.since()));
    }

    /// There is nothing to build here.
    @GetMapping(ONE + "/pipelines")
    @May(Who.READER)
    Listing<Object> pipelines(@PathVariable long iid, Pagination pagination, Project project, Actor actor) {
        requests.find(actor, project, iid);
        return pagination.of(List.of());
    }

    @GetMapping(ONE + "/participants")
    @May(Who.READER)
    List<UserJson> participants(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        return threads.participants(request.header()).stream().map(person -> MergeRequestJsons.user(person, site)).toList();
    }
}
