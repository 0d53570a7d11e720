package antipode.incoming;

import antipode.delivery.letters.ReplyKeys;
import antipode.mail.ReplyAddress;
import antipode.people.Actor;
import antipode.people.Secrets;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where the addresses are kept by which members open issues. Of the secret in each only a hash is; it is told once.
@Component
class ProjectAddresses {

    private static final String SELECT = """
            select project_address.id, project_address.member_id, project_address.project_id, project.full_path,
                   project_address.created_at, project_address.last_used_at
            from project_address join project on project.id = project_address.project_id
            """;

    private final JdbcClient jdbc;
    private final Access access;
    private final ReplyAddress replies;
    private final Clock clock;

    ProjectAddresses(JdbcClient jdbc, Access access, ReplyAddress replies, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.replies = replies;
        this.clock = clock;
    }

    /// Makes one; an earlier one of this member for this project opens nothing any more.
    ///
    /// @return the whole address, this once
    @Transactional
    String make(Actor actor, Project project) {
        access.require(actor, project, Role.GUEST);
        String token = ReplyKeys.random();
        String key = project.fullPath().replaceAll("[^A-Za-z0-9-]", "-").toLowerCase(Locale.ROOT) + "-" + project.id() + "-" + token + "-issue";
        String address = replies.of(key).orElseThrow(() -> Problem.conflict("This server takes no mail."));
        jdbc.sql("""
                        insert into project_address (member_id, project_id, hash, created_at)
                        values (:member, :project, :hash, :now)
                        on conflict (member_id, project_id) do update
                        set hash = excluded.hash, created_at = excluded.created_at, last_used_at = null""")
                .param("member", actor.id())
                .param("project", project.id())
                .param("hash", Secrets.hash(token))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return address;
    }

    /// @param key as it stands in an address: "halyard-handbook-7-TOKEN-issue"
    Optional<ProjectAddress> find(String key) {
        String[] words = key.split("-");
        boolean shaped = words.length >= 4 && words[words.length - 1].equals("issue") && ReplyKeys.looksLikeKey(words[words.length - 2]);
        return shaped
                ? jdbc.sql(SELECT + " where project_address.hash = :hash")
                        .param("hash", Secrets.hash(words[words.length - 2]))
                        .query(ProjectAddresses::read)
                        .optional()
                : Optional.empty();
    }

    List<ProjectAddress> of(Actor actor) {
        return jdbc.sql(SELECT + " where project_address.member_id = :member order by project.full_path")
                .param("member", actor.id())
                .query(ProjectAddresses::read)
                .list();
    }

    Optional<ProjectAddress> of(Actor actor, Project project) {
        return of(actor).stream().filter(address -> address.projectId() == project.id()).findFirst();
    }

    @Transactional
    void used(ProjectAddress address) {
        jdbc.sql("update project_address set last_used_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", address.id())
                .update();
    }

    @Transactional
    void revoke(Actor actor, long id) {
        int revoked = jdbc.sql("delete from project_address where id = :id and member_id = :member")
                .param("id", id)
                .param("member", actor.id())
                .update();
        if (revoked == 0) {
            throw Problem.notFound("Address");
        }
    }

    private static ProjectAddress read(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new ProjectAddress(
                row.getLong("id"),
                row.getLong("member_id"),
                row.getLong("project_id"),
                row.getString("full_path"),
                row.getTimestamp("created_at").toInstant(),
                used == null ? null : used.toInstant());
    }
}
