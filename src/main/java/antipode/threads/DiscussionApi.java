package antipode.threads;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Problem;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// The discussions of issues, merge requests and commits: comments with their replies, and each entry of the record by itself.
@Api
class DiscussionApi {

    private static final String ALL = "/projects/{id}/{things:issues|merge_requests}/{iid}/discussions";
    private static final String ONE = ALL + "/{discussion}";
    private static final String OF_COMMIT = "/projects/{id}/repository/{things:commits}/{iid}/discussions";
    private static final String ONE_OF_COMMIT = OF_COMMIT + "/{discussion}";

    private final Threads threads;
    private final CommitThreads commits;
    private final Comments comments;
    private final Resolutions resolutions;
    private final QuickActions quick;
    private final NoteJsons jsons;
    private final NotePages pages;
    private final ObjectProvider<PlacedThreads> placing;

    DiscussionApi(
            Threads threads,
            CommitThreads commits,
            Comments comments,
            Resolutions resolutions,
            QuickActions quick,
            NoteJsons jsons,
            NotePages pages,
            ObjectProvider<PlacedThreads> placing) {
        this.placing = placing;
        this.threads = threads;
        this.commits = commits;
        this.comments = comments;
        this.resolutions = resolutions;
        this.quick = quick;
        this.jsons = jsons;
        this.pages = pages;
    }

    /// @param individualNote whether nobody has replied, and it wasn't begun to be resolved
    record DiscussionJson(String id, boolean individualNote, List<NoteJson> notes) {

        static DiscussionJson of(Issuable issuable, Entry entry, Site site) {
            return switch (entry) {
                case Event event ->
                    new DiscussionJson(Discussion.key(event.id()), true, List.of(NoteJson.of(issuable, event, site)));
                case Discussion discussion -> new DiscussionJson(
                        discussion.key(),
                        !discussion.resolvable(),
                        discussion.comments().stream()
                                .filter(comment -> !comment.removed())
                                .map(comment -> NoteJson.of(issuable, comment, discussion, site))
                                .toList());
            };
        }
    }

    private Issuable find(Actor actor, Project project, String things, String key) {
        return things.equals("commits") ? commits.find(actor, project, key) : threads.find(actor, project, things, key);
    }

    @GetMapping({ALL, OF_COMMIT})
    @May(Who.READER)
    Listing<DiscussionJson> list(
            @PathVariable String things, @PathVariable String iid, Pagination pagination, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        NotePages.Walk walk = new NotePages.Walk(
                issuable, NotePages.What.DISCUSSIONS, jsons.hidden(actor, issuable), false, true);
        return pagination
                .list(
                        most -> pages.count(walk, most),
                        (limit, offset) -> jsons.discussions(issuable, pages.ids(walk, limit, offset)))
                .map(entry -> DiscussionJson.of(issuable, entry, site));
    }

    @PostMapping({ALL, OF_COMMIT})
    @May(Who.GUEST)
    @Transactional
    Answer<?> begin(
            @PathVariable String things, @PathVariable String iid, Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = commits.begin(actor, project, find(actor, project, things, iid));
        Writing writing = Writing.of(Words.of(sent.required("body"))).passing(sent.list("turn"));
        Parameters position = sent.hash("position");
        PlacedThreads room = position == null || issuable.kind() == Issuable.Kind.ISSUE
                ? null
                : placing.stream().findFirst().orElse(null);
        QuickActions.Done done = room == null || position == null
                ? resolutions.begin(actor, issuable, writing)
                : resolutions.begin(actor, issuable, writing, room.at(actor, issuable, position));
        Comment first = done.comment();
        return first == null
                ? jsons.said(actor, done, site)
                : Answer.created(DiscussionJson.of(done.issuable(), jsons.discussion(done.issuable(), first.id()), site));
    }

    @GetMapping({ONE, ONE_OF_COMMIT})
    @May(Who.READER)
    DiscussionJson show(
            @PathVariable String things, @PathVariable String iid, @PathVariable String discussion, Project project, Actor actor,
            Site site) {
        Issuable issuable = find(actor, project, things, iid);
        return DiscussionJson.of(issuable, jsons.discussion(actor, issuable, discussion), site);
    }

    @PutMapping({ONE, ONE_OF_COMMIT})
    @May(Who.GUEST)
    DiscussionJson resolve(
            @PathVariable String things, @PathVariable String iid, @PathVariable String discussion, Parameters sent,
            Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        sent.require("resolved");
        boolean resolved = sent.bool("resolved", false);
        return DiscussionJson.of(issuable, jsons.placed(issuable, resolutions.resolve(actor, issuable, first(discussion), resolved)), site);
    }

    @PostMapping({ONE + "/notes", ONE_OF_COMMIT + "/notes"})
    @May(Who.GUEST)
    Answer<?> reply(
            @PathVariable String things, @PathVariable String iid, @PathVariable String discussion, Parameters sent,
            Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        jsons.discussion(issuable, first(discussion));
        Writing reply = new Writing(Words.of(sent.required("body")), first(discussion), sent.list("turn"));
        return jsons.said(actor, quick.say(actor, issuable, reply), site);
    }

    /// Changes the words, or says whether the thread is resolved.
    @PutMapping({ONE + "/notes/{note}", ONE_OF_COMMIT + "/notes/{note}"})
    @May(Who.GUEST)
    NoteJson change(
            @PathVariable String things, @PathVariable String iid, @PathVariable String discussion, @PathVariable long note,
            Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        sent.atLeastOneOf("body", "resolved");
        sent.atMostOneOf("body", "resolved");
        Comment comment = within(issuable, discussion, note);
        Boolean resolved = sent.bool("resolved");
        if (resolved != null) {
            return NoteJson.of(issuable, comment, jsons.placed(issuable, resolutions.resolve(actor, issuable, first(discussion), resolved)), site);
        }
        QuickActions.Done edited = quick.edit(actor, issuable, note, Words.of(sent.required("body")), null);
        return jsons.written(actor, edited.issuable(), comments.find(issuable.id(), note), site);
    }

    @DeleteMapping({ONE + "/notes/{note}", ONE_OF_COMMIT + "/notes/{note}"})
    @May(Who.GUEST)
    void remove(
            @PathVariable String things, @PathVariable String iid, @PathVariable String discussion, @PathVariable long note,
            Project project, Actor actor) {
        Issuable issuable = find(actor, project, things, iid);
        within(issuable, discussion, note);
        comments.remove(actor, issuable, note);
    }

    @GetMapping({ONE + "/notes/{note}", ONE_OF_COMMIT + "/notes/{note}"})
    @May(Who.READER)
    NoteJson note(
            @PathVariable String things, @PathVariable String iid, @PathVariable String discussion, @PathVariable long note,
            Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        NoteJsons.Placed placed = jsons.note(actor, issuable, note);
        if (placed.entry().id() != first(discussion)) {
            throw Problem.notFound("Note");
        }
        return placed.json(issuable, site);
    }

    private Comment within(Issuable issuable, String discussion, long note) {
        Comment comment = comments.find(issuable.id(), note);
        if (comment.threadId() != first(discussion)) {
            throw Problem.notFound("Note");
        }
        return comment;
    }

    private static long first(String discussion) {
        return Discussion.id(discussion).orElseThrow(() -> Problem.notFound("Discussion"));
    }
}
