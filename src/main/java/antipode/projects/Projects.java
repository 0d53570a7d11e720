package antipode.projects;

import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.people.Namespaces;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The projects of the workspace. Reading goes through `visibleTo`.
@Component
public class Projects {

    private final JdbcClient jdbc;
    private final Access access;
    private final Authorizations authorizations;
    private final Namespaces namespaces;
    private final List<ProjectBirth> births;
    private final List<ProjectDeath> deaths;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Projects(
            JdbcClient jdbc,
            Access access,
            Authorizations authorizations,
            Namespaces namespaces,
            List<ProjectBirth> births,
            List<ProjectDeath> deaths,
            Clock clock,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.access = access;
        this.authorizations = authorizations;
        this.namespaces = namespaces;
        this.births = births;
        this.deaths = deaths;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// What it takes to make a project.
    ///
    /// @param readme whether its repository begins with a README
    public record Draft(
            Namespace namespace,
            String path,
            String name,
            String description,
            Visibility visibility,
            String defaultBranch,
            boolean readme) {

        public Draft(Namespace namespace, String path, String name) {
            this(namespace, path, name, "", Visibility.INTERNAL, "main", false);
        }
    }

    /// Makes a project; whoever makes it owns it.
    @Transactional
    public Project create(Actor actor, Draft draft) {
        var creator = actor.require();
        if (!mayCreateIn(actor, draft.namespace())) throw Problem.refused("Projects here are made by the team’s maintainers.");
        var problems = new LinkedHashMap<String, String>();
        var complaint = Namespace.complaint(draft.path());
        if (complaint != null) problems.put("path", complaint);
        else if (taken(draft.namespace().fullPath() + "/" + draft.path())) problems.put("path", "has already been taken");
        checkName(draft.name(), problems);
        if (draft.description().length() > 2000) problems.put("description", "can have at most 2000 characters");
        if (!problems.isEmpty()) throw Problem.invalid(problems);

        var project = jdbc.sql("""
                insert into project (namespace_id, path, full_path, name, description, visibility, default_branch,
                    creator_id, created_at, last_activity_at)
                values (:namespace, :path, :fullPath, :name, :description, :visibility, :branch, :creator, :now, :now)
                returning\s""" + Project.COLUMNS)
                .param("namespace", draft.namespace().id()).param("path", draft.path())
                .param("fullPath", draft.namespace().fullPath() + "/" + draft.path())
                .param("name", draft.name().strip()).param("description", draft.description().strip())
                .param("visibility", draft.visibility().word()).param("branch", draft.defaultBranch())
                .param("creator", creator.id()).param("now", Timestamp.from(clock.instant()))
                .query(Project::read).single();
        jdbc.sql("""
                insert into project_member (project_id, member_id, access_level, created_at) values (:project, :member, 50, :now)
                """)
                .param("project", project.id()).param("member", creator.id())
                .param("now", Timestamp.from(clock.instant())).update();
        authorizations.refreshProjects(List.of(project.id()));
        births.forEach(birth -> birth.born(actor, project, draft.readme()));
        return project;
    }

    /// Changes what a project says of itself, and none of its rules beside this one.
    @Transactional
    public Project describe(
            Project project, String name, String description, Visibility visibility, String defaultBranch, int approvalsRequired) {
        return describe(project, name, description, visibility, defaultBranch, approvalsRequired, project.mustResolve());
    }

    /// Changes what a project says of itself.
    @Transactional
    public Project describe(
            Project project, String name, String description, Visibility visibility, String defaultBranch, int approvalsRequired,
            boolean mustResolve) {
        var problems = new LinkedHashMap<String, String>();
        checkName(name, problems);
        if (description.length() > 2000) problems.put("description", "can have at most 2000 characters");
        if (defaultBranch.isBlank()) problems.put("default_branch", "can't be blank");
        if (approvalsRequired < 0 || approvalsRequired > 100) problems.put("approvals_before_merge", "must be between 0 and 100");
        if (!problems.isEmpty()) throw Problem.invalid(problems);
        if (visibility != project.visibility()) publisher.publishEvent(new Access.Changed(List.of(project.id())));
        return jdbc.sql("""
                update project set name = :name, description = :description, visibility = :visibility,
                    default_branch = :branch, approvals_required = :approvals, must_resolve = :resolve
                where id = :id returning\s""" + Project.COLUMNS)
                .param("name", name.strip()).param("description", description.strip())
                .param("visibility", visibility.word()).param("branch", defaultBranch.strip())
                .param("approvals", approvalsRequired).param("resolve", mustResolve).param("id", project.id())
                .query(Project::read).single();
    }

    /// Lets anyone read the project's handbook, and nothing else of it; or only those again who may see the project.
    @Transactional
    public void publishHandbook(Actor actor, Project project, boolean published) {
        access.require(actor, project, Role.MAINTAINER);
        jdbc.sql("update project set handbook_published = :published where id = :id")
                .param("published", published).param("id", project.id()).update();
    }

    /// The project whose handbook anyone may read.
    Optional<Reached> reachPublished(String idOrPath) {
        var byId = idOrPath.matches("\\d{1,18}");
        return jdbc.sql("select " + Project.COLUMNS + " from project where project.handbook_published and "
                        + (byId ? "project.id = :name" : "lower(project.full_path) = lower(:name)"))
                .param("name", byId ? (Object) Long.valueOf(idOrPath) : idOrPath)
                .query((row, number) -> new Reached(Project.read(row, number), Role.NONE))
                .optional();
    }

    /// Says how it merges from now on.
    @Transactional
    public Project mergeBy(Project project, Merging merging) {
        return jdbc.sql("""
                update project set merge_method = :method, squash_option = :squash,
                    removes_source = :removes, owners_approve = :owners
                where id = :id returning\s""" + Project.COLUMNS)
                .param("method", merging.method().word()).param("squash", merging.squash().word())
                .param("removes", merging.removesSource())
                .param("owners", merging.ownersApprove()).param("id", project.id())
                .query(Project::read).single();
    }

    /// Takes a project away with all that is in it, as far as its tables follow it.
    @Transactional
    public void delete(Project project) {
        deaths.forEach(death -> death.dies(project));
        jdbc.sql("delete from project where id = :id").param("id", project.id()).update();
    }

    /// Notes that something happened in the project; part of the verb that made it happen.
    @Transactional
    public void touch(long projectId) {
        jdbc.sql("update project set last_activity_at = greatest(last_activity_at, :now) where id = :id")
                .param("now", Timestamp.from(clock.instant())).param("id", projectId).update();
    }

    /// The next number of an issue. It is taken last, so that its row is locked shortly.
    @Transactional
    public int nextIssueIid(long projectId) {
        return jdbc.sql("update project set next_issue_iid = next_issue_iid + 1 where id = :id returning next_issue_iid - 1")
                .param("id", projectId).query(Integer.class).single();
    }

    /// The next number of a merge request. It is taken last, so that its row is locked shortly.
    @Transactional
    public int nextMergeRequestIid(long projectId) {
        return jdbc.sql("""
                update project set next_merge_request_iid = next_merge_request_iid + 1 where id = :id
                returning next_merge_request_iid - 1
                """).param("id", projectId).query(Integer.class).single();
    }

    /// Leaves these numbers to things that come with theirs: what is opened here gets higher ones.
    @Transactional
    public void numberAfter(long projectId, int issue, int mergeRequest) {
        jdbc.sql("""
                update project set next_issue_iid = greatest(next_issue_iid, :issue + 1),
                    next_merge_request_iid = greatest(next_merge_request_iid, :request + 1)
                where id = :id""").param("issue", issue).param("request", mergeRequest).param("id", projectId).update();
    }

    /// A project whoever asks: for the machinery alone, never to answer a person.
    @Transactional(readOnly = true)
    public Optional<Project> unrestricted(long id) {
        return jdbc.sql("select " + Project.COLUMNS + " from project where id = :id")
                .param("id", id).query(Project::read).optional();
    }

    public Visible visibleTo(Actor actor) {
        return new Visible(actor);
    }

    /// The projects that an actor may see.
    public final class Visible {

        private final Actor actor;

        private Visible(Actor actor) {
            this.actor = actor;
        }

        public Optional<Project> find(long id) {
            return reach("project.id = :id", "id", id).map(Reached::project);
        }

        public Optional<Project> find(String fullPath) {
            return reach("lower(project.full_path) = lower(:path)", "path", fullPath).map(Reached::project);
        }

        /// By number or full path, as the API names projects.
        public Optional<Project> findByIdOrPath(String idOrPath) {
            return reachByIdOrPath(idOrPath).map(Reached::project);
        }

        Optional<Reached> reachByIdOrPath(String idOrPath) {
            return idOrPath.matches("\\d{1,18}")
                    ? reach("project.id = :id", "id", Long.parseLong(idOrPath))
                    : reach("lower(project.full_path) = lower(:path)", "path", idOrPath);
        }

        private Optional<Reached> reach(String condition, String name, Object value) {
            return access.bind(jdbc.sql("select " + Project.COLUMNS + ", " + Access.LEVEL + " as level from project where "
                            + condition + " and " + Access.VISIBLE_PROJECT), actor)
                    .param(name, value)
                    .query((row, number) -> new Reached(Project.read(row, number), Role.of(row.getInt("level"))))
                    .optional();
        }

        /// Several at once, by id; what isn't visible is left out.
        public Map<Long, Project> byIds(Collection<Long> ids) {
            var found = new LinkedHashMap<Long, Project>();
            if (ids.isEmpty()) return found;
            access.bind(jdbc.sql("select " + Project.COLUMNS + " from project where project.id = any(:ids) and "
                            + Access.VISIBLE_PROJECT), actor)
                    .param("ids", ids.toArray(Long[]::new))
                    .query(Project::read).list().forEach(project -> found.put(project.id(), project));
            return found;
        }
    }

    /// A project together with what the actor is to it, as one query tells.
    record Reached(Project project, Role role) {}

    /// Whether the actor may make projects under this namespace.
    @Transactional(readOnly = true)
    public boolean mayCreateIn(Actor actor, Namespace namespace) {
        if (actor.administrator()) return true;
        var member = actor.member();
        if (member == null || member.external()) return false;
        if (namespace.kind() == Namespace.Kind.USER) return namespace.memberId() != null && namespace.memberId() == member.id();
        return authorizations.teamRole(member.id(), namespace.id()).atLeast(Role.MAINTAINER);
    }

    private boolean taken(String fullPath) {
        return namespaces.find(fullPath).isPresent()
                || jdbc.sql("select exists (select from project where lower(full_path) = lower(:path))")
                        .param("path", fullPath).query(Boolean.class).single();
    }

    private static void checkName(String name, Map<String, String> problems) {
        if (name.isBlank()) problems.put("name", "can't be blank");
        else if (name.length() > 200) problems.put("name", "can have at most 200 characters");
    }

    /// A path made of a name, as GitLab makes it: "Fare rules" is fare-rules.
    public static String pathOf(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    }
}
