package antipode.capacity.slack;

import antipode.web.Page;
import org.jspecify.annotations.Nullable;

/// Where Slack is connected.
///
/// @param wrong what is wrong with the token, which isn't shown again
record SlackFormPage(boolean silences, @Nullable String wrong) implements Page {

    @Override
    public int status() {
        return wrong == null ? 200 : 422;
    }
}
