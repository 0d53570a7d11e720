/// Somebody's Slack, which hears of their capacity.
@NullMarked
package antipode.capacity.slack;

import org.jspecify.annotations.NullMarked;
