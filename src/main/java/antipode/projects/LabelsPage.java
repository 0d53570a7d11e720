package antipode.projects;

import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The labels of a project, and the forms in which they are made and changed.
///
/// @param changed the label whose form was refused; nothing if it was the one for a new label
/// @param values  what was typed there
record LabelsPage(
        ProjectHead head,
        List<Label> labels,
        @Nullable Long changed,
        Map<String, String> values,
        Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    boolean mayChange() {
        return head.role().atLeast(Role.REPORTER);
    }

    String path() {
        return head.project().url() + "/-/labels";
    }

    String issues(Label label) {
        return head.project().url() + "/-/issues?label=" + URLEncoder.encode(label.name(), StandardCharsets.UTF_8);
    }

    boolean open(@Nullable Label label) {
        return !errors.isEmpty() && (label == null ? changed == null : changed != null && changed == label.id());
    }

    String value(@Nullable Label label, String field, String otherwise) {
        return open(label) ? values.getOrDefault(field, otherwise) : otherwise;
    }

    @Nullable String error(@Nullable Label label, String field) {
        String error = open(label) ? errors.get(field) : null;
        return error == null || Character.isUpperCase(error.codePointAt(0)) ? error : "It " + error + ".";
    }
}
