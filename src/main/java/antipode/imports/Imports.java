package antipode.imports;

import antipode.database.Json;
import antipode.people.Actor;
import antipode.people.Namespace;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.web.Problem;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where imports are kept: an archive is unpacked and looked at first, and written down once somebody has said who is who.
@Component
class Imports {

    private static final int MOST_WAITING = 5;

    private final JdbcClient jdbc;
    private final Projects projects;
    private final Access access;
    private final Authors authors;
    private final Clock clock;

    Imports(JdbcClient jdbc, Projects projects, Access access, Authors authors, Clock clock) {
        this.jdbc = jdbc;
        this.projects = projects;
        this.access = access;
        this.authors = authors;
        this.clock = clock;
    }

    /// Unpacks an archive and says what is in it; nothing else is changed. One that can't be taken leaves nothing behind.
    @Transactional
    public Import receive(Actor actor, InputStream archive) {
        var member = actor.require();
        if (member.external()) {
            throw Problem.refused("Projects are made by members of the company.");
        }
        int waiting = jdbc.sql("select count(*) from import where member_id = :member and state = 'previewed'")
                .param("member", member.id()).query(Integer.class).single();
        if (waiting >= MOST_WAITING) {
            throw Problem.conflict("You have " + waiting + " archives here that wait to be imported. Begin with those, or drop them.");
        }
        long id = jdbc.sql("""
                        insert into import (member_id, origin, state, found, created_at)
                        values (:member, '', 'previewed', '{}', :now) returning id""")
                .param("member", member.id()).param("now", Timestamp.from(clock.instant())).query(Long.class).single();
        var unpacking = new Unpacking(jdbc, id);
        try (var gitLab = new GitLabForm(unpacking);
                var gitHub = new GitHubForm(unpacking)) {
            var form = Archive.read(archive, List.of(gitLab, gitHub));
            unpacking.keepAuthors();
            jdbc.sql("update import set origin = :origin, found = cast(:found as jsonb) where id = :id")
                    .param("origin", form.origin()).param("found", Json.write(form.found())).param("id", id).update();
        }
        return get(id);
    }

    /// The same and begins at once, or leaves nothing behind. Authors are those members whose mail address they have.
    @Transactional
    public Project bring(Actor actor, InputStream archive, Namespace namespace, String path, String name) {
        var brought = receive(actor, archive);
        return begin(actor, brought, draft(brought, namespace, path, name, brought.found().visibility()), "", authors.byMail(actor, brought));
    }

    /// What the project is to be: as it was there, unless somebody says otherwise.
    static Projects.Draft draft(Import brought, Namespace namespace, String path, String name, String visibility) {
        var description = brought.found().description();
        return new Projects.Draft(
                namespace, path.isEmpty() ? Projects.pathOf(name) : path, name,
                description.length() <= 2_000 ? description : description.substring(0, description.offsetByCodePoints(0, 1_000)),
                Visibility.of(visibility).orElse(Visibility.PRIVATE), "main", false);
    }

    /// Of whoever brings it, and of administrators.
    Import find(Actor actor, long id) {
        return jdbc.sql("select * from import where id = :id").param("id", id).query(Imports::read).optional()
                .filter(one -> actor.administrator() || actor.is(one.member()))
                .orElseThrow(() -> Problem.notFound("Import"));
    }

    /// The last one that made or continued a project.
    Optional<Import> ofProject(long project) {
        return jdbc.sql("select * from import where project_id = :project order by id desc limit 1")
                .param("project", project).query(Imports::read).optional();
    }

    /// One's own, the latest first.
    List<Import> of(Actor actor) {
        return jdbc.sql("select * from import where member_id = :member order by id desc limit 50")
                .param("member", actor.id()).query(Imports::read).list();
    }

    List<String> remarks(Import brought) {
        return jdbc.sql("select sentence from import_remark where import_id = :id order by id limit 200")
                .param("id", brought.id()).query(String.class).list();
    }

    /// Makes the project and begins. A project that was made from the same origin before is continued: what is there already
    /// stays as it is.
    ///
    /// @param address where it was, so that links lead here; may be empty
    /// @param said    who the authors are, by their numbers there
    @Transactional
    public Project begin(Actor actor, Import seen, Projects.Draft draft, String address, Map<Long, String> said) {
        var brought = locked(seen.id());
        if (brought.state() != Import.State.PREVIEWED) {
            throw Problem.conflict("It has begun already.");
        }
        if (!actor.is(brought.member())) {
            throw Problem.refused("Whoever brought the archive begins.");
        }
        var there = (address.isBlank() ? ProjectOrigin.address(brought.origin()) : address).strip().replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        if (!there.isEmpty() && !there.matches("https?://[^\\s/?#]+(/[^\\s/?#]+){2,20}")) {
            throw Problem.invalid("address", "looks like https://gitlab.example.com/team/project");
        }
        var project = before(actor, brought, draft).orElseGet(() -> projects.create(actor, draft));
        projects.numberAfter(project.id(), brought.found().issueNumber(), brought.found().requestNumber());
        authors.settle(actor, brought, project.id(), said);
        jdbc.sql("""
                        update import set project_id = :project, state = 'running', address = :address, step = :step, position = 0,
                            due_at = :now where id = :id""")
                .param("project", project.id()).param("address", there).param("step", Import.Step.REPOSITORY.name())
                .param("now", Timestamp.from(clock.instant())).param("id", brought.id()).update();
        return project;
    }

    private Optional<Project> before(Actor actor, Import brought, Projects.Draft draft) {
        var path = draft.namespace().fullPath() + "/" + draft.path();
        return projects.visibleTo(actor).find(path)
                .filter(project -> access.level(actor, project).atLeast(Role.OWNER))
                .filter(project -> ProjectOrigin.known(brought.origin())
                        && jdbc.sql("select exists (select from import where project_id = :project and origin = :origin)")
                                .param("project", project.id()).param("origin", brought.origin()).query(Boolean.class).single());
    }

    /// Goes on with one that stopped.
    @Transactional
    public void resume(Import seen) {
        if (locked(seen.id()).state() != Import.State.FAILED) {
            throw Problem.conflict("It has not stopped.");
        }
        jdbc.sql("update import set state = 'running', failures = 0, problem = null, due_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant())).param("id", seen.id()).update();
    }

    /// Drops what was unpacked; what was written down of it stays.
    @Transactional
    public void drop(Import seen) {
        if (locked(seen.id()).state() == Import.State.RUNNING) {
            throw Problem.conflict("It is being written down at this moment.");
        }
        jdbc.sql("delete from import where id = :id").param("id", seen.id()).update();
    }

    /// Drops what nobody began with for so long; how many.
    @Transactional
    public int sweep(Duration after) {
        return jdbc.sql("delete from import where state = 'previewed' and created_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(after))).update();
    }

    Import locked(long id) {
        return jdbc.sql("select * from import where id = :id for update").param("id", id).query(Imports::read).optional()
                .orElseThrow(() -> Problem.notFound("Import"));
    }

    private Import get(long id) {
        return jdbc.sql("select * from import where id = :id").param("id", id).query(Imports::read).single();
    }

    static Import read(ResultSet row, int number) throws SQLException {
        var step = Objects.requireNonNull(row.getString("step"));
        var finished = row.getTimestamp("finished_at");
        return new Import(
                row.getLong("id"), row.getLong("member_id"), row.getObject("project_id", Long.class), row.getString("origin"),
                Import.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), Json.read(row.getString("found"), Found.class),
                row.getString("address"), step.isEmpty() ? Import.Step.REPOSITORY : Import.Step.valueOf(step), row.getInt("position"),
                row.getString("problem"), row.getTimestamp("created_at").toInstant(), finished == null ? null : finished.toInstant());
    }

    /// When the first that runs is due.
    Optional<Instant> next() {
        return jdbc.sql("select min(due_at) from import where state = 'running'")
                .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant)).single();
    }
}
