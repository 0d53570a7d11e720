package antipode.imports;

import antipode.database.Origin;
import antipode.git.Bundles;
import antipode.git.PushOrigin;
import antipode.jobs.Queue;
import antipode.jobs.Repeated;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.repositories.Branches;
import antipode.threads.Attachments;
import antipode.threads.Past;
import antipode.web.Problem;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes imports down, some things in a transaction: a server that dies in between goes on where the last one ended.
@Component
class Steps implements Queue, Repeated {

    private static final Logger log = LoggerFactory.getLogger(Steps.class);

    private static final int BATCH = 25;
    private static final int MOST_FAILURES = 4;
    private static final Origin BY_IMPORT = Origin.of(null, "import");
    private static final Duration KEPT = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final Imports imports;
    private final Authors authors;
    private final Members members;
    private final Projects projects;
    private final Branches branches;
    private final Bundles bundles;
    private final Unpacked unpacked;
    private final Lines lines;
    private final Attachments attachments;
    private final Past past;
    private final Bringing bringing;
    private final TransactionTemplate transaction;
    private final TransactionTemplate within;
    private final Clock clock;

    Steps(
            JdbcClient jdbc,
            Imports imports,
            Authors authors,
            Members members,
            Projects projects,
            Branches branches,
            Bundles bundles,
            Unpacked unpacked,
            Lines lines,
            Attachments attachments,
            Past past,
            Bringing bringing,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.imports = imports;
        this.authors = authors;
        this.members = members;
        this.projects = projects;
        this.branches = branches;
        this.bundles = bundles;
        this.unpacked = unpacked;
        this.lines = lines;
        this.attachments = attachments;
        this.past = past;
        this.bringing = bringing;
        this.transaction = new TransactionTemplate(transactions);
        this.within = new TransactionTemplate(transactions);
        this.within.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /// All that a step needs to know.
    record Run(Import brought, Project project, Actor bringer) {}

    @Override
    public Optional<Instant> next() {
        return imports.next();
    }

    @Override
    public int batch() {
        var taken = new long[1];
        try {
            return BY_IMPORT.get(() -> transaction.execute(_ -> {
                var due = jdbc.sql("""
                                select * from import where state = 'running' and due_at <= :now
                                order by due_at limit 1 for update skip locked""")
                        .param("now", Timestamp.from(clock.instant())).query(Imports::read).optional();
                due.ifPresent(brought -> {
                    taken[0] = brought.id();
                    step(brought);
                });
                return due.isPresent() ? 1 : 0;
            }));
        } catch (RuntimeException failure) {
            if (taken[0] != 0) {
                putOff(taken[0], failure);
            }
            return 1;
        }
    }

    private void putOff(long id, RuntimeException failure) {
        var refused = failure instanceof Problem problem ? problem.message() : null;
        if (refused == null) {
            log.warn("A step of import {} failed", id, failure);
        }
        jdbc.sql("""
                        update import set failures = failures + 1, due_at = :later, problem = :problem,
                            state = case when :refused or failures >= :most then 'failed' else state end
                        where id = :id""")
                .param("later", Timestamp.from(clock.instant().plusSeconds(30)))
                .param("problem", refused != null ? refused : "Something went wrong on our side. The log of the server says what.")
                .param("refused", refused != null).param("most", MOST_FAILURES).param("id", id).update();
    }

    private void step(Import brought) {
        var project = projects.unrestricted(Objects.requireNonNull(brought.project())).orElseThrow();
        var run = new Run(brought, project, Actor.of(members.find(brought.member()).orElseThrow()));
        int done = switch (brought.step()) {
            case REPOSITORY -> repository(run);
            case FILES -> files(run);
            case LABELS -> lines(run, "labels");
            case MILESTONES -> lines(run, "milestones");
            case ISSUES -> lines(run, "issues");
            case MERGE_REQUESTS -> lines(run, "merge_requests");
            case REFERENCES -> references(run);
        };
        if (done > 0) {
            jdbc.sql("update import set position = position + :done, failures = 0, problem = null, due_at = :now where id = :id")
                    .param("done", done).param("now", Timestamp.from(clock.instant())).param("id", brought.id()).update();
        } else if (brought.step().ordinal() + 1 < Import.Step.values().length) {
            jdbc.sql("update import set step = :step, position = 0, due_at = :now where id = :id")
                    .param("step", Import.Step.values()[brought.step().ordinal() + 1].name())
                    .param("now", Timestamp.from(clock.instant())).param("id", brought.id()).update();
        } else {
            finish(brought);
        }
    }

    private void finish(Import brought) {
        jdbc.sql("update import set state = 'finished', due_at = null, finished_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant())).param("id", brought.id()).update();
        jdbc.sql("delete from import_line where import_id = :id").param("id", brought.id()).update();
        jdbc.sql("delete from import_file where import_id = :id").param("id", brought.id()).update();
    }

    private int repository(Run run) {
        var file = unpacked.files(run.brought(), "project.bundle", 1, 0);
        if (run.brought().position() > 0 || file.isEmpty()) {
            return 0;
        }
        var member = run.bringer().require();
        try (var bytes = unpacked.bytes(file.getFirst())) {
            var taken = bundles.take(run.project().id(), bytes, PushOrigin.git(member.id(), null, member.name(), member.email()));
            if (taken.refs() == 0 && !taken.refused().isEmpty()) {
                throw new Problem(422, "The repository can’t be taken: " + taken.refused().values().iterator().next() + ".");
            }
            taken.refused().forEach((ref, why) -> remark(run, ref + " is left out: " + why + "."));
            var head = taken.head();
            if (head != null && !head.equals(run.project().defaultBranch()) && branches.find(run.project().id(), head).isPresent()) {
                projects.describe(
                        run.project(), run.project().name(), run.project().description(), run.project().visibility(), head,
                        run.project().approvalsRequired());
            }
            return 1;
        } catch (IOException unreadable) {
            throw new Problem(422, "The repository in the archive can’t be read. It is damaged, or cut.");
        }
    }

    private int files(Run run) {
        var files = unpacked.files(run.brought(), "uploads/%", BATCH, run.brought().position());
        for (var file : files) {
            var secret = file.path().split("/")[1];
            if (bringing.known(run.project().id(), "file", secret) == null) {
                apart(run, file.path(), () -> {
                    var address = attachments.bring(
                            run.bringer(), run.project().id(), file.path().substring(file.path().lastIndexOf('/') + 1), unpacked.whole(file));
                    bringing.remember(run.project().id(), "file", secret, 0, address);
                });
            }
        }
        return files.size();
    }

    private int lines(Run run, String relation) {
        var lines = this.lines.some(run.brought(), relation, BATCH, run.brought().position());
        if (lines.isEmpty()) {
            return 0;
        }
        var writing = bringing.begin(run, authors.standing(run.brought()), authors.names(run.brought()));
        var things = this.lines.things(run.brought());
        var parts = this.lines.parts(run.brought(), lines);
        for (var line : lines) {
            var told = line.told();
            var own = parts.getOrDefault(line.thing(), List.of());
            var name = relation.replace('_', ' ').replaceFirst("s$", "") + " " + line.name();
            apart(run, name, () -> {
                switch (relation) {
                    case "labels" -> writing.label(things.sticker(told));
                    case "milestones" -> {
                        var aim = things.aim(told);
                        if (aim != null) {
                            writing.milestone(aim);
                        }
                    }
                    case "issues" -> writing.bring(things.issue(told, own));
                    default -> writing.bring(things.mergeRequest(told, own));
                }
            });
        }
        writing.remarks().forEach(sentence -> remark(run, sentence));
        return lines.size();
    }

    private int references(Run run) {
        var ids = jdbc.sql("""
                        select local_id from imported where project_id = :project and kind in ('issue', 'merge_request')
                        order by local_id limit :most offset :from""")
                .param("project", run.project().id()).param("most", BATCH * 4).param("from", run.brought().position())
                .query(Long.class).list();
        ids.forEach(id -> apart(run, "The references of a thing", () -> past.cite(run.bringer(), id)));
        return ids.size();
    }

    /// One that can't be taken stops none of the others, and leaves nothing of itself.
    private void apart(Run run, String name, Runnable writing) {
        try {
            within.executeWithoutResult(_ -> writing.run());
        } catch (Problem refused) {
            leftOut(run, name, refused.message());
        } catch (DataIntegrityViolationException odd) {
            log.warn("{} of import {} can't be written", name, run.brought().id(), odd);
            leftOut(run, name, "it holds what can’t be kept.");
        }
    }

    private void leftOut(Run run, String name, String why) {
        remark(run, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " is left out: " + why);
    }

    private void remark(Run run, String sentence) {
        jdbc.sql("insert into import_remark (import_id, sentence) values (:id, :sentence)")
                .param("id", run.brought().id()).param("sentence", sentence).update();
    }

    @Override
    public String name() {
        return "imports-swept";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        imports.sweep(KEPT);
    }
}
