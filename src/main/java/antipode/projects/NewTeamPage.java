package antipode.projects;

import antipode.people.Namespace;
import antipode.web.Page;
import java.util.List;
import java.util.Map;

/// The form for a new team.
record NewTeamPage(List<Namespace> parents, Map<String, String> values, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }
}
