package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wrote in a thread.
public record Comment(
        long id, long issuableId, Person author, String body, String bodyHtml, Instant createdAt, Instant updatedAt)
        implements Note {

    public boolean edited() {
        return updatedAt.isAfter(createdAt);
    }

    @Override
    public Person by() {
        return author;
    }

    /// Somebody said something: comment and thread as they stand after it.
    ///
    /// @param turn whom the writer chose to hold the turn now; nothing where the rules decide
    public record Written(Issuable issuable, Actor actor, Comment comment, Text text, @Nullable List<String> turn) {}
}
