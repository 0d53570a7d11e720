package antipode.delivery;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes down what somebody is to hear of, held until its moment, or spared with a reason.
@Component
class Holding {

    private final JdbcClient jdbc;
    private final Planning planning;
    private final Due due;
    private final Clock clock;

    Holding(JdbcClient jdbc, Planning planning, Due due, Clock clock) {
        this.jdbc = jdbc;
        this.planning = planning;
        this.due = due;
        this.clock = clock;
    }

    private record Row(Audience.Heard heard, Plan.Moment moment, @Nullable String dropped) {}

    /// However many they are, in a fixed number of questions.
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Told told, List<Audience.Heard> heard) {
        Instant now = clock.instant();
        Map<Long, Planning.Planned> plans =
                planning.of(heard.stream().map(Audience.Heard::member).distinct().toList(), now);
        List<Row> rows = new ArrayList<>();
        for (Audience.Heard each : heard) {
            Planning.Planned planned = plans.get(each.member());
            if (planned != null) {
                rows.add(row(each, planned, told.at(), now));
            }
        }
        // First, as whoever tells a member holds this row, and then touches their notices.
        Map<Long, Instant> moments = new HashMap<>();
        rows.stream()
                .filter(row -> row.dropped() == null)
                .forEach(row -> moments.merge(
                        row.heard().member(), row.moment().at(), (one, other) -> one.isBefore(other) ? one : other));
        if (!moments.isEmpty()) {
            due.noLaterThan(moments);
        }
        // Whatever no note made has a todo of its own, and is told once for it.
        put(told, rows.stream().filter(row -> row.heard().fact().note() == null).toList(), now, "on conflict do nothing");
        put(told, rows.stream().filter(row -> row.heard().fact().note() != null).toList(), now, """
                on conflict (member_id, issuable_id, note_id) where note_id is not null do update
                set kind = excluded.kind, reason = excluded.reason, todo_id = excluded.todo_id, event = excluded.event
                where notice.state = 'held' and excluded.state = 'held'
                  and (notice.kind = 'information' or excluded.kind = 'needs you')""");
    }

    private static Row row(Audience.Heard heard, Planning.Planned planned, Instant happened, Instant now) {
        if (heard.dropped() != null) {
            return new Row(heard, new Plan.Moment(now, Rule.NEVER), heard.dropped());
        }
        if (planned.wish().mode() == Mode.NONE) {
            return new Row(heard, new Plan.Moment(now, Rule.NEVER), Deliveries.NOTHING_WISHED);
        }
        return new Row(heard, planned.plan().of(happened), null);
    }

    private void put(Told told, List<Row> rows, Instant now, String conflict) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into notice (member_id, issuable_id, todo_id, note_id, kind, reason, event, state, rule,
                                            held_until, dropped_because, settled_at, created_at)
                        select member, :issuable, (select id from todo where todo.id = held.todo), note, kind, reason, event,
                               case when dropped is null then 'held' else 'dropped' end, rule, until, dropped,
                               case when dropped is null then null else :now::timestamptz end, :happened
                        from unnest(:members::bigint[], :todos::bigint[], :notes::bigint[], :kinds::text[], :reasons::text[],
                                    :events::text[], :rules::text[], :until::timestamptz[], :dropped::text[])
                          held (member, todo, note, kind, reason, event, rule, until, dropped)
                        order by member\s""" + conflict)
                .param("issuable", told.issuable())
                .param("now", Timestamp.from(now))
                .param("happened", Timestamp.from(told.at()))
                .param("members", rows.stream().map(row -> row.heard().member()).toArray(Long[]::new))
                .param("todos", rows.stream().map(row -> row.heard().fact().todo()).toArray(Long[]::new))
                .param("notes", rows.stream().map(row -> row.heard().fact().note()).toArray(Long[]::new))
                .param("kinds", texts(rows, row -> row.heard().fact().kind()))
                .param("reasons", texts(rows, row -> row.heard().reason().key()))
                .param("events", texts(rows, row -> row.heard().fact().event()))
                .param("rules", texts(rows, row -> row.moment().rule().key()))
                .param("until", texts(rows, row -> row.moment().at().toString()))
                .param("dropped", texts(rows, Row::dropped))
                .update();
    }

    private static String[] texts(List<Row> rows, Function<Row, @Nullable String> each) {
        return rows.stream().map(each).toArray(String[]::new);
    }
}
