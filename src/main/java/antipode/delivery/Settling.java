package antipode.delivery;

import antipode.people.Actor;
import antipode.projects.Access;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What becomes of notices that are held: planned anew, dropped with a reason, or told. Each is a question for many members.
@Component
class Settling {

    private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant FAR_AHEAD = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;
    private final Access access;

    Settling(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Gives all that is held its moment as things stand now; whose moment stays keeps its reason. What is due and may go keeps the moment it was held until; what
    /// its reader put off themselves comes when they said, within their hours.
    void plan(Map<Long, Planning.Planned> plans, Instant now) {
        List<Map.Entry<Long, Planning.Planned>> all = List.copyOf(plans.entrySet());
        jdbc.sql("""
                        update notice set held_until = fresh.until, rule = fresh.rule
                        from (
                          select held.id,
                                 case when todo.snoozed_until > :now then todo.snoozed_until
                                      when todo.snoozed_until is not null and plan.owed_at <= :now then todo.snoozed_until
                                      when todo.snoozed_until is not null then plan.owed_at
                                      when held.created_at >= plan.boundary then plan.next_at
                                      when plan.owed_at > :now then plan.owed_at
                                      else least(held.held_until, :now) end until,
                                 case when todo.snoozed_until > :now then 'snoozed'
                                      when todo.snoozed_until is not null and plan.owed_at <= :now then 'snoozed'
                                      when todo.snoozed_until is not null then plan.owed_rule
                                      when held.created_at >= plan.boundary then plan.next_rule
                                      when plan.owed_at > :now then plan.owed_rule
                                      when held.rule in ('hours', 'back', 'day_ended', 'focus', 'away') then held.rule
                                      else plan.owed_rule end rule
                          from unnest(:members::bigint[], :boundaries::timestamptz[], :owed::timestamptz[], :owedRules::text[],
                                      :next::timestamptz[], :nextRules::text[])
                            plan (member, boundary, owed_at, owed_rule, next_at, next_rule)
                          join notice held on held.member_id = plan.member and held.state = 'held'
                          left join todo on todo.id = held.todo_id and todo.member_id = held.member_id and todo.state = 'pending') fresh
                        where notice.id = fresh.id and (notice.held_until <> fresh.until
                          or notice.rule <> fresh.rule and notice.rule in ('day', 'week') and fresh.rule in ('day', 'week'))""")
                .param("now", Timestamp.from(now))
                .param("members", all.stream().map(Map.Entry::getKey).toArray(Long[]::new))
                .param("boundaries", all.stream().map(each -> within(each.getValue().plan().boundary())).toArray(String[]::new))
                .param("owed", all.stream().map(each -> each.getValue().plan().owed().at().toString()).toArray(String[]::new))
                .param("owedRules", all.stream().map(each -> each.getValue().plan().owed().rule().key()).toArray(String[]::new))
                .param("next", all.stream().map(each -> each.getValue().plan().next().at().toString()).toArray(String[]::new))
                .param("nextRules", all.stream().map(each -> each.getValue().plan().next().rule().key()).toArray(String[]::new))
                .update();
    }

    private static String within(Instant boundary) {
        return (boundary.isBefore(LONG_AGO) ? LONG_AGO : boundary.isAfter(FAR_AHEAD) ? FAR_AHEAD : boundary).toString();
    }

    /// Drops everything that is held for them.
    void dropAll(Collection<Long> members, String because, Instant now) {
        if (!members.isEmpty()) {
            jdbc.sql("""
                            update notice set state = 'dropped', dropped_because = :because, settled_at = :now
                            where member_id = any (:members) and state = 'held'""")
                    .param("because", because)
                    .param("now", Timestamp.from(now))
                    .param("members", members.toArray(Long[]::new))
                    .update();
        }
    }

    /// Drops what is due and needs no telling any more: what was done meanwhile, and what may no longer be seen.
    void dropStale(Collection<Long> members, Instant now) {
        Long[] ids = members.toArray(Long[]::new);
        jdbc.sql("""
                        update notice set state = 'dropped', settled_at = :now,
                          dropped_because = 'it was done already: ' || todo.done_cause
                        from todo where todo.id = notice.todo_id and notice.member_id = any (:members)
                          and notice.state = 'held' and notice.held_until <= :now and todo.state = 'done'""")
                .param("now", Timestamp.from(now))
                .param("members", ids)
                .update();
        access.bind(
                        jdbc.sql("""
                                update notice set state = 'dropped', settled_at = :now,
                                  dropped_because = 'you may no longer see it'
                                where notice.member_id = any (:members) and notice.state = 'held' and notice.held_until <= :now
                                  and not exists (
                                    select from issuable join project on project.id = issuable.project_id
                                    join member on member.id = notice.member_id
                                    where issuable.id = notice.issuable_id and\s""" + Access.MEMBER_SEES_ISSUABLE + ")"),
                        Actor.nobody())
                .param("now", Timestamp.from(now))
                .param("members", ids)
                .update();
    }

    /// Notes which letter or message told of one.
    void delivered(long notice, Channel channel, long letter, Instant now) {
        jdbc.sql("""
                        update notice set state = 'delivered', channel = :channel, settled_at = :now,
                          mail_id = case when :channel = 'mail' then :letter end,
                          chat_id = case when :channel = 'chat' then :letter end
                        where id = :id""")
                .param("channel", channel.key())
                .param("letter", letter)
                .param("now", Timestamp.from(now))
                .param("id", notice)
                .update();
    }

    /// Notes into which digest everything went that was due for a member, also what it had no place to name.
    void digested(long member, long digest, Channel channel, Instant now) {
        jdbc.sql("""
                        update notice set state = 'digested', channel = :channel, digest_id = :digest, settled_at = :now
                        where member_id = :member and state = 'held' and held_until <= :now""")
                .param("channel", channel.key())
                .param("digest", digest)
                .param("now", Timestamp.from(now))
                .param("member", member)
                .update();
    }

    /// How much is due for each of them: more than a letter may name.
    Map<Long, Integer> counts(Collection<Long> members, Instant now) {
        Map<Long, Integer> counts = new HashMap<>();
        jdbc.sql("""
                        select member_id, count(*) due from notice
                        where member_id = any (:members) and state = 'held' and held_until <= :now group by member_id""")
                .param("members", members.toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .query(row -> {
                    counts.put(row.getLong("member_id"), row.getInt("due"));
                });
        return counts;
    }
}
