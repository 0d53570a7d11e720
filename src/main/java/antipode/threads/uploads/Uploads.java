package antipode.threads.uploads;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.web.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/// Where attached files are kept, in pieces, so that none stands in memory as a whole. A file may be seen by whoever may
/// see a thing that cites it, and by its uploader; its address alone opens nothing.
@Component
public class Uploads {

    private static final String COLUMNS = """
            select upload.id, upload.project_id, upload.secret, upload.name, upload.type, upload.size, upload.width,
                   upload.height, upload.uploader_id, upload.created_at, upload.redacted
            from upload
            """;

    /// Whether a milestone or a page of the upload's project shows it: whoever may read these may see it.
    private static final String SHOWN = """
            (exists (select from milestone left join namespace team on team.id = milestone.team_id
                     where (milestone.project_id = project.id or project.full_path like team.full_path || '/%')
                       and strpos(milestone.description, upload.secret) > 0)
             or exists (select from document where document.kind = 'page' and document.project_id = project.id
                       and strpos(document.body, upload.secret) > 0))
            """;

    private static final String VISIBLE = "(upload.uploader_id = :actor_id or exists (\n"
            + """
            select from upload_use
            join issuable on issuable.id = upload_use.issuable_id
            join project on project.id = issuable.project_id
            where upload_use.upload_id = upload.id and\s""" + Access.VISIBLE_ISSUABLE + ") or exists (\n"
            + "select from project where project.id = upload.project_id and " + Access.VISIBLE_PROJECT + " and " + SHOWN + "))";

    private static final int PIECE = 1 << 18;
    private static final int MOST_A_DAY = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;
    private final DataSize largest;

    Uploads(JdbcClient jdbc, Access access, Clock clock, @Value("${antipode.uploads.largest:10MB}") DataSize largest) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
        this.largest = largest;
    }

    /// Keeps a file. Until a text cites it only its uploader may see it, and after two days it is swept away.
    @Transactional
    public Upload keep(Actor actor, long project, String name, long size, FileSource source) {
        access.require(actor, project, Role.GUEST);
        requireFew(actor);
        return bring(actor, project, name, size, source);
    }

    /// Keeps a file that comes with its project, however many come with it.
    @Transactional
    public Upload bring(Actor actor, long project, String name, long size, FileSource source) {
        String called = FileNames.of(name);
        if (size > largest.toBytes()) {
            throw Problem.tooLarge(called + " is too large: it has " + megabytes(size) + " MB, and a file can have "
                    + largest.toMegabytes() + " MB.");
        }
        if (size == 0) {
            throw new Problem(422, called + " is empty.");
        }
        try {
            Contents contents = Contents.of(source);
            Upload upload = insert(actor, project, called, size, contents);
            try (InputStream in = source.open()) {
                int at = 0;
                for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                    jdbc.sql("insert into upload_piece (upload_id, at, bytes) values (:upload, :at, :bytes)")
                            .param("upload", upload.id())
                            .param("at", at++)
                            .param("bytes", piece)
                            .update();
                }
            }
            return upload;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Upload insert(Actor actor, long project, String name, long size, Contents contents) {
        byte[] secret = new byte[16];
        RANDOM.nextBytes(secret);
        return jdbc.sql("""
                        insert into upload (project_id, secret, name, type, size, width, height, uploader_id, created_at)
                        values (:project, :secret, :name, :type, :size, :width, :height, :uploader, :now)
                        returning *""")
                .param("project", project)
                .param("secret", HexFormat.of().formatHex(secret))
                .param("name", name)
                .param("type", contents.type())
                .param("size", size)
                .param("width", contents.width())
                .param("height", contents.height())
                .param("uploader", actor.id())
                .param("now", Timestamp.from(clock.instant()))
                .query(Uploads::upload)
                .single();
    }

    /// Nobody fills the disk alone.
    private void requireFew(Actor actor) {
        int today = jdbc.sql("select count(*) from upload where uploader_id = :member and created_at > :since")
                .param("member", actor.id())
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .query(Integer.class)
                .single();
        if (today >= MOST_A_DAY) {
            throw Problem.tooMany(Duration.ofHours(1));
        }
    }

    private static String megabytes(long size) {
        return String.valueOf(Math.max(1, Math.round(size / 1048576.0)));
    }

    /// The file of this address, if the actor may see it.
    public Upload find(Actor actor, long project, String secret, String name) {
        return access.bind(
                        jdbc.sql(COLUMNS + " where upload.secret = :secret and upload.project_id = :project"
                                + " and (upload.name = :name or upload.redacted is not null) and "
                                + VISIBLE),
                        actor)
                .param("secret", secret)
                .param("project", project)
                .param("name", name)
                .query(Uploads::upload)
                .optional()
                .orElseThrow(() -> Problem.notFound("File"));
    }

    /// The same by the project's path, as GitLab's links have it.
    Upload find(Actor actor, String project, String secret, String name) {
        long id = jdbc.sql("select project.id from project where lower(project.full_path) = lower(:path)")
                .param("path", project)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.notFound("File"));
        return find(actor, id, secret, name);
    }

    /// Those of these secrets that the actor may see.
    public List<Upload> visible(Actor actor, Collection<String> secrets) {
        return access.bind(jdbc.sql(COLUMNS + " where upload.secret = any (:secrets) and upload.redacted is null and " + VISIBLE), actor)
                .param("secrets", secrets.toArray(String[]::new))
                .query(Uploads::upload)
                .list();
    }

    /// All of a project, the newest first: for whoever keeps it.
    List<Upload> of(long project, int limit, long offset) {
        return jdbc.sql(COLUMNS + " where upload.project_id = :project order by upload.id desc limit :limit offset :offset")
                .param("project", project)
                .param("limit", limit)
                .param("offset", offset)
                .query(Uploads::upload)
                .list();
    }

    Optional<Upload> numbered(long project, long id) {
        return jdbc.sql(COLUMNS + " where upload.project_id = :project and upload.id = :id")
                .param("project", project)
                .param("id", id)
                .query(Uploads::upload)
                .optional();
    }

    /// Writes a part of the file, holding no connection between the pieces.
    void copy(Upload upload, long from, long length, OutputStream out) throws IOException {
        long left = length;
        long at = from;
        while (left > 0) {
            byte[] piece = jdbc.sql("select bytes from upload_piece where upload_id = :upload and at = :at")
                    .param("upload", upload.id())
                    .param("at", at / PIECE)
                    .query(byte[].class)
                    .single();
            int begin = (int) (at % PIECE);
            int count = (int) Math.min(left, piece.length - begin);
            out.write(piece, begin, count);
            at += count;
            left -= count;
        }
    }

    /// All of it.
    public byte[] bytes(Upload upload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            copy(upload, 0, upload.size(), out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /// Notes that a thing cites files, as far as its writer may see them: whoever may see the thing may see them from then on.
    public void cited(long issuable, Collection<Upload> uploads) {
        if (!uploads.isEmpty()) {
            jdbc.sql("""
                            insert into upload_use (upload_id, issuable_id)
                            select upload, :issuable from unnest(:uploads) upload on conflict do nothing""")
                    .param("issuable", issuable)
                    .param("uploads", uploads.stream().map(Upload::id).toArray(Long[]::new))
                    .update();
        }
    }

    /// Takes a file away for good, wherever it is cited: its uploader may, and maintainers.
    @Transactional
    public void delete(Actor actor, Upload upload) {
        if (!actor.is(upload.uploader())) {
            access.require(actor, upload.project(), Role.MAINTAINER);
        }
        jdbc.sql("delete from upload where id = :id").param("id", upload.id()).update();
    }

    /// Takes away what a file holds and what it was called. Its address says who did so, and why.
    ///
    /// @param says a sentence
    @Transactional
    public void redact(Actor actor, Upload upload, String says) {
        access.require(actor, upload.project(), Role.MAINTAINER);
        jdbc.sql("delete from upload_piece where upload_id = :id").param("id", upload.id()).update();
        jdbc.sql("""
                        update upload set name = 'redacted', type = :type, size = 0, width = null, height = null, redacted = :says
                        where id = :id""")
                .param("type", Upload.OTHER).param("says", says).param("id", upload.id()).update();
    }

    /// Takes away what nobody has cited for as long.
    @Transactional
    public int sweep(Duration after) {
        Instant before = clock.instant().minus(after);
        return jdbc.sql("""
                        delete from upload using project
                        where project.id = upload.project_id and upload.created_at < :before
                          and not exists (select from upload_use where upload_use.upload_id = upload.id)
                          and not\s""" + SHOWN)
                .param("before", Timestamp.from(before))
                .update();
    }

    private static Upload upload(ResultSet row, int number) throws SQLException {
        return new Upload(
                row.getLong("id"),
                row.getLong("project_id"),
                row.getString("secret"),
                row.getString("name"),
                row.getString("type"),
                row.getLong("size"),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                row.getLong("uploader_id"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("redacted"));
    }
}
