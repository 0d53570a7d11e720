package antipode.delivery;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.hours.Schedule;
import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.threads.Comment;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Holds every notice until its reader's next working day begins. An action leaves one row in the outbox for it; whom it
/// concerns is worked out in the background, so that an action named by a thousand subscribers is as quick as any.
@Component
class Notices implements OutboxConsumer {

    private static final String CONSUMER = "notices";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Schedules schedules;
    private final WorkingHours hours;
    private final Access access;
    private final Clock clock;

    Notices(JdbcClient jdbc, Outbox outbox, Schedules schedules, WorkingHours hours, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.schedules = schedules;
        this.hours = hours;
        this.access = access;
        this.clock = clock;
    }

    /// What is to be told: an entry of a list, or a comment to its subscribers.
    ///
    /// @param todo    the entry; nothing for a comment
    /// @param readers whose list it is on; empty for a comment, whose subscribers are found when it is told
    record Told(
            long issuable, @Nullable Long note, @Nullable Long todo, String kind, List<Long> readers, @Nullable Long writer) {}

    /// What was put on a list is told as well, later.
    @EventListener
    void listed(Turns.Listed listed) {
        Notice.Kind kind = listed.kind() == Todo.Kind.OBLIGATION
                ? Notice.Kind.NEEDS_YOU
                : listed.action() == Todo.Action.MERGED || listed.action() == Todo.Action.CLOSED
                        ? Notice.Kind.DECIDED
                        : Notice.Kind.INFORMATION;
        put(new Told(
                listed.issuable().id(), listed.noteId(), listed.todoId(), kind.key(), List.of(listed.memberId()), null));
    }

    @EventListener
    void written(Comment.Written written) {
        put(new Told(
                written.issuable().id(),
                written.comment().id(),
                null,
                Notice.Kind.INFORMATION.key(),
                List.of(),
                written.actor().id()));
    }

    private void put(Told told) {
        outbox.put(CONSUMER, "issuable " + told.issuable(), told);
    }

    @Override
    public String name() {
        return CONSUMER;
    }

    @Override
    public void accept(OutboxRow row) {
        Told told = row.payload(Told.class);
        hold(told.writer() == null ? told.readers() : subscribers(told), told);
    }

    /// Subscribers who may see the thread, who didn't write the comment, and who don't hear of it already.
    private List<Long> subscribers(Told told) {
        return access.bind(
                        jdbc.sql("""
                                select member.id from subscription
                                join member on member.id = subscription.member_id
                                join issuable on issuable.id = subscription.issuable_id
                                join project on project.id = issuable.project_id
                                where subscription.issuable_id = :issuable and member.id <> :writer
                                  and member.state = 'active'
                                  and not exists (select from notice
                                                   where notice.member_id = member.id
                                                     and notice.issuable_id = :issuable and notice.note_id = :note)
                                  and\s""" + Access.MEMBER_SEES_ISSUABLE + " order by member.id"),
                        Actor.nobody())
                .param("issuable", told.issuable())
                .param("writer", told.writer())
                .param("note", told.note())
                .query(Long.class)
                .list();
    }

    /// However many they are, in three questions; those who keep the same hours have the same day.
    private void hold(Collection<Long> readers, Told told) {
        Instant now = clock.instant();
        Map<Schedule, Instant> days = new HashMap<>();
        Map<Long, Instant> begins = new LinkedHashMap<>();
        hours.of(readers).forEach((reader, schedule) -> begins.put(
                reader,
                days.computeIfAbsent(schedule, each -> each.nextDayStart(now).map(Schedule.DayStart::at).orElse(now))));
        jdbc.sql("""
                        insert into notice (member_id, issuable_id, todo_id, note_id, kind, held_until, created_at)
                        select reader, :issuable, :todo, :note, :kind, until, :now
                        from unnest(:readers, :until::timestamptz[]) held (reader, until)
                        on conflict do nothing""")
                .param("readers", begins.keySet().toArray(Long[]::new))
                .param("until", begins.values().stream().map(Instant::toString).toArray(String[]::new))
                .param("issuable", told.issuable())
                .param("todo", told.todo(), Types.BIGINT)
                .param("note", told.note(), Types.BIGINT)
                .param("kind", told.kind())
                .param("now", Timestamp.from(now))
                .update();
        schedules.noLaterThan(
                Digests.TASK,
                begins.entrySet().stream()
                        .map(day -> new Schedules.Planned(
                                String.valueOf(day.getKey()), day.getValue(), new Digests.Day(day.getKey())))
                        .toList());
    }

    /// When the next thing held for a member is due, if any is.
    Optional<Instant> nextDue(long member) {
        return jdbc.sql("select held_until from notice where member_id = :member and state = 'held' order by held_until limit 1")
                .param("member", member)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /// What is held for a member and due, oldest first, as far as they may still see it.
    List<Notice> held(Actor reader) {
        return access.bind(jdbc.sql(SELECT + """
                        where notice.member_id = :actor_id and notice.state = 'held' and notice.held_until <= :now and\s"""
                        + Access.VISIBLE_ISSUABLE + " order by notice.id"), reader)
                .param("now", Timestamp.from(clock.instant()))
                .query(Notices::notice)
                .list();
    }

    /// What a member was told, is about to be told, or was spared, newest first: "why did I get this, why now?"
    List<Notice> latest(Actor reader, int limit) {
        return access.bind(jdbc.sql(SELECT + "where notice.member_id = :actor_id and " + Access.VISIBLE_ISSUABLE
                        + " order by notice.id desc limit :limit"), reader)
                .param("limit", limit)
                .query(Notices::notice)
                .list();
    }

    /// Drops what needs no telling any more: what was done meanwhile, and what may no longer be seen. What is snoozed is told
    /// when it comes back.
    @Transactional
    public void dropStale(Actor reader) {
        jdbc.sql("""
                        update notice set held_until = todo.snoozed_until
                        from todo where todo.id = notice.todo_id and notice.member_id = :member and notice.state = 'held'
                          and todo.member_id = :member and todo.state = 'pending' and todo.snoozed_until > :now""")
                .param("member", reader.id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("""
                        update notice set state = 'dropped', dropped_because = 'it was done before your day began: ' || todo.done_cause
                        from todo where todo.id = notice.todo_id and notice.member_id = :member
                          and notice.state = 'held' and todo.state = 'done'""")
                .param("member", reader.id())
                .update();
        List<Long> visible = held(reader).stream().map(Notice::id).toList();
        jdbc.sql("""
                        update notice set state = 'dropped', dropped_because = 'you may no longer see it'
                        where member_id = :member and state = 'held' and held_until <= :now and id <> all (:visible)""")
                .param("now", Timestamp.from(clock.instant()))
                .param("member", reader.id())
                .param("visible", visible.toArray(Long[]::new))
                .update();
    }

    /// Notes which letter told them.
    @Transactional
    public void digested(Collection<Notice> notices, long mail) {
        jdbc.sql("update notice set state = 'digested', mail_id = :mail where id = any (:ids)")
                .param("mail", mail)
                .param("ids", notices.stream().map(Notice::id).toArray(Long[]::new))
                .update();
    }

    private static final String SELECT = "select notice.id notice_id, notice.note_id, notice.kind notice_kind, "
            + "notice.state notice_state, notice.held_until, notice.created_at notice_at, notice.dropped_because, "
            + "todo.action, coalesce(todo.question, '') question, giver.id giver_id, giver.username giver_username, "
            + "giver.name giver_name, giver.zone giver_zone, " + Threads.HEADER + """
             from notice
            join issuable on issuable.id = notice.issuable_id
            """ + Threads.JOINS + """
            left join todo on todo.id = notice.todo_id
            left join comment on comment.id = notice.note_id
            left join member giver on giver.id = coalesce(todo.by_id, comment.author_id)
            """;

    private static Notice notice(ResultSet row, int number) throws SQLException {
        String action = row.getString("action");
        return new Notice(
                row.getLong("notice_id"),
                Threads.header(row, number),
                row.getObject("note_id", Long.class),
                Notice.Kind.of(row.getString("notice_kind")),
                Notice.State.of(row.getString("notice_state")),
                action == null ? null : Todo.Action.of(action),
                row.getObject("giver_id") == null ? null : Threads.person(row, "giver_"),
                row.getString("question"),
                row.getTimestamp("held_until").toInstant(),
                row.getTimestamp("notice_at").toInstant(),
                row.getString("dropped_because"));
    }
}
