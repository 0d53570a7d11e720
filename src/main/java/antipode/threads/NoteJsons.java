package antipode.threads;

import antipode.api.Answer;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.projects.Role;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Reads notes and discussions for the API, as far as the reader may know of what they cite.
@Component
class NoteJsons {

    private final ObjectProvider<WhoseTurn> turns;
    private final Notes notes;
    private final Conversations conversations;
    private final Aftermath aftermath;
    private final ObjectProvider<PlacedThreads> placing;

    NoteJsons(
            Notes notes, Conversations conversations, Aftermath aftermath, ObjectProvider<WhoseTurn> turns,
            ObjectProvider<PlacedThreads> placing) {
        this.placing = placing;
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

    /// The events of a thread that the actor may not know of, since they cite what the actor may not see.
    List<Long> hidden(Actor actor, Issuable issuable) {
        List<Event> citing = notes.citing(issuable);
        List<Long> shown = entries(actor, issuable, List.copyOf(citing)).stream().map(Entry::id).toList();
        return citing.stream().map(Event::id).filter(id -> !shown.contains(id)).toList();
    }

    /// A page of notes, in the order of its ids.
    List<Placed> notes(Issuable issuable, List<Long> ids) {
        Map<Long, Comment> comments = new HashMap<>();
        notes.comments(issuable, ids).forEach(comment -> comments.put(comment.id(), comment));
        Map<Long, Placed> placed = new HashMap<>();
        notes.events(issuable, ids).forEach(event -> placed.put(event.id(), new Placed(event, event)));
        Map<Long, Place> places = Conversations.places(placing, Actor.nobody(), issuable, comments.values().stream()
                .filter(comment -> !comment.reply())
                .map(comment -> new Discussion(comment, List.of()))
                .toList());
        for (long id : ids) {
            Comment comment = comments.get(id);
            if (comment != null) {
                Comment first = Objects.requireNonNull(comments.get(comment.threadId()));
                placed.put(id, new Placed(comment, new Discussion(first, List.of(), places.get(first.id()))));
            }
        }
        return ids.stream().flatMap(id -> Stream.ofNullable(placed.get(id))).toList();
    }

    /// A page of discussions and events, in the order of its ids.
    List<Entry> discussions(Issuable issuable, List<Long> ids) {
        List<Note> all = new ArrayList<>(notes.threads(issuable, ids));
        all.addAll(notes.events(issuable, ids));
        Map<Long, Entry> found = new HashMap<>();
        List<Entry> entries = Discussion.entries(all);
        Discussion.placed(entries, Conversations.places(placing, Actor.nobody(), issuable, Discussion.among(entries)))
                .forEach(entry -> found.put(entry.id(), entry));
        return ids.stream().flatMap(id -> Stream.ofNullable(found.get(id))).toList();
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

    Entry discussion(Actor actor, Issuable issuable, String key) {
        long id = Discussion.id(key).orElseThrow(() -> Problem.notFound("Discussion"));
        return notes.discussion(issuable.id(), id)
                .map(discussion -> (Entry) placed(issuable, discussion))
                .or(() -> notes.event(issuable.id(), id)
                        .flatMap(event -> entries(actor, issuable, List.of(event)).stream().findFirst()))
                .orElseThrow(() -> Problem.notFound("Discussion"));
    }

    Discussion discussion(Issuable issuable, long first) {
        return placed(issuable, notes.discussion(issuable.id(), first).orElseThrow(() -> Problem.notFound("Discussion")));
    }

    Discussion placed(Issuable issuable, Discussion discussion) {
        return discussion.at(
                Conversations.places(placing, Actor.nobody(), issuable, List.of(discussion)).get(discussion.id()));
    }

    private List<Entry> entries(Actor actor, Issuable issuable, List<Note> all) {
        Conversation conversation = conversations.of(actor, issuable, Role.NONE, Set.of(), all);
        return conversation.entries().stream()
                .filter(entry -> !(entry instanceof Event event) || conversation.shows(event))
                .toList();
    }
}
