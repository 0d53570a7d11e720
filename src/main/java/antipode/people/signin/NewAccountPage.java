package antipode.people.signin;

import antipode.web.Page;
import java.util.Map;

/// Where somebody whose domain is welcome makes themselves an account.
///
/// @param email proven by the letter
/// @param passwords whether one can come in with a password here
record NewAccountPage(String secret, String email, boolean passwords, Map<String, String> values, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    String value(String field) {
        return values.getOrDefault(field, "");
    }
}
