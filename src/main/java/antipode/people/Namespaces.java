package antipode.people;

import antipode.web.Problem;
import java.time.Clock;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The names that projects lie under.
@Component
public class Namespaces {

    private final JdbcClient jdbc;
    private final Clock clock;

    Namespaces(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Namespace> find(long id) {
        return jdbc.sql("select " + Namespace.COLUMNS + " from namespace where id = :id")
                .param("id", id).query(Namespace::read).optional();
    }

    @Transactional(readOnly = true)
    public Optional<Namespace> find(String fullPath) {
        return jdbc.sql("select " + Namespace.COLUMNS + " from namespace where lower(full_path) = lower(:path)")
                .param("path", fullPath).query(Namespace::read).optional();
    }

    @Transactional(readOnly = true)
    public Optional<Namespace> ofMember(long memberId) {
        return jdbc.sql("select " + Namespace.COLUMNS + " from namespace where member_id = :member")
                .param("member", memberId).query(Namespace::read).optional();
    }

    /// Every team, by its path.
    @Transactional(readOnly = true)
    public List<Namespace> teams() {
        return jdbc.sql("select " + Namespace.COLUMNS + " from namespace where kind = 'team' order by lower(full_path)")
                .query(Namespace::read).list();
    }

    /// Several at once, by id.
    @Transactional(readOnly = true)
    public Map<Long, Namespace> byIds(Collection<Long> ids) {
        var found = new LinkedHashMap<Long, Namespace>();
        if (ids.isEmpty()) return found;
        jdbc.sql("select " + Namespace.COLUMNS + " from namespace where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new)).query(Namespace::read).list()
                .forEach(namespace -> found.put(namespace.id(), namespace));
        return found;
    }

    /// A namespace for a new member; part of creating them.
    Namespace createFor(Member member) {
        return insert(member.username(), member.username(), member.name(), "user", null, member.id(), "");
    }

    /// A namespace for a new team; part of creating it.
    @Transactional
    public Namespace createTeam(@Nullable Namespace parent, String path, String name, String description) {
        var complaint = parent == null ? Namespace.complaintFirst(path) : Namespace.complaint(path);
        if (complaint != null) throw Problem.invalid("path", complaint);
        if (name.isBlank()) throw Problem.invalid("name", "can't be blank");
        if (parent != null && parent.kind() != Namespace.Kind.TEAM) throw Problem.invalid("parent_id", "must be a team");
        var fullPath = parent == null ? path : parent.fullPath() + "/" + path;
        if (find(fullPath).isPresent()) throw Problem.invalid("path", "has already been taken");
        return insert(path, fullPath, name.strip(), "team", parent == null ? null : parent.id(), null, description);
    }

    /// Changes what a team says of itself; its address stays.
    @Transactional
    public Namespace describe(Namespace team, String name, String description) {
        if (name.isBlank()) throw Problem.invalid("name", "can't be blank");
        if (name.length() > 200) throw Problem.invalid("name", "can have at most 200 characters");
        if (description.length() > 2000) throw Problem.invalid("description", "can have at most 2000 characters");
        return jdbc.sql("update namespace set name = :name, description = :description where id = :id and kind = 'team' returning " + Namespace.COLUMNS)
                .param("name", name.strip()).param("description", description.strip()).param("id", team.id())
                .query(Namespace::read).single();
    }

    /// Names a member's own place anew; part of erasing them.
    void rename(long memberId, String path, String name) {
        jdbc.sql("update namespace set path = :path, full_path = :path, name = :name where member_id = :member")
                .param("path", path).param("name", name).param("member", memberId).update();
    }

    private Namespace insert(
            String path, String fullPath, String name, String kind, @Nullable Long parent, @Nullable Long member, String description) {
        return jdbc.sql("""
                insert into namespace (path, full_path, name, kind, parent_id, member_id, description, created_at)
                values (:path, :fullPath, :name, :kind, :parent, :member, :description, :now)
                returning\s""" + Namespace.COLUMNS)
                .param("path", path).param("fullPath", fullPath).param("name", name).param("kind", kind)
                .param("parent", parent).param("member", member).param("description", description)
                .param("now", Timestamp.from(clock.instant()))
                .query(Namespace::read).single();
    }
}
