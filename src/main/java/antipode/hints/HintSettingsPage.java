package antipode.hints;

import antipode.web.Page;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which hints a member wants; and, for administrators, where abbreviations are explained.
///
/// @param glossary as it was named; empty for the usual page
record HintSettingsPage(Set<Rule> silenced, boolean administrator, String glossary, @Nullable String error) implements Page {

    @Override
    public int status() {
        return error == null ? 200 : 422;
    }
}
