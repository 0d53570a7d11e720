package antipode.issues;

import antipode.people.Namespace;
import antipode.projects.Milestone;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which a milestone is made and changed.
///
/// @param milestone what is changed; nothing while it is new
/// @param values    what was typed, by field
/// @param errors    what is wrong, by field
record MilestoneFormPage(
        @Nullable ProjectHead head,
        @Nullable Namespace team,
        @Nullable Milestone milestone,
        Map<String, String> values,
        Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    String listPath() {
        return MilestonesPage.path(head, team);
    }

    String action() {
        return milestone == null ? listPath() : milestone.path();
    }

    String value(String field) {
        return values.getOrDefault(field, "");
    }

    @Nullable String error(String field) {
        String error = errors.get(field);
        return error == null || !Character.isLowerCase(error.codePointAt(0)) ? error : "It " + error + ".";
    }
}
