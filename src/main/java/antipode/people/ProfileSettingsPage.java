package antipode.people;

import antipode.web.Page;
import antipode.web.Viewer.Appearance;
import java.util.Map;

/// What a member says of themselves, to be changed.
record ProfileSettingsPage(
        Member member, String name, Appearance appearance, Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }
}
