package antipode.home;

import antipode.web.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The clock of the demo.
///
/// @param starts whose day begins next, soonest first
/// @param place  the reader's city
/// @param local  what stands in the field
record ClockPage(List<Start> starts, String place, String local, @Nullable String error) implements Page {

    record Start(String name, String place, Instant at) {

        String firstName() {
            int space = name.indexOf(' ');
            return space < 0 ? name : name.substring(0, space);
        }
    }

    @Override
    public int status() {
        return error == null ? 200 : 422;
    }
}
