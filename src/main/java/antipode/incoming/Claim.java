package antipode.incoming;

import org.jspecify.annotations.Nullable;

/// Whose mail it is and where it belongs.
///
/// @param memberId     who may post it
/// @param issuableId   the thread it answers, if it does
/// @param noteId       what in it, if that is known
/// @param projectId    where it opens an issue, if it does
/// @param becameId     the thread where it stands now
/// @param becameNoteId the comment; nothing where it opened an issue, or where only orders were in it
record Claim(
        long mailId,
        long memberId,
        @Nullable Long issuableId,
        @Nullable Long noteId,
        @Nullable Long projectId,
        @Nullable Long becameId,
        @Nullable Long becameNoteId) {

    /// What a key claims.
    static Claim of(long mail, long member, MailKey key) {
        return switch (key) {
            case MailKey.Answer(var sent) ->
                new Claim(mail, member, sent.issuableId(), sent.noteId(), null, null, null);
            case MailKey.NewIssue(var address) -> new Claim(mail, member, null, null, address.projectId(), null, null);
            case MailKey.Stop(_) -> new Claim(mail, member, null, null, null, null, null);
        };
    }

    /// Where it stands now, if anywhere.
    @Nullable String path() {
        return becameId == null ? null : "/t/" + becameId + (becameNoteId == null ? "" : "#note_" + becameNoteId);
    }

    /// Whether there is anything it could become.
    boolean postable() {
        return issuableId != null || projectId != null;
    }
}
