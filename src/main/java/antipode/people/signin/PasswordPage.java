package antipode.people.signin;

import antipode.web.Page;
import java.util.Map;

/// Where one chooses another password.
record PasswordPage(boolean has, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }
}
