package antipode.threads;

import antipode.api.Site;
import antipode.people.UserJson;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A comment or what the record notes, as the API tells it.
public record NoteJson(
        long id,
        @Nullable String type,
        String body,
        @Nullable String attachment,
        UserJson author,
        Instant createdAt,
        Instant updatedAt,
        boolean system,
        long noteableId,
        String noteableType,
        long projectId,
        @Nullable String commitId,
        boolean resolvable,
        boolean internal,
        boolean confidential,
        boolean imported,
        String importedFrom,
        int noteableIid,
        Map<String, Object> commandsChanges) {

    /// What was said, with what its text ordered.
    static NoteJson of(Issuable issuable, Comment comment, Map<String, Object> changes, Site site) {
        return of(
                issuable, comment.id(), comment.body(), UserJson.of(comment.author(), site), comment.createdAt(),
                comment.updatedAt(), false, changes);
    }

    public static NoteJson of(Issuable issuable, Note note, Site site) {
        return switch (note) {
            case Comment comment ->
                of(issuable, comment.id(), comment.body(), UserJson.of(comment.author(), site), comment.createdAt(),
                        comment.updatedAt(), false, Map.of());
            case Event event ->
                of(issuable, event.id(), event.sentence(), author(event, site), event.createdAt(), event.createdAt(), true,
                        Map.of());
        };
    }

    /// What a stated default did by itself has no author; clients need one.
    private static UserJson author(Event event, Site site) {
        return event.by() != null
                ? UserJson.of(event.by(), site)
                : new UserJson(0, "antipode", "Antipode", "active", false, null, site.url("/"));
    }

    private static NoteJson of(
            Issuable issuable, long id, String body, UserJson author, Instant created, Instant updated, boolean system,
            Map<String, Object> changes) {
        return new NoteJson(
                id, null, body, null, author, created, updated, system, issuable.id(), issuable.kind().apiName(),
                issuable.projectId(), null, false, false, false, false, "none", issuable.iid(), changes);
    }
}
