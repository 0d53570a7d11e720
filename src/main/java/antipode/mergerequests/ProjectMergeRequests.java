package antipode.mergerequests;

import antipode.people.Actor;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectOverviewPart;
import antipode.todos.Turns;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What a project's own page tells of its merge requests.
@Component
class ProjectMergeRequests implements ProjectOverviewPart {

    private static final int SHOWN = 5;

    private final MergeRequestLists lists;
    private final Turns turns;

    ProjectMergeRequests(MergeRequestLists lists, Turns turns) {
        this.lists = lists;
        this.turns = turns;
    }

    @Override
    public int order() {
        return 30;
    }

    /// The newest open ones, with whose turn it is.
    @Override
    public Optional<Part> of(Actor reader, ProjectHead head) {
        var filter = new MergeRequestLists.Filter().in(head.project().id()).state("opened");
        List<MergeRequest> newest = lists.rows(reader, filter, MergeRequestLists.Order.CREATED, true, SHOWN, 0);
        var page = new MergeRequestListPage(
                head, reader, new MergeRequestListPage.Asked("opened", "", "", "all", ""), newest, List.of(),
                turns.on(newest.stream().map(MergeRequest::id).toList()), List.of(), null, null, false);
        return Optional.of(new Rows(
                "Open merge requests", page.path(),
                newest.stream()
                        .map(request -> new Row(
                                page.reason(request), page.mine(request), request.title(), request.path(), page.reference(request), false,
                                request.header().author().firstName(), request.header().createdAt()))
                        .toList(),
                "None is open. A merge request proposes a change; the handbook’s “Edit this page” makes one."));
    }
}
