package antipode.todos;

import antipode.database.Outbox;
import antipode.people.Actor;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What one does to one's own list. Every deed is written down, and the last ones can be taken back.
@Component
public class Deeds {

    /// How long a deed can be taken back from the list itself; after that, each entry from the list of what is done.
    static final Duration UNDOABLE = Duration.ofDays(1);

    static final String CLEARED = "you cleared your list and promised nothing";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Todos todos;
    private final Clock clock;

    Deeds(JdbcClient jdbc, Outbox outbox, Todos todos, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.todos = todos;
        this.clock = clock;
    }

    /// Something one did to one's list.
    ///
    /// @param kind    `done`, `cleared`, `snoozed` or `woken`
    /// @param entries how many entries it touched
    /// @param title   what the entry is about, if it was one
    public record Deed(long id, String kind, int entries, String title, Instant at) {

        /// "You marked “Flat refunds” done"
        public String sentence() {
            String what = entries == 1 && !title.isEmpty() ? "“" + title + "”" : entries + " entries";
            return switch (kind) {
                case "snoozed" -> "You snoozed " + what;
                case "woken" -> "You brought " + what + " back";
                case "cleared" -> "You cleared " + what;
                default -> "You marked " + what + " done";
            };
        }
    }

    /// Done by hand, which says no more than that.
    @Transactional
    public Todo done(Actor actor, long id) {
        Todo todo = todos.find(actor, id);
        if (!todo.done()) {
            long deed = write(actor, "done", 1, todo.issuable().title());
            jdbc.sql("""
                            update todo set state = 'done', done_at = :now, done_by = member_id, deed_id = :deed,
                                            done_cause = 'you marked it done'
                            where id = :id and state = 'pending'""")
                    .param("now", now())
                    .param("deed", deed)
                    .param("id", id)
                    .update();
        }
        return todos.find(actor, id);
    }

    /// Puts it out of sight until then; it comes back as old as it is, and first.
    @Transactional
    public Todo snooze(Actor actor, long id, Instant until) {
        Todo todo = todos.find(actor, id);
        if (todo.done()) {
            throw Problem.conflict("It is done already: " + todo.doneCause() + ".");
        }
        if (!until.isAfter(clock.instant())) {
            throw Problem.invalid("snooze_until", "is over already");
        }
        if (until.isAfter(clock.instant().plus(Duration.ofDays(3660)))) {
            throw Problem.invalid("snooze_until", "is more than ten years ahead");
        }
        return sleep(actor, todo, "snoozed", until);
    }

    /// Brings back what was snoozed.
    @Transactional
    public Todo wake(Actor actor, long id) {
        Todo todo = todos.find(actor, id);
        return todo.snoozed(clock.instant()) ? sleep(actor, todo, "woken", null) : todo;
    }

    private Todo sleep(Actor actor, Todo todo, String kind, @Nullable Instant until) {
        long deed = write(actor, kind, 1, todo.issuable().title());
        jdbc.sql("""
                        update todo set snoozed_before = snoozed_until, snoozed_until = :until, deed_id = :deed
                        where id = :id and state = 'pending'""")
                .param("until", until == null ? null : Timestamp.from(until), Types.TIMESTAMP)
                .param("deed", deed)
                .param("id", todo.id())
                .update();
        return todos.find(actor, todo.id());
    }

    /// Clears news, never what somebody waits for or what one has marked.
    @Transactional
    public int clearNews(Actor actor) {
        return clear(actor, "kind = 'news'", "you cleared the news");
    }

    /// The same at the end of a day or a week, where the member wished it.
    @Transactional
    void clearNewsByItself(Actor actor, TodoSettings.Clearing clearing) {
        clear(actor, "kind = 'news'", "your " + clearing.key() + " ended, and you wished the news cleared then");
    }

    /// Clears news and everything somebody waits for. Whoever waits is told, in the background, that nothing was promised.
    @Transactional
    public int declareBankruptcy(Actor actor) {
        int cleared = clear(actor, "kind in ('news', 'obligation')", CLEARED);
        if (cleared > 0) {
            last(actor).ifPresent(deed -> outbox.put(NothingPromised.CONSUMER, "member " + actor.id(), new NothingPromised.Cleared(deed.id())));
        }
        return cleared;
    }

    /// Clears the whole list: what the API's `mark_as_done` of all does.
    @Transactional
    public int clearAll(Actor actor) {
        return clear(actor, "true", "you marked everything done");
    }

    private int clear(Actor actor, String which, String cause) {
        long deed = write(actor, "cleared", 0, "");
        int cleared = jdbc.sql("""
                        update todo set state = 'done', done_at = :now, done_by = member_id, deed_id = :deed, done_cause = :cause
                        where member_id = :member and state = 'pending' and\s""" + which)
                .param("now", now())
                .param("deed", deed)
                .param("cause", cause)
                .param("member", actor.id())
                .update();
        jdbc.sql(cleared == 0 ? "delete from todo_deed where id = :deed" : "update todo_deed set entries = :cleared where id = :deed")
                .param("cleared", cleared)
                .param("deed", deed)
                .update();
        return cleared;
    }

    /// What one did last and can take back.
    public Optional<Deed> last(Actor actor) {
        return jdbc.sql("""
                        select id, kind, entries, title, at from todo_deed
                        where member_id = :member and undone_at is null and at > :since order by id desc limit 1""")
                .param("member", actor.id())
                .param("since", Timestamp.from(clock.instant().minus(UNDOABLE)))
                .query((row, _) -> new Deed(
                        row.getLong("id"), row.getString("kind"), row.getInt("entries"), row.getString("title"),
                        row.getTimestamp("at").toInstant()))
                .optional();
    }

    /// Takes back what one did last: what was done or cleared is pending again, what was snoozed stands where it stood.
    ///
    /// @return what it was; nothing if there is nothing to take back
    @Transactional
    public Optional<Deed> undo(Actor actor) {
        Optional<Deed> last = last(actor);
        last.ifPresent(deed -> {
            if (deed.kind().equals("done") || deed.kind().equals("cleared")) {
                restore("deed_id = :id", deed.id());
            } else {
                jdbc.sql("update todo set snoozed_until = snoozed_before, deed_id = null where deed_id = :deed and state = 'pending'")
                        .param("deed", deed.id())
                        .update();
            }
            jdbc.sql("update todo_deed set undone_at = :now where id = :deed")
                    .param("now", now())
                    .param("deed", deed.id())
                    .update();
        });
        return last;
    }

    /// Puts one entry back on the list, whoever ended it, unless a new turn on the same thing has begun meanwhile.
    @Transactional
    public Todo restore(Actor actor, long id) {
        todos.find(actor, id);
        restore("id = :id", id);
        return todos.find(actor, id);
    }

    private void restore(String which, long id) {
        jdbc.sql("""
                        update todo set state = 'pending', done_at = null, done_by = null, done_cause = null,
                                        done_note_id = null, deed_id = null
                        where state = 'done' and\s""" + which + """

                         and not exists (
                            select from todo other where todo.kind = 'obligation' and other.issuable_id = todo.issuable_id
                               and other.member_id = todo.member_id and other.kind = 'obligation' and other.state = 'pending')
                         and not exists (
                            select from todo later where todo.kind = 'obligation' and later.issuable_id = todo.issuable_id
                               and later.member_id = todo.member_id and later.kind = 'obligation' and later.deed_id = todo.deed_id
                               and later.id > todo.id)""")
                .param("id", id)
                .update();
    }

    private long write(Actor actor, String kind, int entries, String title) {
        return jdbc.sql("""
                        insert into todo_deed (member_id, kind, entries, title, at)
                        values (:member, :kind, :entries, :title, :now) returning id""")
                .param("member", actor.id())
                .param("kind", kind)
                .param("entries", entries)
                .param("title", title)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
