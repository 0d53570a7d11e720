package antipode.handbook;

import antipode.web.Part;
import java.util.List;

/// The pages of handbooks that speak of an issue.
record CitingPages(List<Page> pages) implements Part {

    /// @param heading below which it is spoken of; empty at the top
    record Page(String title, String heading, String path) {}
}
