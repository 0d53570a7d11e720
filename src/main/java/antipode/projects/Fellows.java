package antipode.projects;

import antipode.people.Acquaintances;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whom an actor may know of. Members of the workspace know of everyone; somebody from outside of those who belong to a project
/// or a team they belong to themselves.
@Component
public class Fellows implements Acquaintances {

    private final JdbcClient jdbc;
    private final Members members;
    private final Clock clock;

    Fellows(JdbcClient jdbc, Members members, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.clock = clock;
    }

    /// Everyone who works here, by name, the actor among them: two questions at most, however many they are.
    @Transactional(readOnly = true)
    public List<Member> of(Actor actor) {
        return among(actor, members.active());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Member> among(Actor actor, List<Member> all) {
        var self = actor.require();
        if (!self.external() || self.administrator()) {
            return all;
        }
        var shared = Set.copyOf(jdbc.sql("""
                        select cast(:actor as bigint)
                        union
                        select theirs.member_id
                        from project_authorization mine join project_authorization theirs on theirs.project_id = mine.project_id
                        where mine.member_id = :actor and (mine.expires_on is null or mine.expires_on > :today)
                          and (theirs.expires_on is null or theirs.expires_on > :today)
                        union
                        select theirs.member_id
                        from team_member mine join team_member theirs on theirs.namespace_id = mine.namespace_id
                        where mine.member_id = :actor and (mine.expires_at is null or mine.expires_at > :today)
                          and (theirs.expires_at is null or theirs.expires_at > :today)""")
                .param("actor", self.id(), Types.BIGINT)
                .param("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(Long.class)
                .list());
        return all.stream().filter(member -> shared.contains(member.id())).toList();
    }
}
