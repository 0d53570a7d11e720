package antipode.projects;

import antipode.people.Namespace;
import antipode.web.Page;
import java.util.Map;

/// The settings of a team.
///
/// @param members how many belong to it itself
record TeamSettingsPage(Namespace team, int members, Map<String, String> values, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    String value(String field, String otherwise) {
        return values.getOrDefault(field, otherwise);
    }
}
