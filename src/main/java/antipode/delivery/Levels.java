package antipode.delivery;

import antipode.threads.Subscriptions;
import antipode.web.Problem;
import java.sql.Types;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Of how much members want to hear where.
@Component
class Levels {

    private final JdbcClient jdbc;
    private final Subscriptions subscriptions;

    Levels(JdbcClient jdbc, Subscriptions subscriptions) {
        this.jdbc = jdbc;
        this.subscriptions = subscriptions;
    }

    /// What somebody said of a place.
    ///
    /// @param events what they chose, where the level is their own choice
    record Stated(Level level, List<String> events) {

        static final Stated NOTHING = new Stated(Level.GLOBAL, List.of());
    }

    @Transactional(readOnly = true)
    public Stated of(long member, Place place) {
        return jdbc.sql("select level, events from notification_level where member_id = :member and " + HERE)
                .param("member", member)
                .param("team", place.team(), Types.BIGINT)
                .param("project", place.project(), Types.BIGINT)
                .param("thing", place.thing(), Types.BIGINT)
                .query((row, _) -> new Stated(
                        Level.of(row.getString("level")), List.of((String[]) row.getArray("events").getArray())))
                .optional()
                .orElse(Stated.NOTHING);
    }

    /// Says it anew. Whoever wants to hear everything of one thing subscribes to it.
    @Transactional
    public void say(long member, Place place, Stated stated) {
        if (!place.levels().contains(stated.level())) {
            throw Problem.invalid("level", "is one of " + String.join(", ", place.levels().stream().map(Level::key).toList()));
        }
        Long thing = place.thing();
        if (thing != null && stated.level() == Level.WATCH) {
            subscriptions.subscribe(thing, member, "subscribed");
        }
        put(member, place, stated);
    }

    private void put(long member, Place place, Stated stated) {
        String sql = stated.level() == Level.GLOBAL
                ? "delete from notification_level where member_id = :member and " + HERE
                : """
                insert into notification_level (member_id, namespace_id, project_id, issuable_id, level, events)
                values (:member, :team, :project, :thing, :level, :events)
                on conflict (member_id, namespace_id, project_id, issuable_id)
                do update set level = excluded.level, events = excluded.events""";
        jdbc.sql(sql)
                .param("member", member)
                .param("team", place.team(), Types.BIGINT)
                .param("project", place.project(), Types.BIGINT)
                .param("thing", place.thing(), Types.BIGINT)
                .param("level", stated.level().key())
                .param("events", stated.events().toArray(String[]::new))
                .update();
    }

    /// Who stops hearing of a thing hears of it only where they are named, even if they watch its project.
    @EventListener
    void subscribed(Subscriptions.Changed changed) {
        put(changed.member(), new Place(null, null, changed.issuable(), "", ""),
                changed.hears() ? Stated.NOTHING : new Stated(Level.MENTION, List.of()));
    }

    private static final String HERE = """
            namespace_id is not distinct from :team and project_id is not distinct from :project
              and issuable_id is not distinct from :thing""";
}
