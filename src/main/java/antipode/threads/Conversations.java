package antipode.threads;

import antipode.people.Actor;
import antipode.projects.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Reads a thread for somebody: four questions at most, however long it is.
@Component
public class Conversations {

    private final Comments comments;
    private final References references;

    Conversations(Comments comments, References references) {
        this.comments = comments;
        this.references = references;
    }

    /// @param role    what the reader is to the project
    /// @param waiting the notes that wait for the reader's answer
    public Conversation of(Actor reader, Issuable issuable, Role role, Set<Long> waiting) {
        List<Note> notes = comments.of(issuable);
        List<String> texts = new ArrayList<>(List.of(issuable.descriptionHtml()));
        for (Note note : notes) {
            texts.add(
                    switch (note) {
                        case Comment comment -> comment.bodyHtml();
                        case Event event -> Conversation.kept(event);
                    });
        }
        return new Conversation(
                issuable,
                notes,
                references.link(reader, issuable.projectPath(), texts),
                reader,
                role.atLeast(Role.MAINTAINER),
                waiting);
    }
}
