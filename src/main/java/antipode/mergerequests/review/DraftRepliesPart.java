package antipode.mergerequests.review;

import antipode.web.Part;
import java.util.List;

/// What waits in the reader's review as answers to one thread.
///
/// @param path of the merge request
record DraftRepliesPart(String path, List<DraftNote> drafts) implements Part {}
