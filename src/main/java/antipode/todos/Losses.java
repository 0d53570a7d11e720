package antipode.todos;

import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.projects.Access;
import antipode.threads.Assignees;
import antipode.threads.Issuable;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whoever loses sight of a thing sees nothing of it from the next request on, since every list is read through who is
/// asking. Their turns are given back right after, in the background, since they may be many.
@Component
class Losses implements OutboxConsumer {

    private static final String CONSUMER = "lost-turns";
    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final Access access;
    private final Outbox outbox;
    private final GivingBack back;

    Losses(JdbcClient jdbc, Access access, Outbox outbox, GivingBack back) {
        this.jdbc = jdbc;
        this.access = access;
        this.outbox = outbox;
        this.back = back;
    }

    /// Where somebody may have lost sight: of all things, of those of projects, of one.
    record Where(@Nullable Long member, List<Long> projects, @Nullable Long thing) {}

    @EventListener
    void left(Members.Changed changed) {
        put(new Where(changed.member(), List.of(), null), "member " + changed.member());
    }

    @EventListener
    void seen(Access.Changed changed) {
        look(List.copyOf(changed.projects()));
    }

    /// Looks for whoever can no longer see what lies in these projects.
    void look(List<Long> projects) {
        put(new Where(null, projects, null), "projects");
    }

    @EventListener
    void concealed(Issuable.Concealed concealed) {
        put(new Where(null, List.of(), concealed.issuable().id()), "issuable " + concealed.issuable().id());
    }

    @EventListener
    void unassigned(Assignees.Unassigned unassigned) {
        if (unassigned.issuable().confidential()) {
            put(new Where(unassigned.person().id(), List.of(), unassigned.issuable().id()), "issuable " + unassigned.issuable().id());
        }
    }

    private void put(Where where, String key) {
        outbox.put(CONSUMER, key, where);
    }

    @Override
    public String name() {
        return CONSUMER;
    }

    private record Lost(long id, long thing) {}

    @Override
    public void accept(OutboxRow row) {
        Where where = row.payload(Where.class);
        List<Lost> lost = access.bind(jdbc.sql("""
                        select todo.id, todo.issuable_id thing from todo
                        join member on member.id = todo.member_id
                        join issuable on issuable.id = todo.issuable_id
                        join project on project.id = issuable.project_id
                        where todo.kind = 'obligation' and todo.state = 'pending'
                          and (:member::bigint is null or todo.member_id = :member)
                          and (cardinality(:projects::bigint[]) = 0 or issuable.project_id = any (:projects))
                          and (:thing::bigint is null or todo.issuable_id = :thing)
                          and (member.state <> 'active' or not\s""" + Access.MEMBER_SEES_ISSUABLE + """
                        ) order by todo.issuable_id, todo.id limit :most"""), Actor.nobody())
                .param("member", where.member(), Types.BIGINT)
                .param("projects", where.projects().toArray(Long[]::new))
                .param("thing", where.thing(), Types.BIGINT)
                .param("most", AT_ONCE)
                .query(Lost.class)
                .list();
        lost.forEach(one -> back.lost(one.id(), one.thing()));
        if (lost.size() == AT_ONCE) {
            put(where, row.key());
        }
    }
}
