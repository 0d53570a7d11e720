package antipode.projects;

import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whose hours an actor may lay side by side. Members of the workspace may do so with everyone's who works here; somebody
/// from outside with theirs who belong to a project or a team they belong to themselves.
@Component
public class Fellows {

    private final JdbcClient jdbc;
    private final Members members;
    private final Clock clock;

    Fellows(JdbcClient jdbc, Members members, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.clock = clock;
    }

    /// By name, the actor among them: two questions at most, however many they are.
    @Transactional(readOnly = true)
    public List<Member> of(Actor actor) {
        var self = actor.require();
        if (!self.external() || self.administrator()) {
            return members.active();
        }
        var shared = jdbc.sql("""
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
                .list();
        return members.byIds(shared).values().stream().filter(Member::active)
                .sorted(Comparator.comparing((Member member) -> member.name().toLowerCase(java.util.Locale.ROOT)).thenComparing(Member::id)).toList();
    }
}
