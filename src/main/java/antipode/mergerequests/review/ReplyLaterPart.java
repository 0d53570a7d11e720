package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.web.Part;

/// The button that keeps a reply for one's review.
record ReplyLaterPart(MergeRequest request, long thread) implements Part {}
