package antipode.threads;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What is said of commits. A commit's thread begins with the first word; its author is responsible for it, if they are a
/// member who may see the project, and else whoever spoke first.
@Component
public class CommitThreads {

    private static final int LONGEST_TITLE = 255;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Commits commits;
    private final Subscriptions subscriptions;
    private final Access access;
    private final Clock clock;

    CommitThreads(
            JdbcClient jdbc, Threads threads, Commits commits, Subscriptions subscriptions, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.commits = commits;
        this.subscriptions = subscriptions;
        this.access = access;
        this.clock = clock;
    }

    /// The thread of the commit that a revision names; before anybody has said something, one yet to be, with the id 0.
    public Issuable find(Actor actor, Project project, String revision) {
        return of(actor, project, commits.find(project.id(), revision).orElseThrow(() -> Problem.notFound("Commit")));
    }

    /// The same of a commit that was found.
    public Issuable of(Actor actor, Project project, Commit commit) {
        return threads.ofCommit(actor, project, commit.id()).orElseGet(() -> {
            Person author = author(project, commit)
                    .orElseGet(() -> actor.signedIn()
                            ? Person.of(actor.require())
                            : new Person(0, "", commit.author().name(), ZoneOffset.UTC, null));
            return new Issuable(
                    0, project.id(), project.fullPath(), Issuable.Kind.COMMIT, Issuable.Kind.COMMIT.key(), 0, title(commit), "", "",
                    author, author, Issuable.State.OPENED, false, false, 0, Instant.EPOCH, Instant.EPOCH, null, null, commit.id());
        });
    }

    private Optional<Person> author(Project project, Commit commit) {
        return access.bind(jdbc.sql("""
                        select member.id, member.username, member.name, member.zone, member.picture from member join project on project.id = :project
                        where lower(member.email) = :email and member.state = 'active' and\s"""
                        + Access.MEMBER_SEES_PROJECT), Actor.nobody())
                .param("project", project.id())
                .param("email", commit.author().email().toLowerCase(Locale.ROOT))
                .query((row, _) -> Threads.person(row, ""))
                .optional();
    }

    private static String title(Commit commit) {
        String title = commit.title().replace('\0', ' ').strip();
        return title.isEmpty()
                ? "Commit " + commit.shortId()
                : title.length() <= LONGEST_TITLE ? title : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE / 2)) + "…";
    }

    /// The thread itself: what is yet to be begins. Two who speak first at once wait for each other here.
    @Transactional
    public Issuable begin(Actor actor, Project project, Issuable thread) {
        if (thread.id() != 0 || thread.commit() == null) {
            return thread;
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:commits, 0))")
                .param("commits", "commits of " + project.id())
                .query(row -> {});
        Optional<Issuable> begun = threads.ofCommit(actor, project, thread.commit());
        if (begun.isPresent()) {
            return begun.get();
        }
        long id = jdbc.sql("""
                        insert into issuable (project_id, kind, type, iid, title, description, description_html, author_id, dri_id,
                                              state, confidential, created_at, updated_at, commit_sha)
                        select :project, 'commit', 'commit', coalesce(max(iid), 0) + 1, :title, '', '', :author, :author,
                               'opened', false, :now, :now, :sha
                        from issuable where project_id = :project and kind = 'commit'
                        returning id""")
                .param("project", project.id())
                .param("title", thread.title())
                .param("author", thread.author().id())
                .param("now", Timestamp.from(clock.instant()))
                .param("sha", thread.commit())
                .query(Long.class)
                .single();
        subscriptions.subscribe(id, thread.author().id(), "author");
        return threads.get(id);
    }
}
