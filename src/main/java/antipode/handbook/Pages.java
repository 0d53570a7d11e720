package antipode.handbook;

import antipode.database.Outbox;
import antipode.git.PushListener;
import antipode.git.PushOrigin;
import antipode.git.RefChange;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The pages on each project's default branch. They follow the branch shortly after each push; what is read is always the
/// repository.
@Component
public class Pages implements PushListener {

    static final String CONSUMER = "handbook";

    private final JdbcClient jdbc;
    private final Access access;
    private final Repositories repositories;
    private final Outbox outbox;

    Pages(JdbcClient jdbc, Access access, Repositories repositories, Outbox outbox) {
        this.jdbc = jdbc;
        this.access = access;
        this.repositories = repositories;
        this.outbox = outbox;
    }

    /// A project whose default branch has moved.
    record Moved(long project) {}

    /// @param fresh whether this is what the default branch holds at this moment
    record Kept(String title, String blob, String head, boolean fresh, Change change) {}

    /// Who changed a page last, and when.
    record Change(String commit, String authorName, String authorEmail, Instant at) {}

    @Override
    public void pushed(long repository, List<RefChange> changes, PushOrigin origin) {
        var head = repositories.head(repository);
        if (changes.stream().anyMatch(change -> head.equals(change.branch()))) {
            outbox.put(CONSUMER, Long.toString(repository), new Moved(repository));
        }
    }

    @Override
    public void headMoved(long repository, String branch) {
        outbox.put(CONSUMER, Long.toString(repository), new Moved(repository));
    }

    /// All pages of a project, by path.
    public List<PageEntry> list(long project) {
        return jdbc.sql("select id, path, title, weight from page where project_id = :project order by path")
                .param("project", project)
                .query((row, _) -> new PageEntry(
                        row.getLong("id"), row.getString("path"), row.getString("title"), (Integer) row.getObject("weight")))
                .list();
    }

    /// A page as it was written down last.
    Optional<Kept> find(Project project, String path) {
        return jdbc.sql("""
                        select page.title, page.blob, page.commit, page.author_name, page.author_email, page.changed_at,
                               handbook.commit head, handbook.commit = git_ref.object fresh
                        from page
                        join handbook on handbook.project_id = page.project_id
                        left join git_ref on git_ref.repository = page.project_id and git_ref.name = :branch
                        where page.project_id = :project and page.path = :path""")
                .param("branch", "refs/heads/" + project.defaultBranch())
                .param("project", project.id())
                .param("path", path)
                .query(Pages::read)
                .optional();
    }

    /// The page at a path whose letters are composed otherwise: an umlaut may be one sign or two.
    Optional<String> alike(long project, String path) {
        return jdbc.sql("select path from page where project_id = :project and normalize(path, NFC) = normalize(:path, NFC) order by path limit 1")
                .param("project", project)
                .param("path", path)
                .query(String.class)
                .optional();
    }

    /// Whether this text is a page of the handbook as it now is.
    boolean holds(long project, String blob) {
        return jdbc.sql("select exists (select from page where project_id = :project and blob = :blob)")
                .param("project", project).param("blob", blob).query(Boolean.class).single();
    }

    private static Kept read(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getString("title"), row.getString("blob"), row.getString("head"), row.getBoolean("fresh"),
                new Change(
                        row.getString("commit"), row.getString("author_name"), row.getString("author_email"),
                        row.getTimestamp("changed_at").toInstant()));
    }

    /// A handbook the actor may read.
    record Handbook(String fullPath, String name, String description, int pages) {}

    /// Those that have pages; one that is called a handbook comes first.
    List<Handbook> visibleTo(Actor actor) {
        return access.bind(jdbc.sql("""
                        select project.full_path, project.name, project.description, counted.pages
                        from project
                        join (select project_id, count(*) pages from page group by project_id) counted
                          on counted.project_id = project.id
                        where\s""" + Access.VISIBLE_HANDBOOK + """
                         order by project.path <> 'handbook', lower(project.name), project.id limit 500"""), actor)
                .query((row, _) -> new Handbook(
                        row.getString("full_path"), row.getString("name"), row.getString("description"), row.getInt("pages")))
                .list();
    }

    /// Which branch or tag an address begins with, if it begins with one: the longest.
    @Nullable String longestRef(long project, List<String> prefixes) {
        return jdbc.sql("""
                        select regexp_replace(name, '^refs/(heads|tags)/', '') from git_ref
                        where repository = :project and name in (:names) order by length(name) desc limit 1""")
                .param("project", project)
                .param("names", prefixes.stream()
                        .flatMap(prefix -> java.util.stream.Stream.of("refs/heads/" + prefix, "refs/tags/" + prefix))
                        .toList())
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
