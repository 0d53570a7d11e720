package antipode.todos;

import antipode.threads.Issuable;
import antipode.threads.Text;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.threads.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Turns that a team holds as one. They stand on the lists of those members who are next at work, so that a question at
/// night is not forty people's; everyone in the team can see and take them.
@Component
public class TeamTurns {

    /// Whoever begins so soon after the first to begin is next at work as well.
    static final Duration TOGETHER = Duration.ofHours(1);

    private static final int MOST = 200;
    private static final Long[] NONE = {};

    /// The teams that a member is part of: their own and those above.
    static final String MINE = """
            with recursive mine as (
                select namespace.id, namespace.parent_id from team_member
                join namespace on namespace.id = team_member.namespace_id
                where team_member.member_id = :actor_id
                  and (team_member.expires_at is null or team_member.expires_at > :actor_today)
                union
                select namespace.id, namespace.parent_id from namespace join mine on namespace.id = mine.parent_id)
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final WorkingHours hours;
    private final Clock clock;

    TeamTurns(JdbcClient jdbc, Access access, WorkingHours hours, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.hours = hours;
        this.clock = clock;
    }

    /// A team's turn has become somebody's own.
    ///
    /// @param todo the team's entry
    /// @param own  the one in its place
    public record Took(Issuable issuable, Actor actor, long todo, long own, Todo.Action action) {}

    /// A team's turn, and among whom to look for who is next: the same for all things that the same people may see.
    private record Held(long todo, long team, long thing, String audience) {}

    private record Seat(long team, long thing) {}

    /// The teams' turns that stand on this member's list now.
    Long[] shownTo(Actor actor) {
        List<Held> held = access.bind(jdbc.sql(MINE + """
                        select todo.id todo, todo.team_id team, issuable.id thing,
                               issuable.project_id || case when issuable.confidential then '#' || issuable.id else '' end audience
                        from todo join mine on mine.id = todo.team_id join issuable on issuable.id = todo.issuable_id
                        where todo.state = 'pending' order by todo.id limit :most"""), actor)
                .param("most", MOST)
                .query(Held.class)
                .list();
        if (held.isEmpty()) {
            return NONE;
        }
        Map<String, Seat> seats = new LinkedHashMap<>();
        held.forEach(one -> seats.putIfAbsent(one.team() + " " + one.audience(), new Seat(one.team(), one.thing())));
        Map<Seat, List<Person>> next = next(seats.values());
        List<Long> shown = new ArrayList<>();
        for (Held one : held) {
            Seat seat = Objects.requireNonNull(seats.get(one.team() + " " + one.audience()));
            if (next.getOrDefault(seat, List.of()).stream().anyMatch(person -> actor.is(person.id()))) {
                shown.add(one.todo());
            }
        }
        return shown.toArray(Long[]::new);
    }

    /// The teams' turns that were taken or ended, the latest of them.
    Long[] ended(Actor actor) {
        return access.bind(jdbc.sql(MINE + """
                        select todo.id from todo join mine on mine.id = todo.team_id
                        where todo.state = 'done' order by todo.id desc limit :most"""), actor)
                .param("most", MOST)
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
    }

    /// The teams of a member, each with the teams above it.
    public Set<Long> of(Actor actor) {
        return actor.signedIn() ? of(actor.id()) : Set.of();
    }

    Set<Long> of(long member) {
        return new LinkedHashSet<>(jdbc.sql(MINE + "select id from mine")
                .param("actor_id", member)
                .param("actor_today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(Long.class)
                .list());
    }

    /// Who of a team that may see a thing is at work next, the first to begin first.
    public List<Person> next(Text.Team team, long thing) {
        Seat seat = new Seat(team.id(), thing);
        return next(List.of(seat)).getOrDefault(seat, List.of());
    }

    /// The members of these teams who may see a thing, by the id of the team.
    public Map<Long, List<Person>> members(Collection<Text.Team> teams, long thing) {
        Map<Long, List<Person>> found = new HashMap<>();
        members(teams.stream().map(team -> new Seat(team.id(), thing)).toList())
                .forEach((seat, people) -> found.put(seat.team(), people));
        return found;
    }

    private Map<Seat, List<Person>> next(Collection<Seat> seats) {
        Map<Seat, List<Person>> members = members(seats);
        Map<Long, Schedule> schedules = hours.of(
                members.values().stream().flatMap(List::stream).map(Person::id).distinct().toList());
        Instant now = clock.instant();
        Map<Seat, List<Person>> next = new HashMap<>();
        members.forEach((seat, people) -> next.put(seat, next(people, schedules, now)));
        return next;
    }

    /// Those at work now; if nobody is, those who begin next. Who has stated no hours is looked for from nine to five.
    static List<Person> next(List<Person> people, Map<Long, Schedule> schedules, Instant now) {
        record Start(Person person, Instant at) {}
        List<Start> starts = people.stream()
                .flatMap(person -> Objects.requireNonNull(schedules.get(person.id()))
                        .forDelivery().nextWorking(now).map(at -> new Start(person, at)).stream())
                .sorted(Comparator.comparing(Start::at).thenComparing(start -> start.person().id()))
                .toList();
        if (starts.isEmpty()) {
            return people;
        }
        Instant first = starts.getFirst().at();
        Instant last = first.equals(now) ? now : first.plus(TOGETHER);
        return starts.stream().filter(start -> !start.at().isAfter(last)).map(Start::person).toList();
    }

    /// The members of each of these teams who may see the thing.
    private Map<Seat, List<Person>> members(Collection<Seat> seats) {
        Map<Seat, List<Person>> found = new HashMap<>();
        access.bind(jdbc.sql("""
                        with recursive inside (team_id, namespace_id) as (
                            select team, team from unnest(:teams) team
                            union
                            select inside.team_id, namespace.id from inside
                            join namespace on namespace.parent_id = inside.namespace_id)
                        select distinct seat.team, seat.thing, member.id, member.username, member.name, member.zone, member.picture
                        from unnest(:teams, :things) seat (team, thing)
                        join inside on inside.team_id = seat.team
                        join team_member on team_member.namespace_id = inside.namespace_id
                         and (team_member.expires_at is null or team_member.expires_at > :actor_today)
                        join member on member.id = team_member.member_id and member.state = 'active'
                        join issuable on issuable.id = seat.thing
                        join project on project.id = issuable.project_id
                        where\s""" + Access.MEMBER_SEES_ISSUABLE + " order by member.id"), Actor.nobody())
                .param("teams", seats.stream().map(Seat::team).toArray(Long[]::new))
                .param("things", seats.stream().map(Seat::thing).toArray(Long[]::new))
                .query(row -> {
                    found.computeIfAbsent(new Seat(row.getLong("team"), row.getLong("thing")), _ -> new ArrayList<>())
                            .add(Threads.person(row, ""));
                });
        return found;
    }

    /// The teams of these paths, in lower case, in which somebody may see the thing: only they can be waited for.
    public Map<String, Text.Team> seeing(long thing, Collection<String> paths) {
        List<Text.Team> teams = jdbc.sql("""
                        select id, full_path path, name from namespace
                        where kind = 'team' and lower(full_path) = any (:paths) order by id limit 50""")
                .param("paths", paths.stream().map(path -> path.toLowerCase(Locale.ROOT)).toArray(String[]::new))
                .query(Text.Team.class)
                .list();
        Map<String, Text.Team> seeing = new LinkedHashMap<>();
        if (!teams.isEmpty()) {
            Map<Seat, List<Person>> members = members(teams.stream().map(team -> new Seat(team.id(), thing)).toList());
            for (Text.Team team : teams) {
                if (!members.getOrDefault(new Seat(team.id(), thing), List.of()).isEmpty()) {
                    seeing.put(team.path().toLowerCase(Locale.ROOT), team);
                }
            }
        }
        return seeing;
    }
}
