package antipode.delivery;

import antipode.hours.Schedule;
import antipode.people.WorkingHours;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Plans for many members at once: their wishes, hours, quiet and last digests are read in a fixed number of questions, and
/// whoever keeps the same hours has the same plan.
@Component
class Planning {

    private final JdbcClient jdbc;
    private final Wishes wishes;
    private final WorkingHours hours;
    private final Quiets quiets;

    Planning(JdbcClient jdbc, Wishes wishes, WorkingHours hours, Quiets quiets) {
        this.jdbc = jdbc;
        this.wishes = wishes;
        this.hours = hours;
        this.quiets = quiets;
    }

    /// One member's.
    record Planned(Wish wish, Schedule schedule, Plan plan) {}

    private record Alike(Mode mode, Schedule schedule, @Nullable Quiet quiet, @Nullable LocalDate told) {}

    Map<Long, Planned> of(Collection<Long> members, Instant now) {
        if (members.isEmpty()) {
            return Map.of();
        }
        Map<Long, Wish> wished = wishes.of(members);
        Map<Long, Quiet> quiet = quiets.of(members, now);
        Map<Long, LocalDate> told = told(members);
        Map<Alike, Plan> plans = new HashMap<>();
        Map<Long, Planned> all = new LinkedHashMap<>();
        hours.of(members).forEach((member, schedule) -> {
            Wish wish = wished.getOrDefault(member, Wish.USUAL);
            Quiet hushed = quiet.get(member);
            Plan plan = plans.computeIfAbsent(
                    new Alike(wish.mode(), schedule, hushed == null ? null : hushed.ending(schedule, now), told.get(member)),
                    alike -> Plan.of(alike.mode(), alike.schedule(), alike.quiet(), alike.told(), now));
            all.put(member, new Planned(wish, schedule, plan));
        });
        return all;
    }

    private Map<Long, LocalDate> told(Collection<Long> members) {
        Map<Long, LocalDate> told = new HashMap<>();
        jdbc.sql("""
                        select member.id, (select max(date) from digest where digest.member_id = member.id) told
                        from unnest(:members::bigint[]) member (id)""")
                .param("members", members.toArray(Long[]::new))
                .query(row -> {
                    Date date = row.getDate("told");
                    if (date != null) {
                        told.put(row.getLong("id"), date.toLocalDate());
                    }
                });
        return told;
    }
}
