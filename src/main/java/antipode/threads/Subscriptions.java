package antipode.threads;

import antipode.people.Actor;
import java.util.Collection;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who hears of what happens in a thread, and since what.
@Component
public class Subscriptions {

    /// Somebody said for themselves that they want to hear of it, or no longer do.
    public record Changed(long issuable, long member, boolean hears) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher publisher;

    Subscriptions(JdbcClient jdbc, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.publisher = publisher;
    }

    /// Makes somebody hear of what happens here; who hears already keeps their first reason.
    @Transactional
    public void subscribe(long issuable, long member, String reason) {
        jdbc.sql("insert into subscription values (:issuable, :member, :reason) on conflict do nothing")
                .param("issuable", issuable)
                .param("member", member)
                .param("reason", reason)
                .update();
        if (reason.equals("subscribed")) {
            publisher.publishEvent(new Changed(issuable, member, true));
        }
    }

    /// The same of many people at once.
    @Transactional
    public void subscribe(long issuable, Collection<Long> members, String reason) {
        if (!members.isEmpty()) {
            jdbc.sql("""
                            insert into subscription select :issuable, member, :reason from unnest(:members) member
                            on conflict do nothing""")
                    .param("issuable", issuable)
                    .param("members", members.toArray(Long[]::new))
                    .param("reason", reason)
                    .update();
        }
    }

    @Transactional
    public void unsubscribe(Actor actor, long issuable) {
        jdbc.sql("delete from subscription where issuable_id = :issuable and member_id = :member")
                .param("issuable", issuable)
                .param("member", actor.id())
                .update();
        publisher.publishEvent(new Changed(issuable, actor.id(), false));
    }
}
