package antipode.exports;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.BundleWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes a project as GitLab exports one: things as lines of JSON, which PostgreSQL makes; the repository as a git bundle;
/// and the files people attached. All of it as of one moment.
@Component
class ProjectArchives {

    /// Of GitLab's form. Its readers refuse others.
    private static final String VERSION = "0.2.4\n";

    private static final int ROWS = 50;

    private final JdbcClient jdbc;
    private final Repositories repositories;
    private final TransactionTemplate atOnce;

    ProjectArchives(JdbcClient jdbc, Repositories repositories, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.repositories = repositories;
        atOnce = new TransactionTemplate(transactions);
        atOnce.setReadOnly(true);
        atOnce.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// Hears how far it is.
    interface Progress {
        void at(int written, int things);
    }

    /// @param folder an empty one, which the caller clears
    Path make(long project, Path folder, Progress progress) throws IOException {
        Path archive = folder.resolve("export.tar.gz");
        try (var tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(new BufferedOutputStream(Files.newOutputStream(archive))), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            add(tar, "VERSION", VERSION);
            atOnce.executeWithoutResult(_ -> {
                try {
                    rows(tar, project, folder, progress);
                    uploads(tar, project);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
            Path bundle = folder.resolve("project.bundle");
            if (bundle(project, bundle)) {
                add(tar, "project.bundle", bundle);
            }
        }
        return archive;
    }

    void clear(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void rows(TarArchiveOutputStream tar, long project, Path folder, Progress progress) throws IOException {
        int things = jdbc.sql("select count(*) from issuable where project_id = :project and kind <> 'commit'")
                .param("project", project)
                .query(Integer.class)
                .single();
        progress.at(0, things);
        int written = 0;
        for (Relation relation : Relation.all()) {
            Path file = folder.resolve("rows");
            int before = written;
            int rows = write(relation, project, file, count -> progress.at(relation.counted() ? before + count : before, things));
            written += relation.counted() ? rows : 0;
            add(tar, relation.path(), file);
        }
    }

    private interface Count {
        void at(int rows);
    }

    private int write(Relation relation, long project, Path file, Count count) throws IOException {
        int[] rows = {0};
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            jdbc.sql(relation.sql()).param("project", project).withFetchSize(ROWS).query(row -> {
                try {
                    out.write(row.getString(1).getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
                if (++rows[0] % 500 == 0) {
                    count.at(rows[0]);
                }
            });
        }
        count.at(rows[0]);
        return rows[0];
    }

    private void uploads(TarArchiveOutputStream tar, long project) throws IOException {
        record File(long id, String secret, String name, long size) {}
        List<File> files = jdbc.sql("select id, secret, name, size from upload where project_id = :project and redacted is null order by id")
                .param("project", project)
                .query(File.class)
                .list();
        for (File file : files) {
            var entry = new TarArchiveEntry("./uploads/" + file.secret() + "/" + file.name());
            entry.setSize(file.size());
            tar.putArchiveEntry(entry);
            jdbc.sql("select bytes from upload_piece where upload_id = :id order by at").param("id", file.id()).withFetchSize(4).query(row -> {
                try {
                    tar.write(row.getBytes(1));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
            tar.closeArchiveEntry();
        }
    }

    /// False where nothing was ever pushed.
    private boolean bundle(long project, Path file) throws IOException {
        try (GitRepository git = repositories.open(project); OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            var writer = new BundleWriter(git);
            boolean any = false;
            for (Ref ref : git.refs(Constants.R_REFS)) {
                if (!ref.isSymbolic() && ref.getObjectId() != null) {
                    writer.include(ref);
                    any = true;
                }
            }
            Ref head = git.exactRef(Constants.HEAD);
            if (any && head != null && head.getObjectId() != null) {
                writer.include(Constants.HEAD, head.getObjectId());
            }
            if (any) {
                writer.writeBundle(NullProgressMonitor.INSTANCE, out);
            }
            return any;
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry("./" + name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void add(TarArchiveOutputStream tar, String name, Path file) throws IOException {
        var entry = new TarArchiveEntry("./" + name);
        entry.setSize(Files.size(file));
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }
}
