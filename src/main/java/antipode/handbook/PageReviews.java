package antipode.handbook;

import antipode.decisions.Days;
import antipode.issues.Issue;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.jobs.Task;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.threads.Threads;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Pages are looked at again: whoever answers for one says that it is right, and on the day it names itself, or that was
/// named then, an issue reminds them, when their working day begins. The later of both days holds.
@Component
public class PageReviews implements Task<PageReviews.Due> {

    static final String TASK = "page-review";
    private static final String DAY = """
            greatest(page.review_on, (
                select page_verification.next_on from page_verification
                where page_verification.project_id = page.project_id and page_verification.path = page.path
                order by page_verification.id desc limit 1))
            """;

    private final JdbcClient jdbc;
    private final Knowing knowing;
    private final Access access;
    private final Projects projects;
    private final Members members;
    private final WorkingHours hours;
    private final ObjectProvider<Issues> issues;
    private final ObjectProvider<Turns> turns;
    private final ObjectProvider<Schedules> schedules;
    private final Clock clock;

    PageReviews(
            JdbcClient jdbc, Knowing knowing, Access access, Projects projects, Members members, WorkingHours hours,
            ObjectProvider<Issues> issues, ObjectProvider<Turns> turns, ObjectProvider<Schedules> schedules, Clock clock) {
        this.jdbc = jdbc;
        this.knowing = knowing;
        this.access = access;
        this.projects = projects;
        this.members = members;
        this.hours = hours;
        this.issues = issues;
        this.turns = turns;
        this.schedules = schedules;
        this.clock = clock;
    }

    /// The page whose day has come.
    public record Due(long page) {}

    private record Reviewed(long page, long project, String path, String title, @Nullable LocalDate day) {}

    /// That somebody found a page right.
    ///
    /// @param by     nobody once they are gone
    /// @param nextOn when to look again, where they said so
    public record Verified(String blob, @Nullable Person by, Instant at, @Nullable LocalDate nextOn) {}

    @Override
    public String name() {
        return TASK;
    }

    @Override
    public Class<Due> payload() {
        return Due.class;
    }

    /// Plans it for the first moment of the day anywhere on earth: only then is it looked up whose it is and when they begin.
    void plan(long page) {
        var day = reviewed(page).map(Reviewed::day).orElse(null);
        if (day == null) {
            schedules.getObject().cancel(TASK, String.valueOf(page));
        } else {
            schedules.getObject().at(TASK, String.valueOf(page), Days.first(day), new Due(page));
        }
    }

    private Optional<Reviewed> reviewed(long page) {
        return jdbc.sql("select page.id, page.project_id, page.path, page.title, " + DAY + " as day from page where page.id = :page")
                .param("page", page)
                .query((row, _) -> new Reviewed(
                        row.getLong("id"), row.getLong("project_id"), row.getString("path"), row.getString("title"),
                        row.getObject("day", LocalDate.class)))
                .optional();
    }

    @Override
    public void run(String id, Due due) {
        var page = reviewed(due.page()).orElse(null);
        var project = page == null ? null : projects.unrestricted(page.project()).orElse(null);
        if (page == null || project == null || page.day() == null || open(project, page.path()).isPresent()) {
            return;
        }
        var dri = knowing.answering(project, page.path()).flatMap(person -> members.find(person.id())).orElse(null);
        if (dri == null) {
            return; // the page itself says that it is overdue, and that nobody answers for it
        }
        var start = Days.start(hours.of(dri.id()).forDelivery(), page.day());
        if (clock.instant().isBefore(start)) {
            schedules.getObject().at(TASK, id, start, due);
            return;
        }
        var words = "The page [" + page.title() + "](" + Paths.page(project, page.path()) + ") is to be looked at again by " + page.day()
                + ". If it is still right, say so on the page with one click; that closes this. If not, change it.";
        var issue = issues.getObject().open(
                Actor.of(dri), project, Issues.Opening.of("Look again at “" + page.title() + "”", words), false);
        issues.getObject().assign(Actor.of(dri), issue, List.of(dri.username()));
        jdbc.sql("insert into page_review (issuable_id, project_id, path, due_on) values (:issue, :project, :path, :day)")
                .param("issue", issue.id()).param("project", project.id()).param("path", page.path()).param("day", page.day()).update();
        turns.getObject().pass(
                issue.header(), List.of(dri.id()), new Turns.Cause(Todo.Action.REVIEW_DUE, null, null, "", null));
    }

    /// The open issue that reminds of a page.
    private Optional<Long> open(Project project, String path) {
        return jdbc.sql("""
                        select page_review.issuable_id from page_review join issuable on issuable.id = page_review.issuable_id
                        where page_review.project_id = :project and page_review.path = :path and issuable.state = 'opened' limit 1""")
                .param("project", project.id()).param("path", path).query(Long.class).optional();
    }

    /// The day on which a page is to be looked at again; nothing where none is named.
    @Nullable LocalDate day(Project project, String path) {
        return jdbc.sql("select " + DAY + " as day from page where page.project_id = :project and page.path = :path")
                .param("project", project.id()).param("path", path)
                .query((row, _) -> Optional.ofNullable(row.getObject("day", LocalDate.class))).optional().flatMap(day -> day).orElse(null);
    }

    /// Who found a page right last.
    Optional<Verified> last(Project project, String path) {
        return jdbc.sql("""
                        select page_verification.blob, page_verification.verified_at, page_verification.next_on,
                               member.id member_id, member.username member_username, member.name member_name, member.zone member_zone, member.picture member_picture
                        from page_verification left join member on member.id = page_verification.member_id
                        where page_verification.project_id = :project and page_verification.path = :path
                        order by page_verification.id desc limit 1""")
                .param("project", project.id())
                .param("path", path)
                .query((row, _) -> new Verified(
                        row.getString("blob"), row.getObject("member_id") == null ? null : Threads.person(row, "member_"),
                        row.getTimestamp("verified_at").toInstant(), row.getObject("next_on", LocalDate.class)))
                .optional();
    }

    /// Says that a page is right as it stands. That is for whoever could change it, and for those who answer for it.
    ///
    /// @param blob the text that was read; if it has changed since, a 409
    /// @param next when to look again; nothing leaves that to the page
    @Transactional
    public Verified verify(Actor actor, Project project, String path, String blob, @Nullable LocalDate next) {
        if (!mayVerify(actor, project, path)) {
            throw Problem.refused("It takes a developer of the project, or whoever answers for the page, to say that it is right.");
        }
        long page = jdbc.sql("select id from page where project_id = :project and path = :path for update")
                .param("project", project.id()).param("path", path).query(Long.class).optional().orElseThrow(() -> Problem.notFound("Page"));
        var now = jdbc.sql("select blob from page where id = :page").param("page", page).query(String.class).single();
        if (!blob.isEmpty() && !blob.equals(now)) {
            throw Problem.conflict("The page has changed while you read it. Look at it once more, then say so.");
        }
        var today = LocalDate.ofInstant(clock.instant(), actor.require().zone());
        if (next != null && (!next.isAfter(today) || next.getYear() > 9999)) {
            throw Problem.invalid("next", "has to lie ahead");
        }
        jdbc.sql("""
                        insert into page_verification (project_id, path, blob, member_id, verified_at, next_on)
                        values (:project, :path, :blob, :member, :now, :next)""")
                .param("project", project.id()).param("path", path).param("blob", now).param("member", actor.id())
                .param("now", Timestamp.from(clock.instant())).param("next", next, Types.DATE).update();
        open(project, path).ifPresent(issue -> close(actor, issue));
        plan(page);
        return last(project, path).orElseThrow();
    }

    private void close(Actor actor, long issue) {
        Issue reminder = issues.getObject().get(issue);
        boolean own = actor.is(reminder.header().author().id()) || access.level(actor, reminder.header().projectId()).atLeast(Role.REPORTER);
        if (own) {
            issues.getObject().close(actor, reminder);
        } else {
            issues.getObject().close(actor, reminder.header(), "the page was found right");
        }
    }

    boolean mayVerify(Actor actor, Project project, String path) {
        var member = actor.member();
        return member != null && (access.level(actor, project).atLeast(Role.DEVELOPER)
                || knowing.owning(project, project.defaultBranch(), path).stream()
                        .flatMap(owning -> owning.people().stream()).anyMatch(person -> person.id() == member.id()));
    }
}
