package antipode.projects;

import antipode.markdown.Markdown;
import antipode.people.Namespace;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The milestones of projects and teams. Whoever sees a project sees its milestones and those of the teams above it.
@Component
public class Milestones {

    private static final int LONGEST = 100_000;

    private static final String SELECT = """
            select milestone.*, coalesce(milestone_project.full_path, milestone_team.full_path) place
            from milestone left join project milestone_project on milestone_project.id = milestone.project_id
            left join namespace milestone_team on milestone_team.id = milestone.team_id
            """;

    /// A condition on `milestone`: those that a thing of the project `:project` may have.
    private static final String WITHIN_REACH = """
            (milestone.project_id = :project or milestone.team_id in (
              with recursive above (id, parent_id) as (
                select namespace.id, namespace.parent_id from namespace
                join project on project.namespace_id = namespace.id where project.id = :project
                union all
                select namespace.id, namespace.parent_id from namespace join above on namespace.id = above.parent_id)
              select above.id from above))
            """;

    /// What is due first comes first; without a day last.
    private static final String SOONEST_FIRST = " order by milestone.due_date nulls last, milestone.id";

    private final JdbcClient jdbc;
    private final Clock clock;

    Milestones(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A project's own, and those of the teams above it where asked for.
    @Transactional(readOnly = true)
    public List<Milestone> of(Project project, boolean above) {
        return jdbc.sql(SELECT + " where " + (above ? WITHIN_REACH : "milestone.project_id = :project") + SOONEST_FIRST)
                .param("project", project.id()).query(Milestones::read).list();
    }

    @Transactional(readOnly = true)
    public List<Milestone> of(Namespace team) {
        return jdbc.sql(SELECT + " where milestone.team_id = :team" + SOONEST_FIRST)
                .param("team", team.id()).query(Milestones::read).list();
    }

    /// The one with this number in the project or team.
    @Transactional(readOnly = true)
    public Optional<Milestone> numbered(@Nullable Project project, @Nullable Namespace team, long iid) {
        return jdbc.sql(SELECT + " where milestone.project_id is not distinct from :project"
                        + " and milestone.team_id is not distinct from :team and milestone.iid = :iid")
                .param("project", project == null ? null : project.id(), Types.BIGINT)
                .param("team", team == null ? null : team.id(), Types.BIGINT)
                .param("iid", iid).query(Milestones::read).optional();
    }

    /// The one with this id, if a thing of the project may have it.
    @Transactional(readOnly = true)
    public Optional<Milestone> find(long projectId, long id) {
        return jdbc.sql(SELECT + " where milestone.id = :id and " + WITHIN_REACH)
                .param("project", projectId).param("id", id).query(Milestones::read).optional();
    }

    /// The one of this title that a thing of the project may have, the project's own before a team's.
    @Transactional(readOnly = true)
    public Optional<Milestone> titled(long projectId, String title) {
        return jdbc.sql(SELECT + " where milestone.title = :title and " + WITHIN_REACH
                        + " order by milestone.project_id nulls last, milestone.id limit 1")
                .param("project", projectId).param("title", title.strip()).query(Milestones::read).optional();
    }

    /// Those that the project offers: active ones, whatever is due first.
    @Transactional(readOnly = true)
    public List<Milestone> offered(long projectId) {
        return jdbc.sql(SELECT + " where milestone.state = 'active' and " + WITHIN_REACH + SOONEST_FIRST + " limit 200")
                .param("project", projectId).query(Milestones::read).list();
    }

    @Transactional(readOnly = true)
    public Map<Long, Milestone> byIds(Collection<Long> ids) {
        var found = new HashMap<Long, Milestone>();
        if (!ids.isEmpty()) {
            jdbc.sql(SELECT + " where milestone.id = any (:ids)").param("ids", ids.toArray(Long[]::new))
                    .query(Milestones::read).list().forEach(milestone -> found.put(milestone.id(), milestone));
        }
        return found;
    }

    @Transactional
    public Milestone create(Project project, Milestone.Words words) {
        jdbc.sql("select id from project where id = :id for no key update").param("id", project.id()).query(Long.class).single();
        return insert(project.id(), null, words);
    }

    @Transactional
    public Milestone create(Namespace team, Milestone.Words words) {
        jdbc.sql("select id from namespace where id = :id for no key update").param("id", team.id()).query(Long.class).single();
        return insert(null, team.id(), words);
    }

    /// One that was made elsewhere, with its number where that is free, and its times.
    @Transactional
    public Milestone bring(long project, int iid, Milestone.Words words, boolean active, Instant created, Instant updated) {
        jdbc.sql("select id from project where id = :id for no key update").param("id", project).query(Long.class).single();
        var made = insert(project, null, words);
        jdbc.sql("""
                update milestone set state = :state, created_at = :created, updated_at = :updated,
                    iid = case when exists (select from milestone other where other.project_id = :project and other.iid = :iid)
                          then iid else :iid end
                where id = :id""")
                .param("state", active ? "active" : "closed").param("created", Timestamp.from(created))
                .param("updated", Timestamp.from(updated)).param("project", project).param("iid", iid)
                .param("id", made.id()).update();
        return get(made.id());
    }

    private Milestone insert(@Nullable Long project, @Nullable Long team, Milestone.Words words) {
        check(project, team, null, words);
        long id = jdbc.sql("""
                insert into milestone (project_id, team_id, iid, title, description, description_html, start_date, due_date,
                    created_at, updated_at)
                select :project, :team, coalesce(max(iid), 0) + 1, :title, :description, :html, :start, :due, :now, :now
                from milestone where project_id is not distinct from :project and team_id is not distinct from :team
                returning id""")
                .param("project", project, Types.BIGINT).param("team", team, Types.BIGINT)
                .param("title", words.title().strip()).param("description", words.description())
                .param("html", Markdown.render(words.description()).html())
                .param("start", words.start(), Types.DATE).param("due", words.due(), Types.DATE)
                .param("now", Timestamp.from(clock.instant())).query(Long.class).single();
        return get(id);
    }

    @Transactional
    public Milestone change(Milestone milestone, Milestone.Words words) {
        check(milestone.projectId(), milestone.teamId(), milestone.id(), words);
        jdbc.sql("""
                update milestone set title = :title, description = :description, description_html = :html,
                    start_date = :start, due_date = :due, updated_at = :now
                where id = :id""")
                .param("title", words.title().strip()).param("description", words.description())
                .param("html", Markdown.render(words.description()).html())
                .param("start", words.start(), Types.DATE).param("due", words.due(), Types.DATE)
                .param("now", Timestamp.from(clock.instant())).param("id", milestone.id()).update();
        return get(milestone.id());
    }

    /// Closes it, or makes it active again; what aims at it stays as it is.
    @Transactional
    public Milestone close(Milestone milestone, boolean closed) {
        jdbc.sql("update milestone set state = :state, updated_at = :now where id = :id and state <> :state")
                .param("state", closed ? "closed" : "active").param("now", Timestamp.from(clock.instant()))
                .param("id", milestone.id()).update();
        return get(milestone.id());
    }

    /// Takes it away; what aimed at it aims at nothing.
    @Transactional
    public void delete(Milestone milestone) {
        jdbc.sql("delete from milestone where id = :id").param("id", milestone.id()).update();
    }

    private Milestone get(long id) {
        return Objects.requireNonNull(byIds(List.of(id)).get(id));
    }

    private void check(@Nullable Long project, @Nullable Long team, @Nullable Long self, Milestone.Words words) {
        var problems = new LinkedHashMap<String, String>();
        var title = words.title().strip();
        if (title.isEmpty()) problems.put("title", "can't be blank");
        else if (title.length() > 255) problems.put("title", "is too long (maximum is 255 characters)");
        else if (List.of("none", "any").contains(title.toLowerCase(java.util.Locale.ROOT))) problems.put("title", "can't be a word that filters use");
        if (words.description().length() > LONGEST) problems.put("description", "is too long (maximum is 100000 characters)");
        if (words.start() != null && words.due() != null && words.due().isBefore(words.start())) {
            problems.put("due_date", "must be greater than start date");
        }
        if (jdbc.sql("""
                select exists (select from milestone where title = :title and id is distinct from :self
                    and project_id is not distinct from :project and team_id is not distinct from :team)""")
                .param("title", title).param("self", self, Types.BIGINT).param("project", project, Types.BIGINT)
                .param("team", team, Types.BIGINT).query(Boolean.class).single()) {
            problems.put("title", "has already been taken");
        }
        if (!problems.isEmpty()) throw Problem.invalid(problems);
    }

    private static Milestone read(ResultSet row, int number) throws SQLException {
        return new Milestone(
                row.getLong("id"), row.getObject("project_id", Long.class), row.getObject("team_id", Long.class),
                row.getString("place"), row.getInt("iid"), row.getString("title"), row.getString("description"),
                row.getString("description_html"), row.getString("state").equals("active"),
                row.getObject("start_date", LocalDate.class), row.getObject("due_date", LocalDate.class),
                row.getTimestamp("created_at").toInstant(), row.getTimestamp("updated_at").toInstant());
    }
}
