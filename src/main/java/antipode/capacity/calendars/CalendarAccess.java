package antipode.capacity.calendars;

import antipode.outgoing.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// What opens a calendar elsewhere. The address alone may do so, and so all of it is sealed where it is kept.
///
/// @param calendars those found at a CalDAV server
record CalendarAccess(String address, String username, String password, List<String> calendars) {

    static final String PURPOSE = "calendar";

    Call signed(Call call) {
        if (username.isEmpty()) {
            return call;
        }
        var pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return call.secret("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    CalendarAccess with(List<String> calendars) {
        return new CalendarAccess(address, username, password, calendars);
    }

    String host() {
        var host = URI.create(address).getHost();
        return host == null ? "" : host;
    }

    /// Never what it holds.
    @Override
    public String toString() {
        return "CalendarAccess[…]";
    }
}
