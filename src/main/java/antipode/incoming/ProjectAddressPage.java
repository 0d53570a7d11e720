package antipode.incoming;

import antipode.projects.ProjectHead;
import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// By which address a member opens issues here.
///
/// @param takes   whether this server takes mail at all
/// @param address the one that opens something, if there is one
/// @param made    the whole address, right after it was made; else empty
record ProjectAddressPage(ProjectHead head, boolean takes, @Nullable ProjectAddress address, String made) implements Page {

    @Override
    public int status() {
        return made.isEmpty() ? 200 : 201;
    }

    String path() {
        return head.project().url() + "/-/issues/by-mail";
    }
}
