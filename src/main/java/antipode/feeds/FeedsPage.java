package antipode.feeds;

import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a member reads elsewhere; right after something was subscribed to, with its address, this once.
///
/// @param secret the whole address, with the server's own before it
record FeedsPage(List<FeedAddress> addresses, @Nullable FeedAddress made, String secret) implements Page {

    @Override
    public int status() {
        return made == null ? 200 : 201;
    }

    static String reads(FeedAddress address) {
        return address.kind() == FeedAddress.Kind.ICS ? "Calendar" : "Feed";
    }

    /// What calendars on a telephone or a desk open by themselves.
    String inCalendar() {
        return secret.replaceFirst("^https?:", "webcal:");
    }
}
