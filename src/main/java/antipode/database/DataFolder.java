package antipode.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The one folder a workspace lives in: the embedded database, its password, and what a running server says of itself.
public final class DataFolder implements AutoCloseable {

    /// By this file we know our own folders again.
    private static final String MARK = "antipode";

    private final Path path;
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    private DataFolder(Path path) {
        this.path = path;
    }

    public static DataFolder at(Path path) {
        return new DataFolder(real(path.toAbsolutePath().normalize()));
    }

    /// One folder has one name here, whichever links lead to it: a leftover PostgreSQL is recognised by it.
    private static Path real(Path path) {
        try {
            var parent = path.getParent();
            return Files.exists(path) || parent == null ? path.toRealPath() : real(parent).resolve(path.getFileName());
        } catch (IOException e) {
            return path;
        }
    }

    public Path path() {
        return path;
    }

    /// Whether a workspace has ever been here.
    public boolean exists() {
        return Files.exists(path.resolve(MARK));
    }

    /// Makes the folder where it is missing; refuses one that holds somebody else's files or cannot be written.
    void prepare() {
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw unusable("is not a folder");
            }
            if (Files.exists(path) && !exists() && !empty()) {
                throw unusable("holds files that are not Antipode's");
            }
            Files.createDirectories(path);
            if (!Files.isWritable(path)) {
                throw unusable("cannot be written by " + System.getProperty("user.name"));
            }
            if (!exists()) {
                Files.setPosixFilePermissions(path, Binaries.permissions(Account.root() ? 0711 : 0700));
                Files.writeString(path.resolve(MARK), "This folder is a workspace of Antipode. Leave its files alone.\n");
            }
            Files.createDirectories(run());
        } catch (IOException e) {
            throw unusable("cannot be written by " + System.getProperty("user.name"));
        }
    }

    private CannotStart unusable(String why) {
        return new CannotStart(
                CannotStart.Reason.FOLDER,
                "The data folder " + path + " " + why + ": choose another with --data, or give this one to the account"
                        + " that runs Antipode.");
    }

    private boolean empty() throws IOException {
        try (var children = Files.list(path)) {
            return children.findAny().isEmpty();
        }
    }

    /// Takes the lock that makes a process the only one to start the database here. It dies with the process.
    boolean tryLock() {
        try {
            var opened = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var taken = opened.tryLock();
            if (taken == null) {
                opened.close();
                return false;
            }
            opened.truncate(0);
            opened.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel = opened;
            lock = taken;
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw unusable("cannot be written by " + System.getProperty("user.name"));
        }
    }

    /// The process holding the lock, if there is one.
    public OptionalLong holder() {
        var file = path.resolve("lock");
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try (var opened = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var free = opened.tryLock();
            if (free != null) {
                free.release();
                return OptionalLong.empty();
            }
            return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
        } catch (OverlappingFileLockException e) {
            return OptionalLong.of(ProcessHandle.current().pid());
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    Path run() {
        return path.resolve("run");
    }

    /// What the running server says of itself: its public address, and the one it answers at on this machine.
    public void announce(String address, String local) {
        var properties = new Properties();
        properties.setProperty("address", address);
        properties.setProperty("local", local);
        write(run().resolve("server"), properties);
    }

    public Optional<String> announced() {
        return read(run().resolve("server")).map(properties -> properties.getProperty("address", ""));
    }

    public Optional<String> local() {
        return read(run().resolve("server")).map(properties -> properties.getProperty("local", ""));
    }

    void announceDatabase(Address address) {
        var properties = new Properties();
        properties.setProperty("url", address.url());
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        write(run().resolve("database"), properties);
    }

    Optional<Address> announcedDatabase() {
        return read(run().resolve("database"))
                .map(properties -> new Address(
                        properties.getProperty("url", ""),
                        properties.getProperty("user", ""),
                        properties.getProperty("password", "")));
    }

    private void write(Path file, Properties properties) {
        try {
            var text = new StringBuilder();
            properties.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
            secret(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Written beside and moved into place, so that nobody reads half of it; for its owner's eyes alone.
    static void secret(Path file, String text) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(
                part, java.nio.file.attribute.PosixFilePermissions.asFileAttribute(Binaries.permissions(0600)));
        try (var out = FileChannel.open(part, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Optional<Properties> read(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            var properties = new Properties();
            for (var line : Files.readAllLines(file)) {
                var equals = line.indexOf('=');
                if (equals > 0) {
                    properties.setProperty(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return Optional.of(properties);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Takes back what was announced, and the lock.
    @Override
    public void close() {
        try {
            if (lock != null) {
                Files.deleteIfExists(run().resolve("server"));
                Files.deleteIfExists(run().resolve("database"));
                lock.release();
            }
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lock = null;
        channel = null;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException exception)
                    throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
