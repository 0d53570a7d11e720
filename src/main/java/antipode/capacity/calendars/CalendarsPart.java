package antipode.capacity.calendars;

import antipode.web.Part;
import java.util.List;

/// The calendars that somebody linked, in the settings of their capacity.
record CalendarsPart(List<LinkedCalendar> calendars) implements Part {

    public boolean room() {
        return calendars.size() < LinkedCalendars.MOST;
    }
}
