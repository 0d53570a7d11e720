package antipode.world;

import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import java.time.ZoneId;

/// Somebody who isn't here: what if we hired in that zone, with those hours? It is nowhere kept but in the address.
record Hire(ZoneId zone, WeeklyHours hours) {

    static final String USUAL = "Mon-Fri 09:00-17:00";

    Row row() {
        return new Row(null, "Newcomer", Schedule.of(zone, hours));
    }
}
