package antipode.delivery.letters;

import org.jspecify.annotations.Nullable;

/// What somebody was told by mail, as the key in its reply address names it.
///
/// @param issuableId the thread; nothing for a letter about many
/// @param noteId     the comment or event it told of, if it was one
public record SentNotification(long memberId, @Nullable Long issuableId, @Nullable Long noteId) {}
