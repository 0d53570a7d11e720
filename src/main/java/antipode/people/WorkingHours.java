package antipode.people;

import antipode.hours.Schedule;
import antipode.hours.WeeklyHours;
import antipode.web.Problem;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What members have stated about when they may be reached. It is effective-dated, so that who moves does not rewrite
/// what was fair before.
@Component
public class WorkingHours {

    private final JdbcClient jdbc;

    WorkingHours(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The schedules of these members, in one question. Who has stated nothing has the response time of their zone.
    @Transactional(readOnly = true)
    public Map<Long, Schedule> of(Collection<Long> members) {
        Map<Long, List<Schedule.Period>> periods = new HashMap<>();
        Map<Long, Schedule> schedules = new LinkedHashMap<>();
        if (members.isEmpty()) {
            return schedules;
        }
        jdbc.sql("""
                        select member.id, member.zone home, member_hours.from_date, member_hours.zone, member_hours.hours
                        from member left join member_hours on member_hours.member_id = member.id
                        where member.id = any (:members) order by member.id, member_hours.from_date""")
                .param("members", members.toArray(Long[]::new))
                .query(row -> {
                    long member = row.getLong("id");
                    schedules.put(member, Schedule.unstated(ZoneId.of(row.getString("home"))));
                    if (row.getString("hours") != null) {
                        periods.computeIfAbsent(member, _ -> new ArrayList<>())
                                .add(new Schedule.Period(
                                        row.getObject("from_date", LocalDate.class),
                                        ZoneId.of(row.getString("zone")),
                                        WeeklyHours.parse(row.getString("hours"))));
                    }
                });
        periods.forEach((member, stated) -> schedules.put(member, Schedule.of(stated)));
        return schedules;
    }

    @Transactional(readOnly = true)
    public Schedule of(long member) {
        Schedule schedule = of(List.of(member)).get(member);
        if (schedule == null) {
            throw Problem.notFound("User");
        }
        return schedule;
    }

    /// States hours from a day on, by the clock of a zone; the same day's are replaced.
    @Transactional
    public void state(long member, LocalDate from, ZoneId zone, WeeklyHours hours) {
        jdbc.sql("""
                        insert into member_hours (member_id, from_date, zone, hours) values (:member, :from, :zone, :hours)
                        on conflict (member_id, from_date) do update set zone = excluded.zone, hours = excluded.hours""")
                .param("member", member)
                .param("from", from)
                .param("zone", zone.getId())
                .param("hours", hours.text())
                .update();
    }
}
