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
import antipode.projects.Role;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Conversations conversations;
    private final QuickActions quick;

    NoteApi(Threads threads, Comments comments, Conversations conversations, QuickActions quick) {
        this.threads = threads;
        this.quick = quick;
        this.comments = comments;
        this.conversations = conversations;
    }

    @GetMapping(THING + "/notes")
    @May(Who.READER)
    Listing<NoteJson> list(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Pagination pagination, Project project,
            Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        boolean ascending = "asc".equals(sent.oneOf("sort", "asc", "desc"));
        sent.oneOf("order_by", "created_at", "updated_at");
        String only = sent.oneOf("activity_filter", "all_notes", "only_comments", "only_activity");
        List<Note> notes = new ArrayList<>(shown(actor, issuable).stream()
                .filter(note -> !("only_comments".equals(only) && note instanceof Event)
                        && !("only_activity".equals(only) && note instanceof Comment))
                .toList());
        if (!ascending) {
            notes.sort(Comparator.comparingLong(Note::id).reversed());
        }
        return pagination.of(notes).map(note -> NoteJson.of(issuable, note, site));
    }

    @PostMapping(THING + "/notes")
    @May(Who.GUEST)
    Answer<?> write(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        QuickActions.Done done = quick.say(actor, issuable, Writing.of(Words.of(sent.required("body"))));
        return done.comment() == null
                ? ordered(done)
                : Answer.created(NoteJson.of(done.issuable(), done.comment(), done.changes(), site));
    }

    /// What GitLab answers when a text only ordered something, and so left no note.
    record OrderedJson(Map<String, Object> commandsChanges, List<String> summary) {}

    private static Answer<OrderedJson> ordered(QuickActions.Done done) {
        return Answer.of(202, new OrderedJson(done.changes(), done.did()));
    }

    @GetMapping(THING + "/notes/{note}")
    @May(Who.READER)
    NoteJson show(
            @PathVariable String things, @PathVariable long iid, @PathVariable long note, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        return shown(actor, issuable).stream()
                .filter(one -> one.id() == note)
                .findFirst()
                .map(one -> NoteJson.of(issuable, one, site))
                .orElseThrow(() -> Problem.notFound("Note"));
    }

    @PutMapping(THING + "/notes/{note}")
    @May(Who.GUEST)
    NoteJson edit(
            @PathVariable String things, @PathVariable long iid, @PathVariable long note, Parameters sent, Project project,
            Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        if (!sent.has("body")) {
            throw Refusal.parameters("body is missing");
        }
        return NoteJson.of(issuable, comments.edit(actor, issuable, note, Words.of(sent.required("body"))), site);
    }

    @DeleteMapping(THING + "/notes/{note}")
    @May(Who.GUEST)
    void remove(@PathVariable String things, @PathVariable long iid, @PathVariable long note, Project project, Actor actor) {
        comments.remove(actor, find(actor, project, things, iid), note);
    }

    /// A thread of one note.
    record DiscussionJson(String id, boolean individualNote, List<NoteJson> notes) {

        static DiscussionJson of(Issuable issuable, Note note, Site site) {
            return new DiscussionJson(id(note), true, List.of(NoteJson.of(issuable, note, site)));
        }

        static String id(Note note) {
            return "%040x".formatted(note.id());
        }
    }

    @GetMapping(THING + "/discussions")
    @May(Who.READER)
    Listing<DiscussionJson> discussions(
            @PathVariable String things, @PathVariable long iid, Pagination pagination, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        return pagination.of(shown(actor, issuable)).map(note -> DiscussionJson.of(issuable, note, site));
    }

    @PostMapping(THING + "/discussions")
    @May(Who.GUEST)
    Answer<?> begin(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        QuickActions.Done done = quick.say(actor, issuable, Writing.of(Words.of(sent.required("body"))));
        return done.comment() == null
                ? ordered(done)
                : Answer.created(DiscussionJson.of(done.issuable(), done.comment(), site));
    }

    @GetMapping(THING + "/discussions/{discussion}")
    @May(Who.READER)
    DiscussionJson discussion(
            @PathVariable String things, @PathVariable long iid, @PathVariable String discussion, Project project, Actor actor,
            Site site) {
        Issuable issuable = find(actor, project, things, iid);
        return shown(actor, issuable).stream()
                .filter(note -> DiscussionJson.id(note).equals(discussion))
                .findFirst()
                .map(note -> DiscussionJson.of(issuable, note, site))
                .orElseThrow(() -> Problem.notFound("Discussion"));
    }

    private List<Note> shown(Actor actor, Issuable issuable) {
        Conversation conversation = conversations.of(actor, issuable, Role.NONE, Set.of());
        return conversation.notes().stream()
                .filter(note -> !(note instanceof Event event) || conversation.shows(event))
                .toList();
    }

    private Issuable find(Actor actor, Project project, String things, long iid) {
        return threads.find(
                actor, project, things.equals("issues") ? Issuable.Kind.ISSUE : Issuable.Kind.MERGE_REQUEST, iid);
    }
}
