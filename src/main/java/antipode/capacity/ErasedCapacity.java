package antipode.capacity;

import antipode.people.Erasures;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What somebody said of themselves who is erased, and the calendars and the Slack they linked, are gone.
@Component
class ErasedCapacity {

    private final JdbcClient jdbc;

    ErasedCapacity(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void forget(Erasures.Erased erased) {
        for (var table : List.of("capacity", "linked_calendar", "slack_link")) {
            jdbc.sql("delete from " + table + " where member_id = :member").param("member", erased.before().id()).update();
        }
    }
}
