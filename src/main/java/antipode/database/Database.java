package antipode.database;

import antipode.database.CannotStart.Reason;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// The one database of a workspace: the PostgreSQL brought along, or one outside.
public final class Database implements AutoCloseable {

    private final @Nullable DataFolder folder;
    private final @Nullable Postgres postgres;
    private final @Nullable Address outside;
    private final boolean throwaway;

    private Database(
            @Nullable DataFolder folder, @Nullable Postgres postgres, @Nullable Address outside, boolean throwaway) {
        this.folder = folder;
        this.postgres = postgres;
        this.outside = outside;
        this.throwaway = throwaway;
    }

    /// As the one server of the folder: holds its lock, starts its PostgreSQL unless an address is given.
    public static Database open(DataFolder folder, @Nullable String address) {
        folder.prepare();
        if (!folder.tryLock()) {
            throw new CannotStart(
                    Reason.IN_USE,
                    "Another Antipode (process " + folder.holder().orElse(0) + ") uses the data folder " + folder.path()
                            + ": stop it with `antipode stop`, or choose another folder with --data.");
        }
        try {
            return started(folder, address, folder.path());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /// As the command line: beside a running server through what it announced, or else with the database started
    /// here, under the lock, for as long as the command takes.
    public static Database beside(DataFolder folder, @Nullable String address) {
        if (address != null) {
            var outside = Address.parse(address);
            Suitability.check(outside);
            return new Database(null, null, outside, false);
        }
        if (!folder.exists()) {
            throw new CannotStart(
                    Reason.FOLDER,
                    "There is no workspace in " + folder.path() + ": name its folder with --data, or start one with"
                            + " `antipode serve`.");
        }
        return besideOrNew(folder, null);
    }

    /// The same, making a workspace where there is none.
    public static Database besideOrNew(DataFolder folder, @Nullable String address) {
        if (address != null) {
            return beside(folder, address);
        }
        folder.prepare();
        for (var patience = 150; patience > 0; patience--) {
            if (folder.tryLock()) {
                try {
                    return started(folder, null, folder.path());
                } catch (RuntimeException e) {
                    folder.close();
                    throw e;
                }
            }
            var announced = folder.announcedDatabase();
            if (announced.isPresent() && Suitability.answers(announced.get())) {
                return new Database(null, null, announced.get(), false);
            }
            pause();
        }
        throw new CannotStart(
                Reason.UNREACHABLE,
                "The Antipode running in " + folder.path() + " (process " + folder.holder().orElse(0)
                        + ") has no database that answers: look at what it printed.");
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Database started(DataFolder folder, @Nullable String address, Path cache) {
        if (address != null) {
            var outside = Address.parse(address);
            Suitability.check(outside);
            folder.announceDatabase(outside);
            return new Database(folder, null, outside, false);
        }
        var postgres = Postgres.start(folder, cache, false);
        folder.announceDatabase(postgres.address());
        return new Database(folder, postgres, null, false);
    }

    /// A database in a scratch folder that is gone afterwards; it does not bother to survive a power cut.
    public static Database throwaway() {
        try {
            var folder = DataFolder.at(scratch("antipode-"));
            folder.prepare();
            folder.tryLock();
            return new Database(folder, Postgres.start(folder, cache(), true), null, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path scratch(String prefix) throws IOException {
        var made = Files.createTempDirectory(prefix);
        Files.setPosixFilePermissions(made, Binaries.permissions(Account.root() ? 0711 : 0700));
        return made;
    }

    /// Unpacked programs shared by the scratch folders of one account; never those another account may have left there.
    private static Path cache() throws IOException {
        var shared = Path.of(System.getProperty("java.io.tmpdir"), "antipode-" + System.getProperty("user.name"));
        if (!Files.exists(shared)) {
            Files.createDirectories(shared);
            Files.setPosixFilePermissions(shared, Binaries.permissions(0755));
        }
        var ours = Files.getOwner(shared).getName().equals(System.getProperty("user.name"))
                && !Files.isSymbolicLink(shared)
                && ((int) Files.getAttribute(shared, "unix:mode") & 0022) == 0;
        return ours ? shared : scratch("antipode-programs-");
    }

    public Address address() {
        if (postgres != null) {
            return postgres.address();
        }
        if (outside == null) {
            throw new IllegalStateException("a database is brought along or outside");
        }
        return outside;
    }

    /// Brings the schema to this version; refuses one that is already beyond it.
    public void migrate() {
        var flyway = flyway(null);
        refuseNewer(flyway);
        flyway.migrate();
    }

    /// For the command line, which migrates only what it started itself: nobody else is using that.
    public void checkSchema() {
        if (postgres != null) {
            migrate();
            return;
        }
        var flyway = flyway(null);
        refuseNewer(flyway);
        if (flyway.info().pending().length > 0) {
            throw new CannotStart(
                    Reason.NOT_RUNNING,
                    "The schema of the workspace is older than this Antipode: start it once with `antipode serve`.");
        }
    }

    private static void refuseNewer(Flyway flyway) {
        for (var migration : flyway.info().all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new CannotStart(
                        Reason.NEWER_SCHEMA,
                        "The workspace was written by a newer Antipode (schema " + migration.getVersion()
                                + "): start that one, or restore a backup made by this version.");
            }
        }
    }

    /// Takes away everything, the schema too.
    void empty() {
        Flyway.configure().dataSource(unpooled()).cleanDisabled(false).load().clean();
    }

    Flyway flyway(@Nullable MigrationVersion target) {
        var configuration = Flyway.configure()
                .dataSource(unpooled())
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .cleanDisabled(true);
        if (target != null) {
            configuration.target(target);
        }
        return configuration.load();
    }

    /// One pool for everything. It asks for the address again at each connection, as PostgreSQL may have been
    /// started again at another port.
    HikariDataSource pool(int size) {
        var pool = new HikariDataSource();
        pool.setPoolName("database");
        pool.setDataSource(unpooled());
        pool.setMaximumPoolSize(size > 0 ? size : Math.clamp(8L * Runtime.getRuntime().availableProcessors(), 8, 32));
        pool.setMinimumIdle(Math.min(4, pool.getMaximumPoolSize() - 1));
        pool.setConnectionTimeout(10_000);
        // The driver would take the time zone of the machine.
        pool.setConnectionInitSql("set time zone 'UTC'; " + Plans.ONCE);
        return pool;
    }

    DataSource unpooled() {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return address().connect();
            }

            /// As long as the pool waits, when it closes, for connections that are being made.
            @Override
            public int getLoginTimeout() {
                return 5;
            }

            @Override
            public void setLoginTimeout(int seconds) {}

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        };
    }

    @Override
    public void close() {
        if (postgres != null) {
            postgres.close();
        }
        if (folder != null) {
            folder.close();
            if (throwaway) {
                try {
                    DataFolder.delete(folder.path());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
