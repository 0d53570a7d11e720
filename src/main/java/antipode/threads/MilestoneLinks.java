package antipode.threads;

import antipode.api.Site;
import antipode.people.Actor;
import antipode.projects.Milestone;
import antipode.projects.MilestoneJson;
import antipode.projects.Milestones;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which milestone a thing aims at.
@Component
public class MilestoneLinks {

    private final JdbcClient jdbc;
    private final Rights rights;
    private final Milestones milestones;
    private final Events events;
    private final Clock clock;

    MilestoneLinks(JdbcClient jdbc, Rights rights, Milestones milestones, Events events, Clock clock) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.milestones = milestones;
        this.events = events;
        this.clock = clock;
    }

    /// Sets the milestone of a thing, or takes it away.
    @Transactional
    public void replace(Actor actor, Issuable locked, @Nullable Milestone milestone) {
        rights.requireEditor(actor, locked);
        Milestone before = of(locked.id());
        if (Objects.equals(before == null ? null : before.id(), milestone == null ? null : milestone.id())) {
            return;
        }
        put(locked.id(), milestone);
        events.append(
                actor, locked, "milestone",
                milestone == null
                        ? Map.of("from", Objects.requireNonNull(before).title(), "id", String.valueOf(before.id()))
                        : Map.of("to", milestone.title(), "id", String.valueOf(milestone.id())));
        jdbc.sql("update issuable set updated_at = greatest(updated_at, :now) where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", locked.id())
                .update();
    }

    /// Says where something that is being opened, or has moved, aims; the record says nothing of it.
    @Transactional
    public void put(long issuable, @Nullable Milestone milestone) {
        jdbc.sql("update issuable set milestone_id = :milestone where id = :id")
                .param("milestone", milestone == null ? null : milestone.id(), Types.BIGINT)
                .param("id", issuable)
                .update();
    }

    /// The milestone with this id, if a thing of the project may have it; 0 is none.
    public @Nullable Milestone chosen(long project, @Nullable Long id) {
        return id == null || id == 0
                ? null
                : milestones.find(project, id).orElseThrow(() -> Problem.invalid("milestone_id", "is no milestone of this project"));
    }

    public @Nullable Milestone of(long issuable) {
        return of(List.of(issuable)).get(issuable);
    }

    /// The milestones of many things, in two questions.
    public Map<Long, Milestone> of(Collection<Long> issuables) {
        Map<Long, Long> ids = new HashMap<>();
        jdbc.sql("select id, milestone_id from issuable where id = any (:ids) and milestone_id is not null")
                .param("ids", issuables.toArray(Long[]::new))
                .query(row -> {
                    ids.put(row.getLong("id"), row.getLong("milestone_id"));
                });
        Map<Long, Milestone> known = milestones.byIds(ids.values());
        Map<Long, Milestone> found = new HashMap<>();
        ids.forEach((issuable, milestone) -> found.put(issuable, Objects.requireNonNull(known.get(milestone))));
        return found;
    }

    /// The same in GitLab's form.
    public Map<Long, MilestoneJson> told(Collection<Long> issuables, Site site) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<Long, MilestoneJson> told = new HashMap<>();
        of(issuables).forEach((issuable, milestone) -> told.put(issuable, MilestoneJson.of(milestone, today, site)));
        return told;
    }
}
