package antipode.threads;

import antipode.markdown.ProseDiff;
import antipode.people.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Two people changed the same text: what the other one saved, who it was, and how far mine is from it. Its template is
/// `threads/Clash.jte`.
///
/// @param title      as it stands now; nothing for a comment
/// @param theirs     the text as it stands now
/// @param difference from theirs to mine
public record Clash(
        @Nullable String title, String theirs, @Nullable Person by, @Nullable Instant at, ProseDiff difference) {}
