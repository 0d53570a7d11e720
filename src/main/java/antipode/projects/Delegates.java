package antipode.projects;

import antipode.hours.Schedule;
import antipode.people.Absence;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.web.Problem;
import antipode.web.Zones;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who stands in for somebody who is away, for everything or an area each. The most specific area wins, and of equal
/// ones the absence stated last. A delegate counts only while they may see the project and aren't away themselves; then
/// the next most specific one counts, or nobody.
@Component
public class Delegates {

    private final JdbcClient jdbc;
    private final WorkingHours hours;

    Delegates(JdbcClient jdbc, WorkingHours hours) {
        this.jdbc = jdbc;
        this.hours = hours;
    }

    /// Somebody who was named for an area of an absence.
    public record Named(long absenceId, Area area, Person delegate) {}

    /// Names a delegate for an area of an absence, in place of whoever was.
    @Transactional
    public void state(Absence absence, Area area, long delegate) {
        if (delegate == absence.memberId()) {
            throw Problem.invalid("delegate", "is somebody else than who is away");
        }
        jdbc.sql("""
                        insert into absence_delegate (absence_id, namespace_id, project_id, delegate_id)
                        values (:absence, :team, :project, :delegate)
                        on conflict (absence_id, namespace_id, project_id) do update set delegate_id = excluded.delegate_id""")
                .param("absence", absence.id())
                .param("team", area.teamId(), Types.BIGINT)
                .param("project", area.projectId(), Types.BIGINT)
                .param("delegate", delegate)
                .update();
    }

    /// Names nobody for an area any more.
    @Transactional
    public void remove(Absence absence, Area area) {
        jdbc.sql("""
                        delete from absence_delegate
                        where absence_id = :absence and namespace_id is not distinct from :team and project_id is not distinct from :project""")
                .param("absence", absence.id())
                .param("team", area.teamId(), Types.BIGINT)
                .param("project", area.projectId(), Types.BIGINT)
                .update();
    }

    /// All that were named for these absences, whether they count or not.
    @Transactional(readOnly = true)
    public List<Named> of(Collection<Long> absences) {
        return jdbc.sql("""
                        select absence_delegate.*, member.username, member.name, member.zone, member.picture
                        from absence_delegate join member on member.id = absence_delegate.delegate_id
                        where absence_id = any (:absences)
                        order by absence_id, project_id nulls first, namespace_id nulls first""")
                .param("absences", absences.toArray(Long[]::new))
                .query((row, _) -> new Named(
                        row.getLong("absence_id"),
                        new Area(row.getObject("namespace_id", Long.class), row.getObject("project_id", Long.class)),
                        new Person(row.getLong("delegate_id"), row.getString("username"), row.getString("name"), Zones.kept(row.getString("zone")), row.getString("picture"))))
                .list();
    }

    /// Who stands in for a member in a project at a moment.
    @Transactional(readOnly = true)
    public Optional<Person> of(long memberId, long projectId, Instant at) {
        return Optional.ofNullable(of(List.of(memberId), projectId, at).get(memberId));
    }

    private record Candidate(long memberId, LocalDate firstOn, LocalDate lastOn, Person delegate) {}

    /// The same for many, in two questions; nobody stands in for who isn't in the answer.
    @Transactional(readOnly = true)
    public Map<Long, Person> of(Collection<Long> members, long projectId, Instant at) {
        Map<Long, Person> standing = new HashMap<>();
        if (members.isEmpty()) {
            return standing;
        }
        // Dates in any zone lie within a day of those in UTC.
        LocalDate date = LocalDate.ofInstant(at, ZoneOffset.UTC);
        List<Candidate> candidates = jdbc.sql("""
                        select absence.member_id, absence.first_on, absence.last_on, member.id, member.username, member.name, member.zone, member.picture
                        from absence
                        join absence_delegate on absence_delegate.absence_id = absence.id
                        join member on member.id = absence_delegate.delegate_id and member.state = 'active'
                        join project on project.id = :project
                        join namespace home on home.id = project.namespace_id
                        left join namespace team on team.id = absence_delegate.namespace_id
                        where absence.member_id = any (:members) and absence.withdrawn_at is null
                          and absence.first_on <= :latest and absence.last_on >= :earliest
                          and (absence_delegate.project_id is null or absence_delegate.project_id = project.id)
                          and (team.id is null or home.id = team.id
                            or starts_with(lower(home.full_path), lower(team.full_path) || '/'))
                          and""" + Access.MEMBER_SEES_PROJECT + """
                        order by absence_delegate.project_id is null, length(team.full_path) desc nulls last, absence.id desc""")
                .param("project", projectId)
                .param("members", members.toArray(Long[]::new))
                .param("latest", date.plusDays(1))
                .param("earliest", date.minusDays(1))
                .param("actor_today", date, Types.DATE)
                .query((row, _) -> new Candidate(
                        row.getLong("member_id"), row.getObject("first_on", LocalDate.class), row.getObject("last_on", LocalDate.class),
                        new Person(row.getLong("id"), row.getString("username"), row.getString("name"), Zones.kept(row.getString("zone")), row.getString("picture"))))
                .list();
        if (candidates.isEmpty()) {
            return standing;
        }
        var concerned = new HashSet<Long>();
        candidates.forEach(candidate -> {
            concerned.add(candidate.memberId);
            concerned.add(candidate.delegate.id());
        });
        Map<Long, Schedule> schedules = hours.of(concerned);
        for (Candidate candidate : candidates) {
            LocalDate today = Objects.requireNonNull(schedules.get(candidate.memberId)).dateAt(at);
            boolean away = !today.isBefore(candidate.firstOn) && !today.isAfter(candidate.lastOn);
            if (away && Objects.requireNonNull(schedules.get(candidate.delegate.id())).awayAt(at).isEmpty()) {
                standing.putIfAbsent(candidate.memberId, candidate.delegate);
            }
        }
        return standing;
    }
}
