package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What goes with a file that is redacted, what becomes another by it, and the question why.
///
/// @param versions of the file that there ever were
/// @param errors   by field
record FileRedactionPage(ProjectHead head, Placed place, int versions, Form form, Map<String, String> errors) implements Page {

    /// @param one whether only the version goes that stands here
    record Form(boolean one, String words, String because) {}

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    Project project() {
        return head.project();
    }

    String at(String kind) {
        return Paths.file(project(), kind, place.revision(), place.path());
    }

    @Nullable String error(String field) {
        var error = errors.get(field);
        return error == null ? null : (field.equals("words") && error.startsWith("don't") ? "They " : "It ") + error + ".";
    }
}
