package antipode.handbook;

import antipode.hints.Hints;
import antipode.threads.Desk;
import antipode.threads.Issuable;
import antipode.markdown.ProseDiff;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// The form in which a page is written.
///
/// @param preview what it would look like, where that was asked for
/// @param crossed what somebody else made of it meanwhile
/// @param templates what a new page may begin with
/// @param hints what in the page will be misread, where that was asked for
record EditPage(
        ProjectHead head,
        PageEdits.Draft draft,
        boolean begins,
        int line,
        Map<String, String> errors,
        @Nullable String preview,
        @Nullable Crossing crossed,
        List<String> templates,
        Hints.Shown hints)
        implements Page {

    EditPage(
            ProjectHead head, PageEdits.Draft draft, boolean begins, int line, Map<String, String> errors, @Nullable String preview,
            @Nullable Crossing crossed) {
        this(head, draft, begins, line, errors, preview, crossed, List.of(), Hints.Shown.NOTHING);
    }

    EditPage offering(List<String> templates) {
        return new EditPage(head, draft, begins, line, errors, preview, crossed, templates, hints);
    }

    EditPage hinting(Hints.Shown hints) {
        return new EditPage(head, draft, begins, line, errors, preview, crossed, templates, hints);
    }

    Desk desk() {
        return new Desk(project().id(), Issuable.Kind.ISSUE, 0);
    }

    String path(String template) {
        return action() + "?" + (draft.path().isEmpty() ? "" : "path=" + UriUtils.encode(draft.path(), StandardCharsets.UTF_8) + "&")
                + "template=" + UriUtils.encode(template, StandardCharsets.UTF_8);
    }

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
}
