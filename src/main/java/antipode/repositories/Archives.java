package antipode.repositories;

import antipode.git.Repositories;
import antipode.projects.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.springframework.stereotype.Component;

/// A project's files at a revision, in one file, as `git archive` makes it: symbolic links stay links, submodules are empty
/// folders, and what `.gitattributes` calls `export-ignore` is left out. It is written while it is read.
@Component
public class Archives {

    private static final int MOST_FILES = 500_000;

    private final Repositories repositories;

    Archives(Repositories repositories) {
        this.repositories = repositories;
    }

    public enum Format {
        ZIP("application/zip", "zip"),
        TAR("application/x-tar", "tar"),
        TAR_GZ("application/gzip", "tar.gz", "tgz", "gz"),
        TAR_BZ2("application/x-bzip2", "tar.bz2", "tbz", "tbz2", "tb2", "bz2");

        private final String type;
        private final List<String> endings;

        Format(String type, String... endings) {
            this.type = type;
            this.endings = List.of(endings);
        }

        public String type() {
            return type;
        }

        public String ending() {
            return endings.getFirst();
        }

        public static Optional<Format> of(String ending) {
            for (var format : values()) {
                if (format.endings.contains(ending)) {
                    return Optional.of(format);
                }
            }
            return Optional.empty();
        }
    }

    /// What will be in it.
    ///
    /// @param name of its only folder, and without its ending of the file
    /// @param path of the folder it is limited to; "" is all
    public record Archive(long project, String commit, String name, String path, Instant at) {}

    /// Nothing if there is no such revision, or no such path in it.
    public Optional<Archive> find(Project project, String revision, String path) {
        var clean = Files.clean(path);
        return Files.Reading.in(repositories, project.id(), (git, walk) -> {
            var commit = Revisions.find(git, walk, revision);
            if (commit == null) {
                return Optional.empty();
            }
            if (!clean.isEmpty()) {
                try (var found = TreeWalk.forPath(walk.getObjectReader(), clean, commit.getTree())) {
                    if (found == null) {
                        return Optional.empty();
                    }
                }
            }
            var name = project.path() + "-" + revision + (revision.equals(commit.name()) ? "" : "-" + commit.name())
                    + (clean.isEmpty() ? "" : "-" + clean);
            return Optional.of(new Archive(
                    project.id(), commit.name(), name.replaceAll("[^\\p{L}\\p{N}._-]", "-"), clean, Instant.ofEpochSecond(commit.getCommitTime())));
        });
    }

    public void write(Archive archive, Format format, OutputStream to) throws IOException {
        switch (format) {
            case ZIP -> {
                var zip = new ZipArchiveOutputStream(to);
                zip.setUseZip64(Zip64Mode.AsNeeded);
                zip.setComment(archive.commit());
                walk(archive, new Zipped(zip, archive.at()));
                zip.finish();
                zip.flush();
            }
            case TAR -> tar(archive, to);
            case TAR_GZ -> {
                var packed = new GZIPOutputStream(to, 64 << 10);
                tar(archive, packed);
                packed.finish();
            }
            case TAR_BZ2 -> {
                var packed = new BZip2CompressorOutputStream(to);
                tar(archive, packed);
                packed.finish();
            }
        }
    }

    private void tar(Archive archive, OutputStream to) throws IOException {
        var tar = new TarArchiveOutputStream(to, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        walk(archive, new Tarred(tar, archive.at()));
        tar.finish();
        tar.flush();
    }

    private interface Target {
        void folder(String path) throws IOException;

        void file(String path, boolean executable, long size, InputStream bytes) throws IOException;

        void link(String path, byte[] target) throws IOException;
    }

    private void walk(Archive archive, Target target) {
        Files.Reading.in(repositories, archive.project(), (git, walk) -> {
            RevCommit commit = walk.parseCommit(org.eclipse.jgit.lib.ObjectId.fromString(archive.commit()));
            int count = 0;
            target.folder(archive.name() + "/");
            try (var tree = new TreeWalk(git, walk.getObjectReader())) {
                tree.setAttributesNodeProvider(git.createAttributesNodeProvider());
                tree.setOperationType(TreeWalk.OperationType.CHECKOUT_OP);
                tree.addTree(commit.getTree());
                if (!archive.path().isEmpty()) {
                    tree.setFilter(PathFilter.create(archive.path()));
                }
                while (tree.next() && count++ < MOST_FILES) {
                    var attributes = tree.getAttributes();
                    if (unsafe(tree.getNameString()) || attributes.getState("export-ignore") == Attribute.State.SET) {
                        continue;
                    }
                    var path = archive.name() + "/" + tree.getPathString();
                    var mode = tree.getFileMode(0);
                    if (tree.isSubtree()) {
                        target.folder(path + "/");
                        tree.enterSubtree();
                    } else if (mode == FileMode.GITLINK) {
                        target.folder(path + "/");
                    } else {
                        var blob = walk.getObjectReader().open(tree.getObjectId(0), Constants.OBJ_BLOB);
                        if (mode == FileMode.SYMLINK) {
                            target.link(path, blob.getBytes(1 << 16));
                        } else {
                            try (var bytes = blob.openStream()) {
                                target.file(path, mode == FileMode.EXECUTABLE_FILE, blob.getSize(), bytes);
                            }
                        }
                    }
                }
            }
            return count;
        });
    }

    /// No push brings such a name in; should one lie here all the same, it stays here.
    private static boolean unsafe(String name) {
        return name.isEmpty() || name.equals(".") || name.equals("..") || name.equalsIgnoreCase(".git") || name.indexOf('/') >= 0;
    }

    private record Tarred(TarArchiveOutputStream tar, Instant at) implements Target {

        private void put(TarArchiveEntry entry, int mode) throws IOException {
            entry.setMode(mode);
            entry.setModTime(at.toEpochMilli());
            entry.setUserName("root");
            entry.setGroupName("root");
            tar.putArchiveEntry(entry);
        }

        @Override
        public void folder(String path) throws IOException {
            put(new TarArchiveEntry(path), 0775);
            tar.closeArchiveEntry();
        }

        @Override
        public void file(String path, boolean executable, long size, InputStream bytes) throws IOException {
            var entry = new TarArchiveEntry(path);
            entry.setSize(size);
            put(entry, executable ? 0775 : 0664);
            bytes.transferTo(tar);
            tar.closeArchiveEntry();
        }

        @Override
        public void link(String path, byte[] target) throws IOException {
            var entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
            entry.setLinkName(new String(target, StandardCharsets.UTF_8));
            put(entry, 0777);
            tar.closeArchiveEntry();
        }
    }

    private record Zipped(ZipArchiveOutputStream zip, Instant at) implements Target {

        private void put(String path, int mode) throws IOException {
            var entry = new ZipArchiveEntry(path);
            entry.setTime(at.toEpochMilli());
            entry.setUnixMode(mode);
            zip.setLevel(Deflater.DEFAULT_COMPRESSION);
            zip.putArchiveEntry(entry);
        }

        @Override
        public void folder(String path) throws IOException {
            put(path, 040775);
            zip.closeArchiveEntry();
        }

        @Override
        public void file(String path, boolean executable, long size, InputStream bytes) throws IOException {
            put(path, executable ? 0100755 : 0100644);
            bytes.transferTo(zip);
            zip.closeArchiveEntry();
        }

        @Override
        public void link(String path, byte[] target) throws IOException {
            put(path, 0120777);
            zip.write(target);
            zip.closeArchiveEntry();
        }
    }
}
