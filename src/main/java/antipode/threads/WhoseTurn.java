package antipode.threads;

import antipode.api.Site;
import antipode.people.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose turn it is on a thing, and whose it will be. The room that passes turns brings it.
public interface WhoseTurn {

    /// As the API tells whoever has just written something.
    Object on(Issuable issuable, Site site);

    /// "Then it’s Kei’s turn, because you ask. Yours ends.", for whoever has yet to send what they write.
    ///
    /// @param replyTo the comment it would answer
    /// @param wished  whom the writer chose, by username or team path; nothing for the rules to decide
    String then(Actor writer, Issuable issuable, String words, @Nullable Long replyTo, @Nullable List<String> wished);
}
