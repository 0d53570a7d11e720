package antipode.issues;

import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// The small form of a due date or a weight, on a page of its own: where it stands again if it is refused.
///
/// @param fact  `due` or `weight`
/// @param typed what was typed; nothing shows what is
record IssueFactPage(Issue issue, String fact, @Nullable String typed, @Nullable String error) implements Page {

    @Override
    public int status() {
        return error == null ? 200 : 422;
    }

    String title() {
        return fact.equals("due") ? "Due" : "Weight";
    }
}
