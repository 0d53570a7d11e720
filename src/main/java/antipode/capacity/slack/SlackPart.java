package antipode.capacity.slack;

import antipode.web.Part;
import org.jspecify.annotations.Nullable;

/// Somebody's Slack, in the settings of their capacity.
record SlackPart(@Nullable SlackLink link) implements Part {}
