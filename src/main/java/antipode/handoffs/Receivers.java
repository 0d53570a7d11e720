package antipode.handoffs;

import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Teams;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Text;
import antipode.todos.TeamTurns;
import antipode.todos.Turn;
import antipode.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whom one may hand something to: members who may see it, and teams in which somebody may.
@Component
class Receivers {

    /// A team's members and those of the teams below it.
    static final String MEMBERS = """
            (select team_member.member_id from team_member
             join namespace inner_team on inner_team.id = team_member.namespace_id
             join namespace outer_team on outer_team.id = :team
             where (team_member.expires_at is null or team_member.expires_at > :actor_today)
               and (inner_team.id = outer_team.id
                or left(lower(inner_team.full_path), length(outer_team.full_path) + 1) = lower(outer_team.full_path) || '/'))
            """;

    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Access access;
    private final Teams teams;
    private final TeamTurns teamTurns;

    Receivers(JdbcClient jdbc, Access access, Teams teams, TeamTurns teamTurns) {
        this.jdbc = jdbc;
        this.access = access;
        this.teams = teams;
        this.teamTurns = teamTurns;
    }

    /// Whoever is meant by "kei", "@kei" or "@halyard/support".
    Receiver named(Actor actor, Issuable issuable, String typed) {
        String name = typed.strip();
        name = name.startsWith("@") ? name.substring(1) : name;
        if (name.isEmpty()) {
            throw Problem.invalid("to", "can't be blank: name a person or a team");
        }
        Optional<Person> person = person(issuable, name);
        if (person.isPresent()) {
            if (actor.is(person.get().id())) {
                throw Problem.invalid("to", "can't be yourself: you hold it already");
            }
            return Receiver.of(person.get());
        }
        if (name.matches("\\d+")) {
            throw nobody(name); // a team is meant by its path here, never by its number
        }
        Receiver team = teams.find(actor, name)
                .filter(found -> found.kind() == Namespace.Kind.TEAM)
                .map(Receivers::of)
                .orElseThrow(() -> nobody(typed.strip()));
        if (members(issuable, team).stream().allMatch(member -> actor.is(member.id()))) {
            throw Problem.invalid("to", "can't be " + team.name() + ": nobody else in that team may see this");
        }
        return team;
    }

    static Receiver of(Namespace team) {
        return new Receiver(team.id(), team.fullPath(), team.name(), null);
    }

    private static Problem nobody(String typed) {
        return Problem.invalid("to", "can't be “" + typed + "”: that is nobody who may see this");
    }

    private Optional<Person> person(Issuable issuable, String username) {
        return access.bind(
                        jdbc.sql("""
                                select member.id, member.username, member.name, member.zone, member.picture from member
                                join issuable on issuable.id = :issuable join project on project.id = issuable.project_id
                                where lower(member.username) = :username and member.state = 'active' and\s"""
                                + Access.MEMBER_SEES_ISSUABLE),
                        Actor.nobody())
                .param("issuable", issuable.id())
                .param("username", username.toLowerCase(Locale.ROOT))
                .query((row, _) -> Threads.person(row, ""))
                .optional();
    }

    /// Those who can accept what is offered to the receiver.
    List<Person> members(Issuable issuable, Receiver receiver) {
        if (receiver.person() != null) {
            return List.of(receiver.person());
        }
        return access.bind(
                        jdbc.sql("""
                                select member.id, member.username, member.name, member.zone, member.picture from member
                                join issuable on issuable.id = :issuable join project on project.id = issuable.project_id
                                where member.state = 'active' and member.id in\s""" + MEMBERS + " and "
                                + Access.MEMBER_SEES_ISSUABLE + " order by member.id limit " + MOST),
                        Actor.nobody())
                .param("issuable", issuable.id())
                .param("team", receiver.id())
                .query((row, _) -> Threads.person(row, ""))
                .list();
    }

    /// Whether the actor belongs to a team or one below it.
    boolean belongs(Actor actor, long team) {
        return teamTurns.of(actor).contains(team);
    }

    /// The team of the actor's that holds a turn on a thing.
    @Nullable Long holdingTeam(Actor actor, List<Turn> turns) {
        List<Long> holding = turns.stream().map(turn -> turn.holder().team()).filter(Objects::nonNull).map(Text.Team::id).toList();
        return holding.isEmpty()
                ? null
                : teamTurns.of(actor).stream().filter(holding::contains).findFirst().orElse(null);
    }
}
