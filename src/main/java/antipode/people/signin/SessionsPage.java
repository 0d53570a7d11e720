package antipode.people.signin;

import antipode.web.Page;
import java.util.List;

/// All that opens the workspace with a member's rights.
record SessionsPage(List<Group> groups) implements Page {

    /// Those of one kind.
    record Group(String kind, String title, List<Keys.Key> keys) {}
}
