package antipode.projects;

import antipode.web.Page;
import java.util.Map;

/// What a project says of itself, to be changed.
record SettingsPage(ProjectHead head, Map<String, String> values, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    public String value(String field, Object otherwise) {
        return values.getOrDefault(field, otherwise.toString());
    }
}
