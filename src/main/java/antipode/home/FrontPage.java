package antipode.home;

import antipode.web.Page;
import java.util.List;

/// What those see who haven't signed in.
///
/// @param name     what the workspace is called
/// @param projects what the workspace shows to the world
record FrontPage(String name, List<Open> projects) implements Page {

    record Open(String path, String name, String description) {}
}
