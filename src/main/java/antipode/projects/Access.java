package antipode.projects;

import antipode.people.Actor;
import antipode.web.Problem;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The one rule of what an actor may see. Every statement that reads something of a project holds one of these fragments
/// and is bound by `bind`.
@Component
public class Access {

    private static final String UNEXPIRED = "(project_authorization.expires_on is null or project_authorization.expires_on > :actor_today)";

    /// A condition on the table `project`. Public: anyone. Internal: members who are not external. Private: the authorised.
    public static final String VISIBLE_PROJECT = """
            (project.visibility = 'public'
              or (project.visibility = 'internal' and :actor_internal)
              or :actor_administrator
              or project.id in (
                select project_authorization.project_id from project_authorization
                where project_authorization.member_id = :actor_id and %s))
            """.formatted(UNEXPIRED);

    /// A condition on `project`: whose handbook may be read. Published, by anyone; but nothing else of the project.
    public static final String VISIBLE_HANDBOOK = "(project.handbook_published or " + VISIBLE_PROJECT + ")";

    /// The same as a subquery of ids, for statements that start from the reader's projects instead of joining `project`:
    /// `where issuable.project_id in (…)`.
    public static final String VISIBLE_PROJECT_IDS = "(select project.id from project where " + VISIBLE_PROJECT + ")";

    /// A condition on the table `issuable`, to stand beside one of the above: confidential ones are for their author,
    /// their assignees, and reporters upwards.
    public static final String NOT_CONFIDENTIAL = """
            (not issuable.confidential
              or :actor_administrator
              or :actor_id in (issuable.author_id, issuable.dri_id)
              or exists (
                select from issuable_assignee
                where issuable_assignee.issuable_id = issuable.id and issuable_assignee.member_id = :actor_id)
              or issuable.project_id in (
                select project_authorization.project_id from project_authorization
                where project_authorization.member_id = :actor_id and project_authorization.access_level >= 20 and %s))
            """.formatted(UNEXPIRED);

    /// A condition on `issuable`: whether the actor was invited to this one thing as a guest, and still is.
    public static final String INVITED = """
            issuable.id in (select guest.issuable_id from guest
              where guest.member_id = :actor_id and guest.issuable_id is not null and guest.last_day >= :actor_today)
            """;

    /// A condition on `issuable` joined with `project`: the whole rule.
    public static final String VISIBLE_ISSUABLE = "((" + VISIBLE_PROJECT + " and " + NOT_CONFIDENTIAL + ") or " + INVITED + ")";

    /// A condition on the tables `member` and `project`: whether that member, whoever asks, may see the project.
    /// It needs no actor, but binds `:actor_today`.
    public static final String MEMBER_SEES_PROJECT = """
            (project.visibility = 'public'
              or (project.visibility = 'internal' and not member.external)
              or member.administrator
              or exists (
                select from project_authorization
                where project_authorization.project_id = project.id and project_authorization.member_id = member.id
                  and %s))
            """.formatted(UNEXPIRED);

    /// The same for a row of `issuable` in that project: confidential ones are for their author, whoever is responsible
    /// or assigned, and reporters upwards.
    public static final String MEMBER_SEES_ISSUABLE = "((" + MEMBER_SEES_PROJECT + """
             and (not issuable.confidential
              or member.administrator
              or member.id in (issuable.author_id, issuable.dri_id)
              or exists (
                select from issuable_assignee
                where issuable_assignee.issuable_id = issuable.id and issuable_assignee.member_id = member.id)
              or exists (
                select from project_authorization
                where project_authorization.project_id = project.id and project_authorization.member_id = member.id
                  and project_authorization.access_level >= 20 and %s)))
             or exists (
                select from guest
                where guest.issuable_id = issuable.id and guest.member_id = member.id and guest.last_day >= :actor_today))
            """.formatted(UNEXPIRED);

    /// The actor's level in the table `project`, as an integer; 0 where they are no part of it.
    /// A member who may read a public or internal project takes part in it as a guest.
    public static final String LEVEL = """
            (case when :actor_administrator then 50 else greatest(
              case when :actor_id is not null and (project.visibility = 'public'
                or (project.visibility = 'internal' and :actor_internal)) then 10 else 0 end,
              coalesce((
                select max(project_authorization.access_level) from project_authorization
                where project_authorization.project_id = project.id
                  and project_authorization.member_id = :actor_id and %s), 0)) end)
            """.formatted(UNEXPIRED);

    /// Who may see what in these projects has changed.
    public record Changed(Collection<Long> projects) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Access(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Binds the actor's part of a statement that holds any of the fragments.
    public JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Actor actor) {
        var member = actor.member();
        return statement
                .param("actor_id", actor.idOrNull(), Types.BIGINT)
                .param("actor_internal", member != null && !member.external(), Types.BOOLEAN)
                .param("actor_administrator", actor.administrator(), Types.BOOLEAN)
                .param("actor_today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), Types.DATE);
    }

    /// What the actor is to the project; NONE also where they may read it without being a part.
    @Transactional(readOnly = true)
    public Role level(Actor actor, Project project) {
        return level(actor, project.id());
    }

    @Transactional(readOnly = true)
    public Role level(Actor actor, long projectId) {
        return bind(jdbc.sql("select " + LEVEL + " from project where project.id = :project"), actor)
                .param("project", projectId)
                .query(Integer.class)
                .optional().map(Role::of).orElse(Role.NONE);
    }

    /// Refuses whoever is less than this in the project: with a 404 if they may not even see it, else with a 403.
    @Transactional(readOnly = true, noRollbackFor = Problem.class)
    public void require(Actor actor, Project project, Role role) {
        require(actor, project.id(), role);
    }

    @Transactional(readOnly = true, noRollbackFor = Problem.class)
    public void require(Actor actor, long projectId, Role role) {
        Role level = level(actor, projectId);
        if (level.atLeast(role)) {
            return;
        }
        if (!actor.signedIn()) {
            throw Problem.unauthorized();
        }
        boolean visible = bind(
                        jdbc.sql("select exists (select from project where project.id = :project and " + VISIBLE_PROJECT + ")"),
                        actor)
                .param("project", projectId)
                .query(Boolean.class)
                .single();
        throw visible
                ? Problem.refused("This takes a " + role.title().toLowerCase(Locale.ROOT) + " of the project; you are "
                        + (level == Role.NONE ? "no part of it." : "a " + level.title().toLowerCase(Locale.ROOT) + "."))
                : Problem.notFound("Project");
    }
}
