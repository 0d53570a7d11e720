package antipode.projects;

import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.people.signin.CameThrough;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps members in the teams that their groups elsewhere mean here, each time they come in from there. What a person gave
/// by hand stays as it is, and so does the last owner of a team.
@Component
class ProviderTeams {

    private static final Logger log = LoggerFactory.getLogger(ProviderTeams.class);

    private final JdbcClient jdbc;
    private final Namespaces namespaces;
    private final ProjectMembers members;

    ProviderTeams(JdbcClient jdbc, Namespaces namespaces, ProjectMembers members) {
        this.jdbc = jdbc;
        this.namespaces = namespaces;
        this.members = members;
    }

    private record Place(Role role, @Nullable String provider, boolean lastOwner) {}

    @EventListener
    void follow(CameThrough came) {
        var groups = came.groups();
        if (groups == null) return;
        Map<String, Role> meant = new HashMap<>();
        for (var rule : came.provider().teams()) {
            var level = groups.contains(rule.group()) ? Role.of(rule.level().level()) : Role.NONE;
            meant.merge(rule.team(), level, (one, other) -> one.atLeast(other) ? one : other);
        }
        meant.forEach((path, role) -> namespaces.find(path).filter(namespace -> namespace.kind() == Namespace.Kind.TEAM).ifPresentOrElse(
                team -> put(came, team, role), () -> log.warn("The provider {} puts people into a team that is not there", came.provider())));
    }

    private void put(CameThrough came, Namespace team, Role role) {
        var provider = came.provider().key();
        var member = came.member();
        var place = jdbc.sql("""
                select access_level, provider, access_level = 50 and not exists (
                    select from team_member other
                    where other.namespace_id = :team and other.member_id <> :member and other.access_level = 50) as last_owner
                from team_member where namespace_id = :team and member_id = :member
                """)
                .param("team", team.id()).param("member", member.id())
                .query((row, number) -> new Place(Role.of(row.getInt(1)), row.getString(2), row.getBoolean(3))).optional().orElse(null);
        if (place != null && (!provider.equals(place.provider()) || place.lastOwner() || place.role() == role)) return;
        if (role == Role.NONE) {
            if (place != null) members.removeFromTeam(team.id(), member.id());
            return;
        }
        members.putInTeam(team.id(), Role.OWNER, member, role, null);
        jdbc.sql("update team_member set provider = :provider where namespace_id = :team and member_id = :member")
                .param("provider", provider).param("team", team.id()).param("member", member.id()).update();
    }
}
