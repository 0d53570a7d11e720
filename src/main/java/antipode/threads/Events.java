package antipode.threads;

import antipode.people.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The one append-only log: what the system notes in a thread, and the record of who did what.
@Component
public class Events {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Events(JdbcClient jdbc, JsonMapper json, Clock clock, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// A deed on a thing stands in the record.
    public record Recorded(Issuable issuable, Actor actor, String action, long note) {}

    /// Notes a deed on a thing, in the caller's transaction.
    ///
    /// @return its id, which is a note's
    @Transactional
    public long append(Actor actor, Issuable issuable, String action, Map<String, String> detail) {
        long note = append(actor, issuable.projectId(), issuable.id(), action, detail);
        publisher.publishEvent(new Recorded(issuable, actor, action, note));
        return note;
    }

    /// Notes a deed in a project that is on no single thing.
    @Transactional
    public long append(Actor actor, long project, String action, Map<String, String> detail) {
        return append(actor, project, null, action, detail);
    }

    private long append(
            Actor actor, long project, @Nullable Long issuable, String action, Map<String, String> detail) {
        return append(actor.idOrNull(), actor.tokenId(), project, issuable, action, detail, clock.instant());
    }

    /// Notes what was done at another time, of which nobody is told.
    long past(@Nullable Long actor, Issuable issuable, String action, Map<String, String> detail, Instant at) {
        return append(actor, null, issuable.projectId(), issuable.id(), action, detail, at);
    }

    private long append(
            @Nullable Long actor, @Nullable Long token, long project, @Nullable Long issuable, String action,
            Map<String, String> detail, Instant at) {
        return jdbc.sql("""
                        insert into event (project_id, issuable_id, actor_id, token_id, action, detail, created_at)
                        values (:project, :issuable, :actor, :token, :action, cast(:detail as jsonb), :now)
                        returning id""")
                .param("project", project)
                .param("issuable", issuable)
                .param("actor", actor)
                .param("token", token)
                .param("action", action)
                .param("detail", json.writeValueAsString(detail))
                .param("now", Timestamp.from(at))
                .query(Long.class)
                .single();
    }
}
