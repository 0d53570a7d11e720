package antipode.exports;

import antipode.jobs.Schedules;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Where exports are kept, in pieces, for a day.
@Component
class Exports {

    static final Duration KEPT = Duration.ofDays(1);
    private static final int PIECE = 1 << 18;

    private final JdbcClient jdbc;
    private final Schedules schedules;
    private final Clock clock;

    Exports(JdbcClient jdbc, Schedules schedules, Clock clock) {
        this.jdbc = jdbc;
        this.schedules = schedules;
        this.clock = clock;
    }

    /// The last one that was asked for.
    Optional<Export> of(Project project) {
        return jdbc.sql("""
                        select id, project_id, state, written, things, size, created_at, finished_at from export
                        where project_id = :project order by id desc limit 1""")
                .param("project", project.id())
                .query((row, _) -> new Export(
                        row.getLong("id"), row.getLong("project_id"), Export.State.of(row.getString("state")), row.getInt("written"),
                        row.getInt("things"), row.getObject("size", Long.class), row.getTimestamp("created_at").toInstant(),
                        instant(row.getTimestamp("finished_at"))))
                .optional();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /// Asks for one; while one is being made, that is it.
    @Transactional
    void ask(Actor actor, Project project) {
        jdbc.sql("select id from project where id = :id for update").param("id", project.id()).query(Long.class).single();
        if (of(project).filter(Export::running).isPresent()) {
            return;
        }
        jdbc.sql("delete from export where project_id = :project").param("project", project.id()).update();
        long id = jdbc.sql("""
                        insert into export (project_id, member_id, state, created_at)
                        values (:project, :member, 'queued', :now) returning id""")
                .param("project", project.id())
                .param("member", actor.id())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        schedules.at(ExportTask.NAME, Long.toString(id), clock.instant(), id);
    }

    /// Which project an export is of, as long as it is wanted.
    Optional<Long> project(long id) {
        return jdbc.sql("select project_id from export where id = :id").param("id", id).query(Long.class).optional();
    }

    /// Seen at once, while the archive is read as of one moment.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void progress(long id, int written, int things) {
        jdbc.sql("update export set state = 'started', written = :written, things = :things where id = :id")
                .param("written", written)
                .param("things", things)
                .param("id", id)
                .update();
    }

    void fail(long id) {
        end(id, Export.State.FAILED, null);
    }

    /// Keeps a whole archive.
    @Transactional
    void keep(long id, Path archive) throws IOException {
        jdbc.sql("delete from export_piece where export_id = :id").param("id", id).update();
        try (InputStream in = Files.newInputStream(archive)) {
            int at = 0;
            for (byte[] bytes = in.readNBytes(PIECE); bytes.length > 0; bytes = in.readNBytes(PIECE)) {
                jdbc.sql("insert into export_piece (export_id, at, bytes) values (:id, :at, :bytes)")
                        .param("id", id)
                        .param("at", at++)
                        .param("bytes", bytes)
                        .update();
            }
        }
        end(id, Export.State.FINISHED, Files.size(archive));
    }

    private void end(long id, Export.State state, @Nullable Long size) {
        jdbc.sql("update export set state = :state, size = :size, finished_at = :now where id = :id")
                .param("state", state.key())
                .param("size", size)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    /// Writes it piece by piece; nothing is held in memory, nor a connection between the pieces.
    void write(Export export, OutputStream out) {
        try {
            for (int at = 0; ; at++) {
                Optional<byte[]> piece = jdbc.sql("select bytes from export_piece where export_id = :id and at = :at")
                        .param("id", export.id())
                        .param("at", at)
                        .query(byte[].class)
                        .optional();
                if (piece.isEmpty()) {
                    return;
                }
                out.write(piece.get());
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    Export whole(Project project) {
        return of(project).filter(Export::whole).orElseThrow(() -> Problem.notFound("Export"));
    }

    /// Takes away what is older than a day.
    void sweep() {
        jdbc.sql("delete from export where finished_at < :then").param("then", Timestamp.from(clock.instant().minus(KEPT))).update();
    }

    /// Takes away what is kept of a project: something in it is to be nowhere any more.
    void forget(long project) {
        jdbc.sql("delete from export where project_id = :project").param("project", project).update();
    }
}
