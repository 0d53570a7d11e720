package antipode.world;

import antipode.hours.Schedule;
import antipode.people.Member;
import antipode.web.Times;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// One whose hours are laid on the day: a member, or whoever might be hired.
///
/// @param member nothing for who isn't here yet
record Row(@Nullable Member member, String name, Schedule schedule) {

    static Row of(Member member, Schedule schedule) {
        return new Row(member, member.name(), schedule);
    }

    String firstName() {
        int space = member == null ? -1 : name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    String username() {
        return member == null ? "" : member.username();
    }

    ZoneId zone(Instant at) {
        return schedule.zoneAt(at);
    }

    String place(Instant at) {
        return Times.place(zone(at));
    }
}
