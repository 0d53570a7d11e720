package antipode.projects;

import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Teams, which own projects and can lie in one another. Their names and members are known to every member who is not
/// external; what is in their projects follows the projects' own visibility.
@Component
public class Teams {

    private final JdbcClient jdbc;
    private final Namespaces namespaces;
    private final Access access;
    private final Authorizations authorizations;
    private final Clock clock;

    Teams(JdbcClient jdbc, Namespaces namespaces, Access access, Authorizations authorizations, Clock clock) {
        this.jdbc = jdbc;
        this.namespaces = namespaces;
        this.access = access;
        this.authorizations = authorizations;
        this.clock = clock;
    }

    /// Makes a team; whoever makes it owns it.
    @Transactional
    public Namespace create(Actor actor, @Nullable Namespace parent, String path, String name, String description) {
        var creator = actor.require();
        if (creator.external()) throw Problem.refused("Teams are made by members of the workspace.");
        if (parent != null && !role(actor, parent).atLeast(Role.OWNER)) {
            throw Problem.refused("A team within a team is made by its owners.");
        }
        if (parent != null && jdbc.sql("select exists (select from project where lower(full_path) = lower(:path))")
                .param("path", parent.fullPath() + "/" + path).query(Boolean.class).single()) {
            throw Problem.invalid("path", "has already been taken");
        }
        var team = namespaces.createTeam(parent, path, name, description);
        jdbc.sql("""
                insert into team_member (namespace_id, member_id, access_level, created_at) values (:team, :member, 50, :now)
                """)
                .param("team", team.id()).param("member", creator.id())
                .param("now", Timestamp.from(clock.instant())).update();
        return team;
    }

    /// The namespace of this path, if the actor may know of it: a team or somebody's own.
    @Transactional(readOnly = true)
    public Optional<Namespace> find(Actor actor, String idOrPath) {
        var found = idOrPath.matches("\\d{1,18}") ? namespaces.find(Long.parseLong(idOrPath)) : namespaces.find(idOrPath);
        return found.filter(namespace -> knows(actor, namespace));
    }

    @Transactional(readOnly = true)
    public List<Namespace> all(Actor actor) {
        return namespaces.teams().stream().filter(team -> knows(actor, team)).toList();
    }

    /// What the actor is to a team.
    @Transactional(readOnly = true)
    public Role role(Actor actor, Namespace team) {
        if (actor.administrator()) return Role.OWNER;
        var member = actor.member();
        return member == null ? Role.NONE : authorizations.teamRole(member.id(), team.id());
    }

    // An outsider learns of a namespace only by what they may see in it.
    private boolean knows(Actor actor, Namespace namespace) {
        var member = actor.member();
        if (actor.administrator() || member != null && !member.external()) return true;
        if (member != null && (actor.is(namespace.memberId() == null ? -1 : namespace.memberId()) || role(actor, namespace) != Role.NONE)) return true;
        return access.bind(jdbc.sql("""
                select exists (select from project where lower(project.full_path) like :below and\s""" + Access.VISIBLE_PROJECT + ")"), actor)
                .param("below", namespace.fullPath().toLowerCase(java.util.Locale.ROOT).replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%") + "/%")
                .query(Boolean.class).single();
    }
}
