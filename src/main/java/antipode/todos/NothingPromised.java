package antipode.todos;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Somebody cleared their list with what others wait for: each thread says so, and whoever asked has it on their list.
@Component
class NothingPromised implements OutboxConsumer {

    static final String CONSUMER = "nothing-promised";

    private static final int AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Events events;
    private final Members members;
    private final Turns turns;
    private final Outbox outbox;

    NothingPromised(JdbcClient jdbc, Threads threads, Events events, Members members, Turns turns, Outbox outbox) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.events = events;
        this.members = members;
        this.turns = turns;
        this.outbox = outbox;
    }

    record Cleared(long deed) {}

    private record Open(long id, long thing, long member, @Nullable Long by) {}

    @Override
    public String name() {
        return CONSUMER;
    }

    /// What was brought back meanwhile is left alone.
    @Override
    public void accept(OutboxRow row) {
        Cleared cleared = row.payload(Cleared.class);
        List<Open> open = jdbc.sql("""
                        select id, issuable_id thing, member_id member, by_id "by" from todo
                        where deed_id = :deed and kind = 'obligation' and state = 'done' and done_note_id is null
                        order by issuable_id limit :most""")
                .param("deed", cleared.deed())
                .param("most", AT_ONCE)
                .query(Open.class)
                .list();
        open.forEach(this::tell);
        if (open.size() == AT_ONCE) {
            outbox.put(CONSUMER, row.key(), cleared);
        }
    }

    private void tell(Open one) {
        Issuable issuable = threads.lock(one.thing());
        Actor who = Actor.of(members.find(one.member()).orElseThrow());
        long note = events.append(who, issuable, "cleared", Map.of());
        threads.touch(issuable.id());
        jdbc.sql("update todo set done_note_id = :note where id = :id").param("note", note).param("id", one.id()).update();
        Long waits = one.by() != null && !who.is(one.by()) ? one.by() : who.is(issuable.dri().id()) ? null : (Long) issuable.dri().id();
        if (waits != null) {
            turns.inform(issuable, List.of(waits), Turns.Cause.of(Todo.Action.NOT_PROMISED, who, note));
        }
    }
}
