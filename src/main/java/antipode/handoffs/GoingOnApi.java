package antipode.handoffs;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Going on without an answer, on issues and merge requests.
@Api
class GoingOnApi {

    private static final String THING = "/projects/{id}/{things:issues|merge_requests}/{iid}";

    private final Threads threads;
    private final GoingsOn goingsOn;

    GoingOnApi(Threads threads, GoingsOn goingsOn) {
        this.threads = threads;
        this.goingsOn = goingsOn;
    }

    record GoingOnJson(
            long id,
            long issuableId,
            String state,
            UserJson author,
            @Nullable UserJson waitsFor,
            HandoffJson.@Nullable GroupJson waitsForGroup,
            String shipped,
            String through,
            String question,
            long noteId,
            Instant createdAt,
            @Nullable Instant answeredAt) {

        static GoingOnJson of(GoingOn one, Site site) {
            return new GoingOnJson(
                    one.id(), one.issuableId(), one.open() ? "open" : one.answeredAt() != null ? "answered" : "ended",
                    UserJson.of(one.by(), site), one.holder().person() == null ? null : UserJson.of(one.holder().person(), site),
                    HandoffJson.GroupJson.of(one.holder(), site),
                    one.shipped(), one.through(), one.question(), one.noteId(), one.at(), one.answeredAt());
        }
    }

    @GetMapping(THING + "/go_on_without")
    @May(Who.READER)
    Listing<GoingOnJson> list(
            @PathVariable String things, @PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        return pagination.of(goingsOn.of(threads.find(actor, project, things, iid))).map(one -> GoingOnJson.of(one, site));
    }

    /// `from` names whom it goes on without; nothing means whoever has been waited for longest.
    @PostMapping(THING + "/go_on_without")
    @May(Who.GUEST)
    GoingOnJson goOn(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        return GoingOnJson.of(
                goingsOn.goOn(
                        actor, issuable, sent.text("from"), Words.of(sent.required("shipped")),
                        Words.line(sent.text("through", "")), Words.of(sent.text("question", ""))),
                site);
    }
}
