package antipode.people.signin;

import antipode.web.Page;
import java.util.List;
import java.util.Map;

/// The keys that a member keeps on devices.
///
/// @param open whether the workspace lets anybody in with one
record PasskeysPage(List<Passkey> passkeys, String name, boolean open, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }
}
