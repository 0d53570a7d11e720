package antipode.threads;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// The notes of issues and merge requests.
@Api
class NoteApi {

    private static final String THING = "/projects/{id}/{things:issues|merge_requests}/{iid}";

    private final Threads threads;
    private final Comments comments;
    private final QuickActions quick;
    private final NoteJsons jsons;
    private final NotePages pages;

    NoteApi(Threads threads, Comments comments, QuickActions quick, NoteJsons jsons, NotePages pages) {
        this.threads = threads;
        this.quick = quick;
        this.comments = comments;
        this.jsons = jsons;
        this.pages = pages;
    }

    /// Newest first, as GitLab; `order_by=updated_at` puts what was changed last in front.
    @GetMapping(THING + "/notes")
    @May(Who.READER)
    Listing<NoteJson> list(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Pagination pagination, Project project,
            Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        boolean ascending = "asc".equals(sent.oneOf("sort", "asc", "desc"));
        boolean updated = "updated_at".equals(sent.oneOf("order_by", "created_at", "updated_at"));
        String only = sent.oneOf("activity_filter", "all_notes", "only_comments", "only_activity");
        NotePages.What what = switch (only) {
            case "only_comments" -> NotePages.What.COMMENTS;
            case "only_activity" -> NotePages.What.ACTIVITY;
            case null, default -> NotePages.What.NOTES;
        };
        NotePages.Walk walk = new NotePages.Walk(issuable, what, jsons.hidden(actor, issuable), updated, ascending);
        return pagination
                .list(most -> pages.count(walk, most), (limit, offset) -> jsons.notes(issuable, pages.ids(walk, limit, offset)))
                .map(placed -> placed.json(issuable, site));
    }

    @PostMapping(THING + "/notes")
    @May(Who.GUEST)
    Answer<?> write(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        QuickActions.Done done = quick.say(actor, issuable, Writing.of(Words.of(sent.required("body"))).passing(sent.list("turn")));
        return jsons.said(actor, done, site);
    }

    @GetMapping(THING + "/notes/{note}")
    @May(Who.READER)
    NoteJson show(
            @PathVariable String things, @PathVariable long iid, @PathVariable long note, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        return jsons.note(actor, issuable, note).json(issuable, site);
    }

    @PutMapping(THING + "/notes/{note}")
    @May(Who.GUEST)
    NoteJson edit(
            @PathVariable String things, @PathVariable long iid, @PathVariable long note, Parameters sent, Project project,
            Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        if (!sent.has("body")) {
            throw Refusal.parameters("body is missing");
        }
        QuickActions.Done edited = quick.edit(actor, issuable, note, Words.of(sent.required("body")), null);
        return jsons.written(actor, edited.issuable(), comments.find(issuable.id(), note), site);
    }

    @DeleteMapping(THING + "/notes/{note}")
    @May(Who.GUEST)
    void remove(@PathVariable String things, @PathVariable long iid, @PathVariable long note, Project project, Actor actor) {
        comments.remove(actor, threads.find(actor, project, things, iid), note);
    }
}
