package antipode.capacity.calendars;

import antipode.web.Page;
import java.util.Map;

/// Where a calendar is linked. A password is never shown again, not even to be corrected.
record CalendarFormPage(Map<String, String> values, Map<String, String> errors) implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }
}
