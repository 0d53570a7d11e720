package antipode.delivery;

import antipode.capacity.Capacities;
import antipode.capacity.Capacity;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who is to hear nothing for a while, though it is within their hours: who ended their day, is in focus, or away.
@Component
class Quiets {

    private final JdbcClient jdbc;
    private final Capacities capacities;

    Quiets(JdbcClient jdbc, Capacities capacities) {
        this.jdbc = jdbc;
        this.capacities = capacities;
    }

    /// Those of them who are, and until when: a fixed number of questions. What their hours and absences say is no quiet, as
    /// it is in their hours already.
    Map<Long, Quiet> of(Collection<Long> members, Instant now) {
        Map<Long, Quiet> quiet = new HashMap<>();
        jdbc.sql("select member_id, until from day_end where member_id = any (:members) and until > :now")
                .param("members", members.toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .query(row -> {
                    quiet.put(row.getLong("member_id"), new Quiet(row.getTimestamp("until").toInstant(), Rule.DAY_ENDED));
                });
        capacities.of(members, now).forEach((member, capacity) -> {
            boolean said = capacity.source() == Capacity.Source.HAND || capacity.source() == Capacity.Source.CALENDAR;
            Rule rule = capacity.state() == Capacity.State.FOCUS ? Rule.FOCUS
                    : capacity.state() == Capacity.State.AWAY ? Rule.AWAY : null;
            if (said && rule != null) {
                quiet.merge(member, new Quiet(capacity.until() == null ? Quiet.OPEN : capacity.until(), rule), Quiet::later);
            }
        });
        return quiet;
    }
}
