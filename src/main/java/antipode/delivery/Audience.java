package antipode.delivery;

import antipode.people.Actor;
import antipode.projects.Access;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whom what happened concerns: whose list it is on, who follows the thing, who watches the project or a team above it. Of
/// what several places say, the nearest counts. Two questions, however many they are.
@Component
class Audience {

    private final JdbcClient jdbc;
    private final Access access;

    Audience(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// One member, and one fact they are to hear of or are spared.
    record Heard(long member, Told.Fact fact, Reason reason, @Nullable String dropped) {}

    /// Once for each member and note: what asks most of them.
    List<Heard> of(Told told) {
        boolean everyone = told.facts().stream().anyMatch(fact -> fact.reader() == null);
        List<Long> readers =
                told.facts().stream().map(Told.Fact::reader).filter(Objects::nonNull).distinct().toList();
        Map<Long, Hearer> hearers = hearers(told.issuable(), readers, everyone);
        boolean issue = everyone && issue(told.issuable());
        Map<String, Heard> strongest = new LinkedHashMap<>();
        for (Told.Fact fact : told.facts()) {
            if (fact.reader() != null) {
                Hearer hearer = hearers.get(fact.reader());
                if (hearer != null && fact.reason() != null) {
                    keep(strongest, hearer, fact, hearer.ofListed(
                            Reason.of(fact.reason()), fact.is() == Notice.Kind.NEEDS_YOU));
                }
            } else {
                for (Hearer hearer : hearers.values()) {
                    keep(strongest, hearer, fact, hearer.ofHappening(
                            fact.events(issue), fact.event().equals("opened"), fact.chosenOnly(), fact.actor()));
                }
            }
        }
        return strongest.values().stream().sorted(Comparator.comparing(Heard::member)).toList();
    }

    private static void keep(
            Map<String, Heard> strongest, Hearer hearer, Told.Fact fact, Hearer.@Nullable Verdict verdict) {
        if (verdict == null) {
            return;
        }
        Heard fresh = new Heard(hearer.member(), fact, verdict.reason(), verdict.dropped());
        String key = hearer.member() + (fact.note() == null ? " todo " + fact.todo() : " note " + fact.note());
        strongest.merge(key, fresh, (one, other) -> weight(other) < weight(one) ? other : one);
    }

    /// What is told comes before what is spared; then what asks most; then the first reason.
    private static int weight(Heard told) {
        return (told.dropped() == null ? 0 : 1_000) + told.fact().is().ordinal() * 100 + told.reason().ordinal();
    }

    private boolean issue(long issuable) {
        return jdbc.sql("select kind = 'issue' from issuable where id = :issuable")
                .param("issuable", issuable)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    private Map<Long, Hearer> hearers(long issuable, List<Long> readers, boolean everyone) {
        Map<Long, Hearer> hearers = new LinkedHashMap<>();
        access.bind(jdbc.sql(HEARERS.formatted(Access.MEMBER_SEES_ISSUABLE)), Actor.nobody())
                .param("issuable", issuable)
                .param("readers", readers.toArray(Long[]::new))
                .param("everyone", everyone)
                .query(row -> {
                    hearers.put(row.getLong("id"), hearer(row));
                });
        return hearers;
    }

    private static Hearer hearer(ResultSet row) throws SQLException {
        String thing = row.getString("thing");
        String nearest = row.getString("nearest");
        String wished = row.getString("wished");
        Level level = nearest != null ? Level.of(nearest) : wished != null ? Level.of(wished) : Wish.USUAL.level();
        String column = nearest != null ? "nearest_events" : "wished_events";
        List<String> events = new ArrayList<>();
        if (row.getArray(column) != null) {
            events.addAll(List.of((String[]) row.getArray(column).getArray()));
        }
        return new Hearer(
                row.getLong("id"), row.getString("subscription"), thing == null ? null : Level.of(thing), level,
                nearest == null ? "everywhere" : row.getInt("depth") == 0 ? "project" : "team", events,
                row.getBoolean("belongs"), row.getBoolean("own"));
    }

    private static final String HEARERS = """
            with recursive thing as (
              select issuable.id, issuable.project_id, project.namespace_id
              from issuable join project on project.id = issuable.project_id where issuable.id = :issuable),
            above as (
              select namespace.id, namespace.parent_id, 1 depth from thing join namespace on namespace.id = thing.namespace_id
              union all
              select namespace.id, namespace.parent_id, above.depth + 1
              from above join namespace on namespace.id = above.parent_id),
            said as (
              select member_id, level, events, 0 depth from notification_level
              where project_id = (select project_id from thing) and level <> 'global'
              union all
              select member_id, level, events, above.depth from above
              join notification_level on notification_level.namespace_id = above.id where level <> 'global'),
            nearest as (select distinct on (member_id) member_id, level, events, depth from said order by member_id, depth),
            hearing as (
              select unnest(:readers::bigint[]) id
              union
              select member_id from subscription where issuable_id = :issuable and :everyone
              union
              select member_id from nearest where level in ('watch', 'custom') and :everyone
              union
              select member_id from notification_level where issuable_id = :issuable and level = 'watch' and :everyone
              union
              select notice_wish.member_id from notice_wish
              join project_authorization on project_authorization.member_id = notice_wish.member_id
                and project_authorization.project_id = (select project_id from thing)
              where notice_wish.level in ('watch', 'custom') and :everyone)
            select member.id, subscription.reason subscription, said_here.level thing, nearest.level nearest, nearest.depth,
                   nearest.events nearest_events, notice_wish.level wished, notice_wish.events wished_events,
                   coalesce(notice_wish.own, false) own,
                   exists (select from project_authorization
                            where project_authorization.member_id = member.id
                              and project_authorization.project_id = issuable.project_id) belongs
            from hearing
            join member on member.id = hearing.id and member.state = 'active'
            join issuable on issuable.id = :issuable
            join project on project.id = issuable.project_id
            left join subscription on subscription.issuable_id = issuable.id and subscription.member_id = member.id
            left join notification_level said_here on said_here.issuable_id = issuable.id and said_here.member_id = member.id
            left join nearest on nearest.member_id = member.id
            left join notice_wish on notice_wish.member_id = member.id
            where %s order by member.id""";
}
