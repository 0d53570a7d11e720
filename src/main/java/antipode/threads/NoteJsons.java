package antipode.threads;

import antipode.api.Answer;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.projects.Role;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Reads notes and discussions for the API, as far as the reader may know of what they cite.
@Component
class NoteJsons {

    private final ObjectProvider<WhoseTurn> turns;
    private final Notes notes;
    private final Conversations conversations;
    private final Aftermath aftermath;

    NoteJsons(Notes notes, Conversations conversations, Aftermath aftermath, ObjectProvider<WhoseTurn> turns) {
        this.turns = turns;
        this.notes = notes;
        this.conversations = conversations;
        this.aftermath = aftermath;
    }

    /// A note with what it belongs to.
    record Placed(Note note, Entry entry) {

        NoteJson json(Issuable issuable, Site site) {
            return switch (entry) {
                case Event event -> NoteJson.of(issuable, event, site);
                case Discussion discussion -> NoteJson.of(issuable, (Comment) note, discussion, site);
            };
        }
    }

    List<Placed> notes(Actor actor, Issuable issuable) {
        List<Placed> placed = new ArrayList<>();
        for (Entry entry : entries(actor, issuable, notes.of(issuable))) {
            switch (entry) {
                case Event event -> placed.add(new Placed(event, event));
                case Discussion discussion -> discussion.comments().stream()
                        .filter(comment -> !comment.removed())
                        .forEach(comment -> placed.add(new Placed(comment, discussion)));
            }
        }
        placed.sort(Comparator.comparingLong(one -> one.note().id()));
        return placed;
    }

    Placed note(Actor actor, Issuable issuable, long id) {
        Comment comment = notes.kept(issuable.id(), id).filter(one -> !one.removed()).orElse(null);
        if (comment != null) {
            return new Placed(comment, discussion(issuable, comment.threadId()));
        }
        return notes.event(issuable.id(), id)
                .flatMap(event -> entries(actor, issuable, List.of(event)).stream().findFirst())
                .map(entry -> new Placed((Event) entry, entry))
                .orElseThrow(() -> Problem.notFound("Note"));
    }

    /// A comment as it was just written or changed.
    NoteJson written(Actor actor, Issuable issuable, Comment comment, Site site) {
        return NoteJson.of(issuable, comment, discussion(issuable, comment.threadId()), site)
                .written(Map.of(), aftermath.untold(actor, issuable, comment), null);
    }

    /// What GitLab answers when a text only ordered something, and so left no note.
    record OrderedJson(Map<String, Object> commandsChanges, List<String> summary) {}

    /// A comment as it was just written, with what it ordered.
    Answer<?> said(Actor actor, QuickActions.Done done, Site site) {
        Comment comment = done.comment();
        return comment == null
                ? Answer.of(202, new OrderedJson(done.changes(), done.did()))
                : Answer.created(
                        NoteJson.of(done.issuable(), comment, discussion(done.issuable(), comment.threadId()), site)
                                .written(
                                        done.changes(),
                                        aftermath.untold(actor, done.issuable(), comment),
                                        turns.stream().findFirst().map(room -> room.on(done.issuable(), site)).orElse(null)));
    }

    List<Entry> discussions(Actor actor, Issuable issuable) {
        return entries(actor, issuable, notes.of(issuable));
    }

    Entry discussion(Actor actor, Issuable issuable, String key) {
        long id = Discussion.id(key).orElseThrow(() -> Problem.notFound("Discussion"));
        return notes.discussion(issuable.id(), id)
                .map(discussion -> (Entry) discussion)
                .or(() -> notes.event(issuable.id(), id)
                        .flatMap(event -> entries(actor, issuable, List.of(event)).stream().findFirst()))
                .orElseThrow(() -> Problem.notFound("Discussion"));
    }

    Discussion discussion(Issuable issuable, long first) {
        return notes.discussion(issuable.id(), first).orElseThrow(() -> Problem.notFound("Discussion"));
    }

    private List<Entry> entries(Actor actor, Issuable issuable, List<Note> all) {
        Conversation conversation = conversations.of(actor, issuable, Role.NONE, Set.of(), all);
        return conversation.entries().stream()
                .filter(entry -> !(entry instanceof Event event) || conversation.shows(event))
                .toList();
    }
}
