package antipode.issues;

import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which an issue is written and changed.
///
/// @param issue  what is changed; nothing while it is new
/// @param labels those the project has
/// @param errors what is wrong, by field
/// @param theirs what somebody else has saved meanwhile
record IssueFormPage(
        ProjectHead head,
        @Nullable Issue issue,
        Form form,
        List<String> labels,
        Map<String, String> errors,
        @Nullable Issue theirs)
        implements Page {

    @Override
    public int status() {
        return theirs != null ? 409 : errors.isEmpty() ? 200 : 422;
    }

    String action() {
        return issue == null ? head.project().url() + "/-/issues" : issue.path();
    }

    @Nullable String error(String field) {
        String error = errors.get(field);
        return error == null || Character.isUpperCase(error.codePointAt(0)) || !Character.isLetter(error.codePointAt(0))
                ? error
                : "It " + error + ".";
    }
}
