package antipode.threads;

import antipode.people.Actor;
import antipode.projects.Role;
import antipode.web.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Reads a thread for somebody: five questions at most, however long it is, and what other rooms ask for what they show in it.
@Component
public class Conversations {

    private final Notes notes;
    private final Reactions reactions;
    private final References references;
    private final ObjectProvider<UnderThread> rooms;
    private final ObjectProvider<MailedNotes> mailedNotes;
    private final ObjectProvider<PlacedThreads> placing;

    Conversations(
            Notes notes, Reactions reactions, References references, ObjectProvider<UnderThread> rooms,
            ObjectProvider<MailedNotes> mailedNotes, ObjectProvider<PlacedThreads> placing) {
        this.placing = placing;
        this.rooms = rooms;
        this.mailedNotes = mailedNotes;
        this.notes = notes;
        this.reactions = reactions;
        this.references = references;
    }

    /// @param role    what the reader is to the project
    /// @param waiting the notes that wait for the reader's answer
    public Conversation of(Actor reader, Issuable issuable, Role role, Set<Long> waiting) {
        List<Note> all = notes.of(issuable);
        return of(
                reader, issuable, role, waiting, all, reactions.on(issuable, reader), mailed(issuable), under(reader, issuable, all));
    }

    private Map<Long, Long> mailed(Issuable issuable) {
        Map<Long, Long> all = new HashMap<>();
        mailedNotes.forEach(room -> all.putAll(room.of(issuable.id())));
        return all;
    }

    private Map<Long, List<Part>> under(Actor reader, Issuable issuable, List<Note> notes) {
        List<Discussion> discussions = Discussion.among(Discussion.entries(notes));
        Map<Long, List<Part>> under = new HashMap<>();
        rooms.orderedStream().forEach(room -> room.under(reader, issuable, discussions)
                .forEach((thread, part) -> under.computeIfAbsent(thread, _ -> new ArrayList<>()).add(part)));
        return under;
    }

    static Map<Long, Place> places(
            ObjectProvider<PlacedThreads> rooms, Actor reader, Issuable issuable, List<Discussion> discussions) {
        Map<Long, Place> places = new HashMap<>();
        if (issuable.kind() != Issuable.Kind.ISSUE && !discussions.isEmpty()) {
            rooms.forEach(room -> places.putAll(room.of(reader, issuable, discussions)));
        }
        return places;
    }

    /// A comment as one quotes it in an answer; empty if there is none.
    public String quotation(Issuable issuable, @Nullable Long note) {
        return note == null
                ? ""
                : notes.kept(issuable.id(), note)
                        .filter(comment -> !comment.removed())
                        .map(comment -> "> " + comment.body().strip().replace("\n", "\n> ") + "\n\n")
                        .orElse("");
    }

    /// Only one thread of it.
    Conversation of(Actor reader, Issuable issuable, Role role, @Nullable Discussion discussion) {
        return of(
                reader, issuable, role, Set.of(), discussion == null ? List.of() : List.copyOf(discussion.comments()));
    }

    Conversation of(Actor reader, Issuable issuable, Role role, Set<Long> waiting, List<Note> notes) {
        return of(reader, issuable, role, waiting, notes, Map.of(), Map.of(), Map.of());
    }

    private Conversation of(
            Actor reader, Issuable issuable, Role role, Set<Long> waiting, List<Note> notes,
            Map<Long, List<Reaction>> reactions, Map<Long, Long> mailed, Map<Long, List<Part>> under) {
        List<String> texts = new ArrayList<>(List.of(issuable.descriptionHtml()));
        for (Note note : notes) {
            texts.add(
                    switch (note) {
                        case Comment comment -> comment.bodyHtml();
                        case Event event -> Conversation.kept(event);
                    });
        }
        List<Entry> entries = Discussion.entries(notes);
        return new Conversation(
                issuable,
                Discussion.placed(entries, places(placing, reader, issuable, Discussion.among(entries))),
                references.link(reader, issuable.projectPath(), texts),
                reactions,
                reader,
                role,
                waiting,
                mailed,
                under,
                Set.of());
    }
}
