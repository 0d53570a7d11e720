package antipode.threads;

import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The small form of one fact beside a thing, on a page of its own: where it stands again if it is refused.
///
/// @param typed what was typed; nothing shows what is
/// @param error what is wrong with it
/// @param notes what is worth knowing of those who were typed
record FactPage(
        Facts facts, Facts.Fact fact, @Nullable String typed, @Nullable String error, List<CapacityNote> notes)
        implements Page {

    @Override
    public int status() {
        return error == null && notes.isEmpty() ? 200 : 422;
    }
}
