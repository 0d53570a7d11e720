package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The server, its PostgreSQL, or both are killed while eight write: what was acknowledged is there afterwards.
class CrashTest {

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean writing = true;
    private Path folder;
    private ServerProcess server;

    @BeforeEach
    void eight_writers_write() throws Exception {
        folder = ServerProcess.scratch();
        restart();
        for (var i = 0; i < 8; i++) {
            writers.add(Thread.ofVirtual().start(this::write));
        }
    }

    private void write() {
        while (writing) {
            try (var connection = connect();
                    var insert = connection.prepareStatement("insert into setting values (?, 'yes')")) {
                while (writing) {
                    var name = "write " + numbers.incrementAndGet();
                    insert.setString(1, name);
                    insert.executeUpdate();
                    acknowledged.add(name);
                    // All rows are read again after each kill: not as many as possible, but always some under way.
                    LockSupport.parkNanos(2_000_000);
                }
            } catch (Exception e) {
                // Killed just now: it was not acknowledged, and the next connection may be.
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private Connection connect() throws Exception {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve("run/database"))) {
            properties.load(in);
        }
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(properties.getProperty("url"), properties);
    }

    @AfterEach
    void the_server_stops() throws Exception {
        writing = false;
        server.close();
        for (var writer : writers) {
            writer.join();
        }
    }

    @Test
    void killing_the_server_its_postgresql_or_both_loses_nothing_acknowledged() throws Exception {
        rounds(1);
    }

    @Test
    @Tag("long")
    void thirty_rounds_of_kills_lose_nothing_acknowledged() throws Exception {
        rounds(30);
    }

    private void rounds(int count) throws Exception {
        for (var round = 0; round < count; round++) {
            moreWrites();
            server.kill();
            restart();
            moreWrites();
            assertNothingLost();

            kill(postmaster());
            moreWrites();
            assertNothingLost();

            var postmaster = postmaster();
            kill(postmaster);
            server.kill();
            restart();
            moreWrites();
            assertNothingLost();
        }
    }

    /// Waits until the writers get through again.
    private void moreWrites() throws Exception {
        var enough = acknowledged.size() + 200;
        var patience = Instant.now().plusSeconds(120);
        while (acknowledged.size() < enough) {
            if (Instant.now().isAfter(patience)) {
                throw new AssertionError("Nothing can be written any more:\n" + server.errors());
            }
            Thread.sleep(20);
        }
    }

    private void restart() throws Exception {
        server = ServerProcess.run("serve", "--port", "0", "--data", folder.toString());
        assertThat(server.address()).startsWith("http://localhost:");
    }

    private long postmaster() throws Exception {
        return Long.parseLong(Files.readAllLines(folder.resolve("database/postmaster.pid")).getFirst().strip());
    }

    private static void kill(long pid) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -9 " + pid).start().waitFor();
    }

    private void assertNothingLost() throws Exception {
        var expected = new HashSet<>(acknowledged);
        var found = new HashSet<String>();
        for (var tries = 0; ; tries++) {
            try (var connection = connect();
                    var rows = connection.createStatement().executeQuery("select name from setting")) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                break;
            } catch (SQLException e) {
                if (tries == 100) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
        expected.removeAll(found);
        assertThat(expected).isEmpty();
    }
}
