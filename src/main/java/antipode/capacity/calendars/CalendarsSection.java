package antipode.capacity.calendars;

import antipode.capacity.CapacitySection;
import antipode.people.Member;
import antipode.web.Part;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Linked calendars beside somebody's capacity.
@Component
@Order(10)
class CalendarsSection implements CapacitySection {

    private final LinkedCalendars calendars;

    CalendarsSection(LinkedCalendars calendars) {
        this.calendars = calendars;
    }

    @Override
    public Part of(Member member) {
        return new CalendarsPart(calendars.of(member.id()));
    }
}
