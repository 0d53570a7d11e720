package antipode.capacity.calendars;

import antipode.jobs.Task;
import org.springframework.stereotype.Component;

/// Reads linked calendars again when they are due.
@Component
class CalendarRefreshes implements Task<LinkedCalendars.Refresh> {

    private final LinkedCalendars calendars;

    CalendarRefreshes(LinkedCalendars calendars) {
        this.calendars = calendars;
    }

    @Override
    public String name() {
        return LinkedCalendars.TASK;
    }

    @Override
    public Class<LinkedCalendars.Refresh> payload() {
        return LinkedCalendars.Refresh.class;
    }

    @Override
    public void run(String id, LinkedCalendars.Refresh payload) {
        calendars.refresh(payload.calendar());
    }
}
