package antipode.handbook;

import antipode.markdown.Markdown;
import antipode.markdown.ProseDiff;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which a page is written.
///
/// @param preview what it would look like, where that was asked for
/// @param crossed what somebody else made of it meanwhile
record EditPage(
        ProjectHead head,
        PageEdits.Draft draft,
        boolean begins,
        int line,
        Map<String, String> errors,
        @Nullable String preview,
        @Nullable Crossing crossed)
        implements Page {

    /// @param difference from what they wrote to the text in the form
    record Crossing(Author author, Instant at, ProseDiff difference) {}

    @Override
    public int status() {
        return crossed != null ? 409 : errors.isEmpty() ? 200 : 422;
    }

    Project project() {
        return head.project();
    }

    boolean markdown() {
        return Paths.isPage(draft.path());
    }

    String action() {
        return Paths.file(project(), begins ? "new" : "edit", draft.branch(), begins ? "" : draft.path());
    }

    String back() {
        return begins ? Paths.page(project(), "") : markdown() ? Paths.page(project(), draft.path()) : Paths.file(project(), "blob", draft.branch(), draft.path());
    }

    String suggested() {
        return begins ? "Add a page" : "Change " + Paths.spoken(draft.path());
    }

    @Nullable String error(String field) {
        return errors.get(field);
    }

    static String shown(String html) {
        return Markdown.unresolved(html);
    }
}
