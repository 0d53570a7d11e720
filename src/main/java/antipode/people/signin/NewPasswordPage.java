package antipode.people.signin;

import antipode.web.Page;
import java.util.Map;

/// Where somebody who has forgotten their password chooses another one.
record NewPasswordPage(String secret, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }
}
