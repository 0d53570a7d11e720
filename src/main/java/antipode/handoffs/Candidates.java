package antipode.handoffs;

import antipode.hours.DayBand;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Suggests who can take something and wakes next, in three questions. Who knows the thing stands first; within
/// that the order is when they are next at work, and nothing else.
@Component
class Candidates {

    private static final int PEOPLE = 60;
    private static final int KNOWING = 5;
    private static final int OTHERS = 3;
    private static final Duration SOON = Duration.ofHours(1);
    private static final int TEAMS = 3;

    private final JdbcClient jdbc;
    private final Access access;
    private final WorkingHours hours;
    private final Clock clock;

    Candidates(JdbcClient jdbc, Access access, WorkingHours hours, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.hours = hours;
        this.clock = clock;
    }

    private record Near(Person person, int place) {}

    private record InTeam(long team, String path, String name, Person person) {}

    /// People who know it, other people, then teams; each in the order in which they are next at work.
    List<Candidate> of(Actor actor, Issuable issuable) {
        List<Near> near = near(actor, issuable);
        List<InTeam> inTeams = teams(actor, issuable);
        Set<Long> everyone = new LinkedHashSet<>();
        near.forEach(one -> everyone.add(one.person().id()));
        inTeams.forEach(one -> everyone.add(one.person().id()));
        Map<Long, Schedule> schedules = hours.of(everyone);
        Instant now = clock.instant();
        ZoneId zone = actor.require().zone();
        List<Candidate> knowing = people(near, true, schedules, zone, now);
        List<Candidate> others = people(near, false, schedules, zone, now);
        List<Candidate> all = new ArrayList<>(knowing);
        all.addAll(others);
        all.addAll(ofTeams(inTeams, schedules, zone, now));
        return all;
    }

    /// @param knowing whether to list those who know it, or the others
    private static List<Candidate> people(
            List<Near> near, boolean knowing, Map<Long, Schedule> schedules, ZoneId zone, Instant now) {
        return near.stream()
                .filter(one -> one.place() < 3 == knowing)
                .map(one -> candidate(one, Objects.requireNonNull(schedules.get(one.person().id())), zone, now))
                .sorted(Comparator.comparing(Candidate::from, Comparator.nullsLast(Comparator.naturalOrder())))
                .limit(knowing ? KNOWING : OTHERS)
                .toList();
    }

    /// When somebody can begin. Who goes home within the hour begins when they are back; who has stated no hours, last.
    private static @Nullable Instant begins(Schedule schedule, NextAtWork next) {
        if (!next.stated()) {
            return null;
        }
        Instant until = next.until();
        return until != null && until.isBefore(next.now().plus(SOON)) ? schedule.nextWorking(until).orElse(null) : next.from();
    }

    private static Candidate candidate(Near near, Schedule schedule, ZoneId zone, Instant now) {
        NextAtWork next = NextAtWork.of(schedule, now);
        String why = switch (near.place()) {
            case 1 -> "takes part here";
            case 2 -> "has had things with the same labels";
            default -> "works in this project";
        };
        return new Candidate(
                Receiver.of(near.person()), why, next.sentence(zone), begins(schedule, next),
                DayBand.comingDay(schedule, zone, now).sized(DayBand.Size.LIST).withoutHours());
    }

    private static List<Candidate> ofTeams(
            List<InTeam> members, Map<Long, Schedule> schedules, ZoneId zone, Instant now) {
        Map<Long, List<InTeam>> teams = new LinkedHashMap<>();
        members.forEach(one -> teams.computeIfAbsent(one.team(), _ -> new ArrayList<>()).add(one));
        return teams.values().stream()
                .map(team -> {
                    InTeam any = team.getFirst();
                    InTeam first = team.stream()
                            .min(Comparator.comparing(
                                    (InTeam one) -> begins(one, schedules, now), Comparator.nullsLast(Comparator.naturalOrder())))
                            .orElse(any);
                    NextAtWork next = NextAtWork.of(Objects.requireNonNull(schedules.get(first.person().id())), now);
                    return new Candidate(
                            new Receiver(any.team(), any.path(), any.name(), null),
                            team.size() == 1 ? "1 person can take it" : "any of " + team.size() + " people can take it",
                            first.person().firstName() + ": " + Character.toLowerCase(next.sentence(zone).charAt(0))
                                    + next.sentence(zone).substring(1),
                            begins(first, schedules, now), null);
                })
                .sorted(Comparator.comparing(Candidate::from, Comparator.nullsLast(Comparator.naturalOrder())))
                .limit(TEAMS)
                .toList();
    }

    private static @Nullable Instant begins(InTeam one, Map<Long, Schedule> schedules, Instant now) {
        Schedule schedule = Objects.requireNonNull(schedules.get(one.person().id()));
        return begins(schedule, NextAtWork.of(schedule, now));
    }

    /// Who takes part here, who had things with the same labels, who works in the project: those who may see it.
    private List<Near> near(Actor actor, Issuable issuable) {
        return access.bind(
                        jdbc.sql("""
                                select member.id, member.username, member.name, member.zone, member.picture, near.place
                                from (select member_id, min(place) place from (
                                        select member_id, 1 place from subscription where issuable_id = :issuable
                                        union all
                                        select member_id, 1 from issuable_assignee where issuable_id = :issuable
                                        union all
                                        select issuable.dri_id, 1 from issuable where id = :issuable
                                        union all
                                        (select assigned.member_id, 2
                                         from (select worn.issuable_id from issuable_label mine
                                               join issuable_label worn on worn.label_id = mine.label_id
                                               where mine.issuable_id = :issuable
                                               order by worn.issuable_id desc limit 300) alike
                                         join issuable_assignee assigned on assigned.issuable_id = alike.issuable_id)
                                        union all
                                        (select member_id, 3 from project_authorization
                                         where project_id = :project and access_level >= 20
                                         order by access_level desc, member_id limit 200)) nearby
                                      group by member_id) near
                                join member on member.id = near.member_id
                                join issuable on issuable.id = :issuable
                                join project on project.id = issuable.project_id
                                where member.state = 'active' and member.id <> :actor_id and\s"""
                                + Access.MEMBER_SEES_ISSUABLE + " order by near.place, member.id limit :most"),
                        actor)
                .param("issuable", issuable.id())
                .param("project", issuable.projectId())
                .param("most", PEOPLE)
                .query((row, _) -> new Near(Threads.person(row, ""), row.getInt("place")))
                .list();
    }

    /// The teams of those who work in the project, and the actor's own.
    private List<InTeam> teams(Actor actor, Issuable issuable) {
        return access.bind(
                        jdbc.sql("""
                                select team.id team_id, team.full_path, team.name team_name,
                                       member.id, member.username, member.name, member.zone, member.picture
                                from team_member
                                join namespace team on team.id = team_member.namespace_id
                                join member on member.id = team_member.member_id
                                join issuable on issuable.id = :issuable
                                join project on project.id = issuable.project_id
                                where member.state = 'active' and member.id <> :actor_id and :actor_internal
                                  and (team.id in (select namespace_id from team_member where member_id = :actor_id)
                                       or exists (select from project_authorization
                                                  where project_id = :project and member_id = member.id and access_level >= 20))
                                  and\s"""
                                + Access.MEMBER_SEES_ISSUABLE + " order by team.id, member.id limit 200"),
                        actor)
                .param("issuable", issuable.id())
                .param("project", issuable.projectId())
                .query((row, _) -> new InTeam(
                        row.getLong("team_id"), row.getString("full_path"), row.getString("team_name"),
                        Threads.person(row, "")))
                .list();
    }
}
