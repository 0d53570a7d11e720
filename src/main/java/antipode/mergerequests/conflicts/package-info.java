/// Settling what two branches both changed, in a browser: which lines stay, or what somebody writes instead.
@NullMarked
package antipode.mergerequests.conflicts;

import org.jspecify.annotations.NullMarked;
