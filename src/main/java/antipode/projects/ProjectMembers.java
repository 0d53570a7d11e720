package antipode.projects;

import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Namespace;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who belongs to a project or a team, and at which level.
@Component
public class ProjectMembers {

    private final JdbcClient jdbc;
    private final Members members;
    private final Authorizations authorizations;
    private final Clock clock;

    ProjectMembers(JdbcClient jdbc, Members members, Authorizations authorizations, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.authorizations = authorizations;
        this.clock = clock;
    }

    /// A member's place in a project or a team.
    ///
    /// @param direct whether it was given here, and not in a team above
    public record Membership(Member member, Role role, @Nullable LocalDate expiresAt, @Nullable Instant createdAt, boolean direct) {}

    private record Row(long member, int level, @Nullable LocalDate expires, @Nullable Instant created, boolean direct) {}

    /// Those who were made members of the project itself, the highest level first.
    @Transactional(readOnly = true)
    public List<Membership> direct(long projectId) {
        return memberships("""
                select member_id, access_level, expires_at, created_at, true as direct from project_member where project_id = :id
                """, projectId);
    }

    /// Those and the members of the teams above, each with their highest level.
    @Transactional(readOnly = true)
    public List<Membership> all(long projectId) {
        return memberships("""
                select distinct on (flat.member_id) flat.member_id, flat.access_level, flat.expires_on as expires_at, own.created_at,
                    own.member_id is not null as direct
                from project_authorization flat
                left join project_member own on own.project_id = flat.project_id and own.member_id = flat.member_id
                where flat.project_id = :id
                order by flat.member_id, flat.access_level desc
                """, projectId);
    }

    /// The members of a team itself.
    @Transactional(readOnly = true)
    public List<Membership> ofTeam(long namespaceId) {
        return memberships("""
                select member_id, access_level, expires_at, created_at, true as direct from team_member where namespace_id = :id
                """, namespaceId);
    }

    /// Who belongs to a team or to a team within it, each once, by name.
    public List<Member> within(Namespace team) {
        var ids = jdbc.sql("""
                        select distinct team_member.member_id from team_member join namespace on namespace.id = team_member.namespace_id
                        where namespace.id = :team or starts_with(namespace.full_path, :path || '/')""")
                .param("team", team.id()).param("path", team.fullPath())
                .query(Long.class).list();
        return members.byIds(ids).values().stream().sorted(java.util.Comparator.comparing(Member::name).thenComparing(Member::id)).toList();
    }

    private List<Membership> memberships(String sql, long id) {
        var rows = jdbc.sql(sql).param("id", id)
                .query((row, number) -> {
                    var created = row.getTimestamp("created_at");
                    return new Row(row.getLong("member_id"), row.getInt("access_level"),
                            row.getObject("expires_at", LocalDate.class), created == null ? null : created.toInstant(),
                            row.getBoolean("direct"));
                })
                .list();
        var people = members.byIds(rows.stream().map(Row::member).toList());
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(people.get(row.member())).stream()
                        .map(member -> new Membership(member, Role.of(row.level()), row.expires(), row.created(), row.direct())))
                .sorted(java.util.Comparator.comparing((Membership one) -> -one.role().level()).thenComparing(one -> one.member().name()))
                .toList();
    }

    /// Makes somebody a member of a project. Nobody gives more than they have.
    @Transactional
    public void add(Project project, Role giver, Member member, Role role, @Nullable LocalDate expiresAt) {
        checkGift(giver, Role.NONE, role);
        var added = jdbc.sql("""
                insert into project_member (project_id, member_id, access_level, expires_at, created_at)
                values (:project, :member, :level, :expires, :now) on conflict do nothing
                """)
                .param("project", project.id()).param("member", member.id()).param("level", role.level())
                .param("expires", expiresAt).param("now", Timestamp.from(clock.instant())).update();
        if (added == 0) throw Problem.conflict("Member already exists");
        authorizations.refreshProjects(List.of(project.id()));
    }

    /// Makes somebody at least this much in a project, as whoever owns it has promised them.
    @Transactional
    public void raise(long projectId, Member member, Role role, @Nullable LocalDate expiresAt) {
        jdbc.sql("""
                insert into project_member (project_id, member_id, access_level, expires_at, created_at)
                values (:project, :member, :level, :expires, :now)
                on conflict (project_id, member_id) do update set access_level = :level, expires_at = :expires
                where project_member.access_level < :level or project_member.access_level = :level and project_member.expires_at is not null
                """)
                .param("project", projectId).param("member", member.id()).param("level", role.level())
                .param("expires", expiresAt).param("now", Timestamp.from(clock.instant())).update();
        authorizations.refreshProjects(List.of(projectId));
    }

    @Transactional
    public void change(Project project, Role giver, long memberId, Role role, @Nullable LocalDate expiresAt) {
        authorizations.lock();
        var before = roleIn(project, memberId).orElseThrow(() -> Problem.notFound("Member"));
        checkGift(giver, before, role);
        if (before == Role.OWNER && (role != Role.OWNER || expiresAt != null)) keepAnOwner(project, memberId);
        jdbc.sql("""
                update project_member set access_level = :level, expires_at = :expires
                where project_id = :project and member_id = :member
                """)
                .param("level", role.level()).param("expires", expiresAt)
                .param("project", project.id()).param("member", memberId).update();
        authorizations.refreshProjects(List.of(project.id()));
    }

    /// Ends a membership; what it opened is closed with the same commit.
    @Transactional
    public void remove(Project project, Role giver, long memberId) {
        authorizations.lock();
        var before = roleIn(project, memberId).orElseThrow(() -> Problem.notFound("Member"));
        checkGift(giver, before, before);
        if (before == Role.OWNER) keepAnOwner(project, memberId);
        jdbc.sql("delete from project_member where project_id = :project and member_id = :member")
                .param("project", project.id()).param("member", memberId).update();
        authorizations.refreshProjects(List.of(project.id()));
    }

    /// Adds somebody to a team, or changes their level in it.
    @Transactional
    public void putInTeam(long namespaceId, Role giver, Member member, Role role, @Nullable LocalDate expiresAt) {
        checkGift(giver, Role.NONE, role);
        if (role != Role.OWNER) keepATeamOwner(namespaceId, member.id());
        jdbc.sql("""
                insert into team_member (namespace_id, member_id, access_level, expires_at, created_at)
                values (:team, :member, :level, :expires, :now)
                on conflict (namespace_id, member_id) do update set access_level = :level, expires_at = :expires
                """)
                .param("team", namespaceId).param("member", member.id()).param("level", role.level())
                .param("expires", expiresAt).param("now", Timestamp.from(clock.instant())).update();
        authorizations.refreshTeam(namespaceId);
    }

    @Transactional
    public void removeFromTeam(long namespaceId, long memberId) {
        keepATeamOwner(namespaceId, memberId);
        var removed = jdbc.sql("delete from team_member where namespace_id = :team and member_id = :member")
                .param("team", namespaceId).param("member", memberId).update();
        if (removed == 0) throw Problem.notFound("Member");
        authorizations.refreshTeam(namespaceId);
    }

    /// A team or project that nobody else owns who still comes in.
    ///
    /// @param own whether it lies in the member's own place, which is theirs alone by nature
    public record Sole(@Nullable Long teamId, @Nullable Long projectId, String path, String name, boolean own) {}

    /// What a member alone owns, teams first.
    @Transactional(readOnly = true)
    public List<Sole> soleOwned(long memberId) {
        return jdbc.sql("""
                select namespace.id as team, null::bigint as project, namespace.full_path, namespace.name, false as own, 1 as place
                from team_member mine join namespace on namespace.id = mine.namespace_id
                where mine.member_id = :member and mine.access_level = 50 and not exists (
                    select from team_member other join member on member.id = other.member_id and member.state = 'active'
                    where other.namespace_id = mine.namespace_id and other.member_id <> :member and other.access_level = 50
                      and other.expires_at is null)
                union all
                select null, project.id, project.full_path, project.name, namespace.member_id is not null, 2
                from project join namespace on namespace.id = project.namespace_id
                where project.id in (select project_id from project_authorization where member_id = :member and access_level = 50)
                  and not exists (
                    select from project_authorization other join member on member.id = other.member_id and member.state = 'active'
                    where other.project_id = project.id and other.member_id <> :member and other.access_level = 50
                      and other.expires_on is null)
                order by place, full_path limit 500
                """).param("member", memberId)
                .query((row, number) -> new Sole(
                        row.getObject("team", Long.class), row.getObject("project", Long.class), row.getString("full_path"),
                        row.getString("name"), row.getBoolean("own")))
                .list();
    }

    /// Teams in which, and below which, nobody else is: what such a team is asked would reach nobody.
    @Transactional(readOnly = true)
    public List<Sole> alone(long memberId) {
        return jdbc.sql("""
                select namespace.id, namespace.full_path, namespace.name
                from team_member mine join namespace on namespace.id = mine.namespace_id
                where mine.member_id = :member and mine.access_level < 50 and not exists (
                    select from team_member other join namespace below on below.id = other.namespace_id
                    join member on member.id = other.member_id and member.state = 'active'
                    where (below.id = namespace.id or starts_with(lower(below.full_path), lower(namespace.full_path) || '/'))
                      and other.member_id <> :member)
                order by namespace.full_path limit 500
                """).param("member", memberId)
                .query((row, number) -> new Sole(row.getLong("id"), null, row.getString("full_path"), row.getString("name"), false))
                .list();
    }

    /// Puts somebody beside whoever leaves into a team, with the same role.
    @Transactional
    public void join(Sole team, Member leaver, Member successor) {
        var role = jdbc.sql("select access_level from team_member where namespace_id = :team and member_id = :member")
                .param("team", team.teamId()).param("member", leaver.id()).query(Integer.class).optional();
        if (team.teamId() != null && role.isPresent()) putInTeam(team.teamId(), Role.OWNER, successor, Role.of(role.get()), null);
    }

    /// Makes somebody an owner in the place of whoever leaves.
    @Transactional
    public void succeed(Sole sole, Member successor) {
        if (sole.teamId() != null) putInTeam(sole.teamId(), Role.OWNER, successor, Role.OWNER, null);
        else if (sole.projectId() != null) raise(sole.projectId(), successor, Role.OWNER, null);
    }

    private Optional<Role> roleIn(Project project, long memberId) {
        return jdbc.sql("select access_level from project_member where project_id = :project and member_id = :member")
                .param("project", project.id()).param("member", memberId)
                .query(Integer.class).optional().map(Role::of);
    }

    private static void checkGift(Role giver, Role before, Role role) {
        if (!giver.atLeast(role) || !giver.atLeast(before)) {
            throw Problem.refused("Nobody can give, change or take a level above their own.");
        }
    }

    private void keepAnOwner(Project project, long memberId) {
        var another = jdbc.sql("""
                select exists (
                    select from project_authorization
                    where project_id = :project and member_id <> :member and access_level = 50 and expires_on is null)
                """).param("project", project.id()).param("member", memberId).query(Boolean.class).single();
        if (!another) throw Problem.conflict("A project keeps at least one owner. Make somebody else one first.");
    }

    private void keepATeamOwner(long namespaceId, long memberId) {
        authorizations.lock();
        var owners = jdbc.sql("select member_id from team_member where namespace_id = :team and access_level = 50")
                .param("team", namespaceId).query((row, number) -> row.getLong(1)).list();
        if (owners.contains(memberId) && owners.size() == 1) {
            throw Problem.conflict("A team keeps at least one owner. Make somebody else one first.");
        }
    }
}
