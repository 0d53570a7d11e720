package antipode.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, brought along as an archive on the class path and unpacked once.
final class Binaries {

    private Binaries() {}

    static String version() {
        try (var in = Binaries.class.getResourceAsStream("/application.properties")) {
            var properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("antipode.postgresql.version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int major() {
        return Integer.parseInt(version().replaceFirst("\\..*", ""));
    }

    /// The folder holding `bin/postgres`, a child of the one given.
    static Path unpackedIn(Path parent) throws IOException {
        var folder = parent.resolve("postgresql-" + version());
        if (Files.exists(folder.resolve("bin/postgres"))) {
            return folder;
        }
        // A start that is killed halfway must not leave half a PostgreSQL under the final name.
        var part = Files.createTempDirectory(parent, "postgresql-");
        Files.setPosixFilePermissions(part, permissions(0755));
        unpack(part);
        try {
            Files.move(part, folder);
        } catch (FileAlreadyExistsException e) {
            DataFolder.delete(part);
        } catch (FileSystemException e) {
            if (!Files.exists(folder.resolve("bin/postgres"))) {
                throw e;
            }
            DataFolder.delete(part);
        }
        return folder;
    }

    private static void unpack(Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive(), 1 << 16)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("The archive of PostgreSQL points outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(parent(target));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(target, folder.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, permissions(entry.getMode() | 0444));
                }
            }
        }
        try (var all = Files.walk(folder)) {
            for (var path : (Iterable<Path>) all.filter(Files::isDirectory)::iterator) {
                Files.setPosixFilePermissions(path, permissions(0755));
            }
        }
    }

    private static Path parent(Path path) {
        var parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static InputStream archive() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        var os = system.contains("mac") ? "darwin" : "linux";
        var processor = machine.equals("aarch64") || machine.equals("arm64") ? "arm_64" : "x86_64";
        var musl = os.equals("linux") && Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        var in = Binaries.class.getResourceAsStream("/postgres-" + os + "-" + processor + musl + ".txz");
        if (in == null) {
            throw new CannotStart(
                    CannotStart.Reason.POSTGRESQL,
                    "No PostgreSQL is brought along for " + system + " on " + machine
                            + ": run one yourself and name it in ANTIPODE_DATABASE_URL.");
        }
        return in;
    }

    static Set<PosixFilePermission> permissions(int mode) {
        var all = PosixFilePermission.values();
        var set = EnumSet.noneOf(PosixFilePermission.class);
        for (var i = 0; i < all.length; i++) {
            // The enumeration runs as `ls` prints: owner, group, others; read, write, execute.
            if ((mode & (0400 >> i)) != 0) {
                set.add(all[i]);
            }
        }
        return set;
    }
}
