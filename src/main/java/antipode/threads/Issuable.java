package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Project;
import antipode.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The header of an issue, a merge request, or a commit of which something was said: whatever they have in common.
///
/// @param iid     its number within the project and kind, from 1, never used twice
/// @param type    `issue`, `merge_request`, or a type that an upper room brings
/// @param dri     the directly responsible individual: exactly one, at first its author
/// @param locked  whether only reporters upwards may go on discussing it
/// @param commit  the full name of the commit that is spoken of; nothing for the others
/// @param descriptionHtml sanitised, with marks where it cites; [References] turns these to links for a reader
public record Issuable(
        long id,
        long projectId,
        String projectPath,
        Kind kind,
        String type,
        int iid,
        String title,
        String description,
        String descriptionHtml,
        Person author,
        Person dri,
        State state,
        boolean confidential,
        boolean locked,
        int commentCount,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        @Nullable Long closedBy,
        @Nullable String commit) {

    private static final int SHORT = 8;

    /// The things that carry a thread.
    public enum Kind {
        ISSUE("issue", '#', "issues", "Issue"),
        MERGE_REQUEST("merge_request", '!', "merge_requests", "MergeRequest"),
        COMMIT("commit", '@', "commit", "Commit");

        private final String key;
        private final char sign;
        private final String path;
        private final String apiName;

        Kind(String key, char sign, String path, String apiName) {
            this.key = key;
            this.sign = sign;
            this.path = path;
            this.apiName = apiName;
        }

        /// As stored and as in the API's snake case.
        public String key() {
            return key;
        }

        /// What stands before the number: `#` or `!`; before the name of a commit in another project, `@`.
        public char sign() {
            return sign;
        }

        /// The segment of its addresses.
        public String path() {
            return path;
        }

        /// GitLab's `noteable_type` and `target_type`.
        public String apiName() {
            return apiName;
        }

        /// In a sentence: "issue", "merge request".
        public String word() {
            return key.replace('_', ' ');
        }

        public static Kind of(String key) {
            return switch (key) {
                case "merge_request" -> MERGE_REQUEST;
                case "commit" -> COMMIT;
                default -> ISSUE;
            };
        }
    }

    /// Where it stands. Only a merge request is ever merged.
    public enum State {
        OPENED,
        CLOSED,
        MERGED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    public boolean open() {
        return state == State.OPENED;
    }

    /// `#7`, `!34` or `1a2b3c4d`.
    public String reference() {
        return commit == null ? "" + kind.sign() + iid : commit.substring(0, SHORT);
    }

    /// `halyard/booking#7`, `halyard/booking@1a2b3c4d`.
    public String fullReference() {
        return projectPath + (commit == null ? "" : kind.sign()) + reference();
    }

    /// Stands for title and description as they are, so that an edit can tell whether they have changed meanwhile.
    public String version() {
        return UUID.nameUUIDFromBytes((title + "\n" + description).getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// Refuses to overwrite what somebody else has changed since a writer began.
    ///
    /// @param startedFrom the version they began with; nothing where nobody asked for such care
    public void requireUnchanged(@Nullable String startedFrom) {
        if (startedFrom != null && !startedFrom.isEmpty() && !startedFrom.equals(version())) {
            throw Problem.conflict("Somebody changed this while you were writing.");
        }
    }

    /// The page's path, as GitLab's.
    public String path() {
        return "/" + projectPath + "/-/" + kind.path() + "/" + (commit == null ? String.valueOf(iid) : commit);
    }

    /// The permanent short link, which renames and moves don't break.
    public String shortPath() {
        return "/t/" + id;
    }

    /// Whoever wrote it or is responsible for it may edit, close and reopen it, whatever their level in the project.
    public boolean isOf(Actor actor) {
        Long id = actor.idOrNull();
        return id != null && (author.id() == id || dri.id() == id);
    }

    /// One that is still to be opened: it has the id 0, no number and no words.
    public static Issuable yetToBe(Actor actor, Project project, Kind kind) {
        Person author = Person.of(actor.require());
        return new Issuable(
                0, project.id(), project.fullPath(), kind, kind.key(), 0, "", "", "", author, author, State.OPENED, false, false, 0,
                Instant.EPOCH, Instant.EPOCH, null, null, null);
    }

    /// Something was opened, with what its text says.
    public record Opened(Issuable issuable, Actor actor, long noteId, Text text) {}

    /// Its description is another one now.
    ///
    /// @param before what it said
    public record Described(Issuable issuable, Actor actor, String before) {}

    /// Something ended, closed or merged.
    ///
    /// @param because a sentence, where the deed was not a person's own click
    public record Ended(Issuable issuable, Actor actor, long noteId, @Nullable String because) {}

    /// Something closed is open again.
    public record Reopened(Issuable issuable, Actor actor, long noteId) {}

    /// Something is in another project now, with all that was said in it. Rooms that keep further words of it see to it that
    /// these mean what they meant.
    ///
    /// @param from the full path of the project where it was
    public record Moved(Issuable issuable, Actor actor, String from) {}

    /// Something is shown to fewer people than before.
    public record Concealed(Issuable issuable) {}
}
