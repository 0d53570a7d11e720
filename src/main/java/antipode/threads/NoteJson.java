package antipode.threads;

import antipode.api.Site;
import antipode.people.UserJson;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A comment or what the record notes, as the API tells it.
///
/// @param resolved only told of notes in threads that wait to be resolved
/// @param position where its thread stands in a difference, and `suggestions` what it suggests there
/// @param notTold  who was named in it, may not see it and was told nothing; only told to whoever writes it
/// @param turns    whose turn it is after it; only told to whoever writes it
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
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean resolved,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UserJson resolvedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant resolvedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object position,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Map<String, Object>> suggestions,
        boolean internal,
        boolean confidential,
        boolean imported,
        String importedFrom,
        @Nullable Integer noteableIid,
        Map<String, Object> commandsChanges,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notTold,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object turns) {

    /// @param discussion what a comment belongs to
    static NoteJson of(Issuable issuable, Comment comment, Discussion discussion, Site site) {
        boolean resolvable = discussion.resolvable();
        Comment first = discussion.first();
        Place place = discussion.place();
        return new NoteJson(
                comment.id(),
                place != null ? "DiffNote" : resolvable ? "DiscussionNote" : null,
                comment.body(),
                null,
                UserJson.of(comment.author(), site),
                comment.createdAt(),
                comment.updatedAt(),
                false,
                issuable.id(),
                issuable.kind().apiName(),
                issuable.projectId(),
                issuable.commit(),
                resolvable,
                resolvable ? discussion.resolved() : null,
                first.resolvedBy() == null ? null : UserJson.of(first.resolvedBy(), site),
                first.resolvedAt(),
                place == null ? null : place.json(),
                place == null ? null : place.suggestions(comment),
                false,
                issuable.confidential(),
                false,
                "none",
                issuable.commit() == null ? issuable.iid() : null,
                Map.of(),
                List.of(),
                null);
    }

    static NoteJson of(Issuable issuable, Event event, Site site) {
        return new NoteJson(
                event.id(),
                null,
                said(event),
                null,
                author(event, site),
                event.createdAt(),
                event.createdAt(),
                true,
                issuable.id(),
                issuable.kind().apiName(),
                issuable.projectId(),
                issuable.commit(),
                false,
                null,
                null,
                null,
                null,
                null,
                false,
                issuable.confidential(),
                false,
                "none",
                issuable.commit() == null ? issuable.iid() : null,
                Map.of(),
                List.of(),
                null);
    }

    /// With what its text ordered, whom it didn't reach, and whose turn it is now.
    NoteJson written(Map<String, Object> changes, List<String> usernames, @Nullable Object whose) {
        return new NoteJson(
                id, type, body, attachment, author, createdAt, updatedAt, system, noteableId, noteableType, projectId,
                commitId, resolvable, resolved, resolvedBy, resolvedAt, position, suggestions, internal, confidential, imported, importedFrom,
                noteableIid, changes, usernames, whose);
    }

    private static String said(Event event) {
        String source = event.detail("source");
        return source.isEmpty() ? event.sentence() : event.sentence() + "\n\n" + source;
    }

    /// What a stated default did by itself has no author; clients need one.
    private static UserJson author(Event event, Site site) {
        return event.by() != null
                ? UserJson.of(event.by(), site)
                : new UserJson(0, "antipode", "Antipode", "active", false, null, site.url("/"));
    }
}
