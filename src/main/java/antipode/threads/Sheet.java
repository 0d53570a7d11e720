package antipode.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands around a field for words, see `threads/WritingField`.
///
/// @param help    what can be ordered there; empty where it isn't told
/// @param preview the text as it will look, where that was asked for
public record Sheet(Desk desk, List<QuickActions.Help> help, @Nullable Preview preview) {

    /// For a reply or an edit: without help, which the page has once already.
    public static Sheet of(Issuable issuable) {
        return new Sheet(Desk.of(issuable), List.of(), null);
    }

    Sheet withoutHelp() {
        return new Sheet(desk, List.of(), preview);
    }
}
