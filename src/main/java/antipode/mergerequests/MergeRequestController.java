package antipode.mergerequests;

import antipode.asks.Draft;
import antipode.asks.ThreadPage;
import antipode.mergerequests.review.Asked;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Conversations;
import antipode.threads.Issuable;
import antipode.threads.Subscriptions;
import antipode.threads.Words;
import antipode.todos.Todos;
import antipode.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The page of one merge request and what can be done there with one click.
@Controller
class MergeRequestController implements ThreadPage {

    private static final String ONE = "/{project}/-/merge_requests/{iid}";

    private final MergeRequests requests;
    private final Subscriptions subscriptions;
    private final Conversations conversations;
    private final Todos todos;
    private final MergeRequestPages pages;

    MergeRequestController(
            MergeRequests requests,
            Subscriptions subscriptions,
            Conversations conversations,
            Todos todos,
            MergeRequestPages pages) {
        this.requests = requests;
        this.subscriptions = subscriptions;
        this.conversations = conversations;
        this.todos = todos;
        this.pages = pages;
    }

    @GetMapping(ONE)
    @May(Who.READER)
    View show(
            @PathVariable long iid,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) @Nullable List<String> lines,
            @RequestParam(required = false) @Nullable Long quote,
            Project project, Role role, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        Draft draft = quote == null ? null : Draft.saying(conversations.quotation(request.header(), quote));
        return pages.of(actor, project, role, request, Asked.of(view, from, to, 1, null, lines, true), draft, null, null);
    }

    @Override
    public Issuable.Kind kind() {
        return Issuable.Kind.MERGE_REQUEST;
    }

    @Override
    public View again(
            Actor actor, Project project, Role role, Issuable issuable, Draft draft, @Nullable Problem wrong) {
        return pages.of(actor, project, role, requests.find(actor, project, issuable.iid()), Asked.usual(), draft, wrong, null);
    }

    @PostMapping(ONE + "/readiness")
    @May(Who.GUEST)
    View ready(
            @PathVariable long iid, @RequestParam(required = false) @Nullable String question, Project project, Role role,
            Actor actor) {
        return pages.deed(actor, project, role, iid, "It is ready. Whoever you asked to look has it from now on.",
                request -> requests.ready(actor, request, question == null ? null : Words.line(question)));
    }

    @PostMapping(ONE + "/draft")
    @May(Who.GUEST)
    View draft(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "It is a draft again. Nobody waits for a review.",
                request -> requests.draft(actor, request));
    }

    @PostMapping(ONE + "/closure")
    @May(Who.GUEST)
    View close(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "It is closed. Nobody waits here any more.",
                request -> requests.close(actor, request, null));
    }

    @PostMapping(ONE + "/closure/removal")
    @May(Who.GUEST)
    View reopen(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "It is open again.", request -> requests.reopen(actor, request));
    }

    @PostMapping(ONE + "/bookmark")
    @May(Who.GUEST)
    View bookmark(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, null, request -> todos.mark(actor, request.header()));
    }

    @PostMapping(ONE + "/bookmark/removal")
    @May(Who.GUEST)
    View removeBookmark(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, null,
                request -> todos.unmark(actor, request.header()));
    }

    @PostMapping(ONE + "/subscription")
    @May(Who.GUEST)
    View subscribe(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, null, request -> subscriptions.subscribe(request.id(), actor.id(), "subscribed"));
    }

    @PostMapping(ONE + "/subscription/removal")
    @May(Who.GUEST)
    View unsubscribe(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, null, request -> subscriptions.unsubscribe(actor, request.id()));
    }
}
