package antipode.handbook;

import antipode.projects.ProjectHead;
import antipode.search.Snippet;
import antipode.web.Page;
import java.util.List;

/// Pages of a handbook that hold some words.
///
/// @param more whether there are others
record HandbookSearchPage(ProjectHead head, Tree tree, String query, List<Result> results, boolean more) implements Page {

    record Result(String path, Snippet title, Snippet words) {}
}
