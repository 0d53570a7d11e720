/// Reviewing merge requests: what changes, comments in their place, suggestions, reviews gathered and sent at once.
@NullMarked
@NamedInterface("review")
package antipode.mergerequests.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
