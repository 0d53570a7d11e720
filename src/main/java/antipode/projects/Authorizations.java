package antipode.projects;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Keeps `project_authorization`: what membership of a project, of its namespace and of the namespaces above adds up to.
/// The verbs that change a membership call it in their own transaction, so that what is taken away is gone at once.
@Component
class Authorizations {

    /// Whoever changes a membership waits here for the one before, so that no two compute from half of the other's.
    private static final long LOCK = 0x70726f6a617574L;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Authorizations(JdbcClient jdbc, Clock clock, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.publisher = publisher;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void refreshProjects(Collection<Long> projects) {
        if (projects.isEmpty()) return;
        var ids = projects.toArray(Long[]::new);
        lock();
        jdbc.sql("delete from project_authorization where project_id = any(:projects)").param("projects", ids).update();
        jdbc.sql("""
                with recursive above as (
                    select project.id as project_id, namespace.id, namespace.parent_id, namespace.member_id
                    from project join namespace on namespace.id = project.namespace_id
                    where project.id = any(:projects)
                  union all
                    select above.project_id, namespace.id, namespace.parent_id, namespace.member_id
                    from above join namespace on namespace.id = above.parent_id
                ), granted as (
                    select project_id, member_id, access_level, expires_at from project_member
                    where project_id = any(:projects)
                  union all
                    select above.project_id, team_member.member_id, team_member.access_level, team_member.expires_at
                    from above join team_member on team_member.namespace_id = above.id
                  union all
                    select project_id, member_id, 50, null from above where member_id is not null
                )
                insert into project_authorization (member_id, project_id, access_level, expires_on)
                select member_id, project_id, access_level,
                       case when bool_or(expires_at is null) then null else max(expires_at) end
                from granted group by member_id, project_id, access_level
                """).param("projects", ids).update();
        publisher.publishEvent(new Access.Changed(projects));
    }

    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().listOfRows();
    }

    /// Every project under a team and the teams in it.
    @Transactional(propagation = Propagation.MANDATORY)
    void refreshTeam(long namespaceId) {
        refreshProjects(jdbc.sql("""
                with recursive below as (
                    select id from namespace where id = :team
                  union all
                    select namespace.id from namespace join below on namespace.parent_id = below.id
                )
                select project.id from project join below on project.namespace_id = below.id
                """).param("team", namespaceId).query((row, number) -> row.getLong("id")).list());
    }

    /// What a member is to a team, by itself or by a team above it.
    @Transactional(readOnly = true)
    Role teamRole(long memberId, long namespaceId) {
        return Role.of(jdbc.sql("""
                with recursive above as (
                    select id, parent_id from namespace where id = :team
                  union all
                    select namespace.id, namespace.parent_id from namespace join above on namespace.id = above.parent_id
                )
                select coalesce(max(team_member.access_level), 0)
                from above join team_member on team_member.namespace_id = above.id
                where team_member.member_id = :member
                  and (team_member.expires_at is null or team_member.expires_at > :today)
                """)
                .param("team", namespaceId).param("member", memberId)
                .param("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(Integer.class).single());
    }
}
