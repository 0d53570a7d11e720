package antipode.delivery;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.threads.Threads;
import antipode.todos.Todo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What members were told, are about to be told, or were spared.
@Component
class Notices {

    private final JdbcClient jdbc;
    private final Access access;

    Notices(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// "Why did I get this, why now?": newest first, as far as the reader may still see it.
    ///
    /// @param state  only those; all where nothing is said
    /// @param before only older ones than this id; 0 begins with the newest
    @Transactional(readOnly = true)
    List<Notice> latest(Actor reader, Notice.@Nullable State state, long before, int limit) {
        return access.bind(jdbc.sql(SELECT + """
                        where notice.member_id = :actor_id and (:state::text is null or notice.state = :state)
                          and (:before = 0 or notice.id < :before) and\s""" + Access.VISIBLE_ISSUABLE
                        + " order by notice.id desc limit " + limit), reader)
                .param("state", state == null ? null : state.key(), Types.VARCHAR)
                .param("before", before)
                .query(Notices::notice)
                .list();
    }

    /// What is settled, newest first.
    @Transactional(readOnly = true)
    List<Notice> past(Actor reader, long before, int limit) {
        return access.bind(jdbc.sql(SELECT + """
                        where notice.member_id = :actor_id and notice.state <> 'held'
                          and (:before = 0 or notice.id < :before) and\s""" + Access.VISIBLE_ISSUABLE
                        + " order by notice.id desc limit " + limit), reader)
                .param("before", before)
                .query(Notices::notice)
                .list();
    }

    /// What is held for the reader, in the order in which it is told.
    @Transactional(readOnly = true)
    List<Notice> held(Actor reader, int limit) {
        return access.bind(jdbc.sql(SELECT + """
                        where notice.member_id = :actor_id and notice.state = 'held' and\s""" + Access.VISIBLE_ISSUABLE
                        + " order by notice.held_until, notice.id limit " + limit), reader)
                .query(Notices::notice)
                .list();
    }

    @Transactional(readOnly = true)
    Optional<Notice> find(Actor reader, long id) {
        return access.bind(jdbc.sql(SELECT + "where notice.id = :id and notice.member_id = :actor_id and "
                        + Access.VISIBLE_ISSUABLE), reader)
                .param("id", id)
                .query(Notices::notice)
                .optional();
    }

    /// What these members are told now, what needs them first, at most so many each.
    Map<Long, List<Notice>> due(Collection<Long> members, Instant now, int most) {
        Map<Long, List<Notice>> due = new LinkedHashMap<>();
        access.bind(
                        jdbc.sql(COLUMNS + """
                                 from unnest(:members::bigint[]) reader (id)
                                cross join lateral (
                                  select * from notice
                                  where notice.member_id = reader.id and notice.state = 'held' and notice.held_until <= :now
                                  order by notice.kind <> 'needs you', notice.kind <> 'decided', notice.id
                                  limit %d) notice
                                join member on member.id = notice.member_id
                                """.formatted(most) + JOINS + " where " + Access.MEMBER_SEES_ISSUABLE
                                + " order by notice.member_id, notice.kind <> 'needs you', notice.kind <> 'decided', notice.id"),
                        Actor.nobody())
                .param("members", members.toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .query(Notices::notice)
                .list()
                .forEach(notice -> due.computeIfAbsent(notice.memberId(), _ -> new ArrayList<>()).add(notice));
        return due;
    }

    private static final String COLUMNS = "select notice.id notice_id, notice.member_id notice_member, notice.note_id, notice.todo_id, "
            + "notice.kind notice_kind, notice.state notice_state, notice.reason, notice.event notice_event, notice.rule, "
            + "notice.held_until, notice.created_at notice_at, notice.settled_at, notice.channel, notice.digest_id, "
            + """
            notice.dropped_because, case when asked.id is null then todo.action else 'asked' end action,
            coalesce(asked.question, todo.question, '') question, left(comment.body, 1000) said,
            mail.message_id, mail.state mail_state,
            case when todo.state = 'pending' and todo.member_id = notice.member_id then coalesce(asked.open_id, (
              select max(ask.id) from todo_reason join ask on ask.id = todo_reason.ask_id and ask.state = 'open'
              where todo_reason.todo_id = todo.id)) end ask_id,
            giver.id giver_id, giver.username giver_username, giver.name giver_name, giver.zone giver_zone, giver.picture giver_picture,
            """ + Threads.HEADER;

    private static final String JOINS = """
            join issuable on issuable.id = notice.issuable_id
            """ + Threads.JOINS + """
            left join todo on todo.id = notice.todo_id
            left join comment on comment.id = notice.note_id and comment.issuable_id = notice.issuable_id
            left join event on event.id = notice.note_id and event.issuable_id = notice.issuable_id
            left join lateral (
              select ask.id, ask.question, ask.asker_id, case when ask.state = 'open' then ask.id end open_id
              from ask join ask_person on ask_person.ask_id = ask.id
                and (ask_person.member_id = notice.member_id or ask_person.team_id is not null)
              where ask.issuable_id = notice.issuable_id and ask.note_id = notice.note_id and notice.kind = 'needs you'
              order by ask.id desc limit 1) asked on true
            left join digest on digest.id = notice.digest_id
            left join mail on mail.id = coalesce(notice.mail_id, digest.mail_id)
            left join member giver on giver.id = case when todo.id is null then coalesce(comment.author_id, event.actor_id)
                                                      else coalesce(asked.asker_id, todo.by_id, comment.author_id) end
            """;

    private static final String SELECT = COLUMNS + " from notice " + JOINS;

    private static Notice notice(ResultSet row, int number) throws SQLException {
        String action = row.getString("action");
        String channel = row.getString("channel");
        Timestamp settled = row.getTimestamp("settled_at");
        return new Notice(
                row.getLong("notice_id"),
                row.getLong("notice_member"),
                Threads.header(row, number),
                row.getObject("note_id", Long.class),
                row.getObject("todo_id", Long.class),
                row.getObject("ask_id", Long.class),
                Notice.Kind.of(row.getString("notice_kind")),
                Notice.State.of(row.getString("notice_state")),
                Reason.of(row.getString("reason")),
                row.getString("notice_event"),
                action == null ? null : Todo.Action.of(action),
                row.getObject("giver_id") == null ? null : Threads.person(row, "giver_"),
                row.getString("question"),
                Excerpt.of(row.getString("said")),
                Rule.of(row.getString("rule")),
                row.getTimestamp("held_until").toInstant(),
                row.getTimestamp("notice_at").toInstant(),
                settled == null ? null : settled.toInstant(),
                channel == null ? null : Channel.of(channel),
                row.getObject("digest_id", Long.class),
                row.getString("message_id"),
                row.getString("mail_state"),
                row.getString("dropped_because"));
    }
}
