package antipode.mergerequests.review;

import antipode.api.Api;
import antipode.api.Answer;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.Verdict;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Discussion;
import antipode.threads.Words;
import antipode.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// What waits in one's own review, in GitLab's form. `bulk_publish` takes a verdict as well (`reviewer_state`), and words.
@Api
class DraftNoteApi {

    private static final String ALL = "/projects/{id}/merge_requests/{iid}/draft_notes";
    private static final String ONE = ALL + "/{draft}";

    private final MergeRequests requests;
    private final DraftNotes drafts;
    private final Reviews reviews;
    private final ThreadPlaces places;

    DraftNoteApi(MergeRequests requests, DraftNotes drafts, Reviews reviews, ThreadPlaces places) {
        this.requests = requests;
        this.drafts = drafts;
        this.reviews = reviews;
        this.places = places;
    }

    record DraftNoteJson(
            long id,
            long authorId,
            long mergeRequestId,
            boolean resolveDiscussion,
            @Nullable String discussionId,
            String note,
            @Nullable String commitId,
            @Nullable String lineCode,
            @Nullable DiffPosition position) {

        static DraftNoteJson of(DraftNote draft) {
            DiffPosition position = draft.kept() == null ? null : draft.kept().position();
            return new DraftNoteJson(
                    draft.id(),
                    draft.authorId(),
                    draft.requestId(),
                    draft.resolves(),
                    draft.threadId() == null ? null : Discussion.key(draft.threadId()),
                    draft.body(),
                    null,
                    position == null ? null : position.lineCode(),
                    position);
        }
    }

    @GetMapping(ALL)
    @May(Who.GUEST)
    Listing<DraftNoteJson> list(@PathVariable long iid, Pagination pagination, Project project, Actor actor) {
        return pagination.of(drafts.of(actor, requests.find(actor, project, iid))).map(DraftNoteJson::of);
    }

    @GetMapping(ONE)
    @May(Who.GUEST)
    DraftNoteJson show(@PathVariable long iid, @PathVariable long draft, Project project, Actor actor) {
        return DraftNoteJson.of(drafts.find(actor, requests.find(actor, project, iid), draft));
    }

    @PostMapping(ALL)
    @May(Who.GUEST)
    DraftNoteJson add(@PathVariable long iid, Parameters sent, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        String note = sent.required("note");
        String discussion = sent.text("in_reply_to_discussion_id");
        Long thread = discussion == null
                ? null
                : Long.valueOf(Discussion.id(discussion).orElseThrow(() -> Problem.notFound("Discussion")));
        return DraftNoteJson.of(drafts.add(
                actor, request, Words.of(note), position(request, sent), thread, sent.bool("resolve_discussion", false)));
    }

    private DiffPosition.@Nullable Kept position(MergeRequest request, Parameters sent) {
        Parameters position = sent.hash("position");
        return position == null ? null : places.read(request, position);
    }

    @PutMapping(ONE)
    @May(Who.GUEST)
    DraftNoteJson edit(@PathVariable long iid, @PathVariable long draft, Parameters sent, Project project, Actor actor) {
        sent.atLeastOneOf("note", "position", "resolve_discussion");
        MergeRequest request = requests.find(actor, project, iid);
        DraftNote before = drafts.find(actor, request, draft);
        DiffPosition.Kept position = position(request, sent);
        return DraftNoteJson.of(drafts.edit(
                actor,
                request,
                draft,
                sent.has("note") ? Words.of(sent.text("note", "")) : before.body(),
                position == null ? before.kept() : position,
                sent.bool("resolve_discussion", before.resolves())));
    }

    @DeleteMapping(ONE)
    @May(Who.GUEST)
    void remove(@PathVariable long iid, @PathVariable long draft, Project project, Actor actor) {
        drafts.remove(actor, requests.find(actor, project, iid), draft);
    }

    @PutMapping(ONE + "/publish")
    @May(Who.GUEST)
    void publish(@PathVariable long iid, @PathVariable long draft, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        drafts.send(actor, request, List.of(drafts.find(actor, request, draft)));
    }

    @PostMapping(ALL + "/bulk_publish")
    @May(Who.GUEST)
    Answer<?> publishAll(@PathVariable long iid, Parameters sent, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        Verdict verdict = Verdict.said(sent.text("reviewer_state", sent.text("verdict", "comment")));
        String words = Words.of(sent.text("note", ""));
        if (verdict == Verdict.COMMENT && words.isBlank() && drafts.of(actor, request).isEmpty()) {
            return Answer.nothing();
        }
        try {
            reviews.send(actor, request, verdict, words, sent.text("sha", ""));
        } catch (Problem problem) {
            throw problem.status() == 403 ? Refusal.unauthorized() : problem;
        }
        return Answer.nothing();
    }
}
