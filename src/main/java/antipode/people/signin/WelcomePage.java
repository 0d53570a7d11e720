package antipode.people.signin;

import antipode.web.Page;
import java.util.Map;

/// The first page of an unused workspace, where its first administrator says who they are.
record WelcomePage(String secret, Map<String, String> values, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }
}
