package antipode.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BackupTest {

    private static Database original;
    private static Path archive;

    @BeforeAll
    static void a_workspace_is_backed_up() throws Exception {
        original = Database.throwaway();
        original.migrate();
        run(
                original,
                "insert into setting values ('tab\tand\\backslash', E'line\\nand “letters”'), ('empty', '')",
                "insert into outbox (consumer, key, payload, not_before)"
                        + " select 'mail', 'key ' || n, jsonb_build_object('n', n), '2026-11-04T12:00Z'"
                        + " from generate_series(1, 5000) n",
                "insert into job values ('wait', '1', '\\x00ff', '2026-11-04T12:00Z', false, null, null, null, 0, null, 1)");
        archive = ServerProcess.scratch().resolve("one.backup");
        new Backup(original).write(archive, Instant.parse("2026-11-04T12:00:00Z"));
    }

    @AfterAll
    static void it_is_gone() {
        original.close();
    }

    private static void run(Database database, String... statements) throws SQLException {
        try (var connection = database.address().connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> rows(Database database, String table) throws SQLException {
        var found = new java.util.ArrayList<String>();
        try (var connection = database.address().connect();
                var rows = connection.createStatement()
                        .executeQuery("select t::text from " + table + " t order by 1")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Test
    void what_is_restored_is_what_was_backed_up() throws Exception {
        try (var copy = Database.throwaway()) {
            new Restoration(copy).from(archive);
            for (var table : List.of("setting", "outbox", "job")) {
                assertThat(rows(copy, table)).isEqualTo(rows(original, table));
            }
            run(copy, "insert into outbox (consumer, key, payload, not_before) values ('a', 'b', '1', '2026-11-04T12:00Z')");
            assertThat(rows(copy, "outbox")).hasSize(5001);

            assertThatThrownBy(() -> new Restoration(copy).from(archive))
                    .isInstanceOfSatisfying(CannotStart.class, refusal -> assertThat(refusal.reason())
                            .isEqualTo(CannotStart.Reason.USED_WORKSPACE));
        }
    }

    @Test
    void a_flipped_byte_anywhere_is_found() throws Exception {
        var bytes = Files.readAllBytes(archive);
        var random = new Random(7);
        for (var i = 0; i < 40; i++) {
            var broken = bytes.clone();
            var at = i < 2 ? (i == 0 ? 0 : bytes.length - 1) : random.nextInt(bytes.length);
            broken[at] ^= 1 << random.nextInt(8);
            var file = archive.resolveSibling("broken.backup");
            Files.write(file, broken);
            assertThatThrownBy(() -> new Restoration(original).from(file))
                    .as("byte " + at)
                    .isInstanceOfSatisfying(CannotStart.class, refusal -> assertThat(refusal.reason())
                            .isEqualTo(CannotStart.Reason.DAMAGED_ARCHIVE));
        }
    }

    @Test
    void half_an_archive_is_found() throws Exception {
        var file = archive.resolveSibling("half.backup");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(archive), (int) Files.size(archive) / 2));
        assertThatThrownBy(() -> new Restoration(original).from(file)).hasMessageContaining("damaged");
    }

    @Test
    void what_is_written_meanwhile_is_there_whole_or_not_at_all() throws Exception {
        var writing = new java.util.concurrent.atomic.AtomicBoolean(true);
        var begun = new java.util.concurrent.CountDownLatch(4);
        var writers = new java.util.ArrayList<Thread>();
        for (var number = 0; number < 4; number++) {
            var name = "pair " + number + " ";
            writers.add(Thread.ofVirtual().start(() -> {
                try (var connection = original.address().connect(); var statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    for (var i = 0; writing.get(); i++) {
                        statement.execute("insert into setting values ('" + name + i + "', '')");
                        statement.execute("insert into outbox (consumer, key, payload, not_before) values ('pair', '" + name + i
                                + "', '1', '2026-11-04T12:00Z')");
                        connection.commit();
                        if (i == 20) {
                            begun.countDown();
                        }
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        begun.await();
        var file = archive.resolveSibling("meanwhile.backup");
        new Backup(original).write(file, Instant.parse("2026-11-04T12:00:00Z"));
        writing.set(false);
        for (var writer : writers) {
            writer.join();
        }
        try (var copy = Database.throwaway()) {
            new Restoration(copy).from(file);
            var told = rows(copy, "(select key from outbox where consumer = 'pair')");
            assertThat(told).isNotEmpty().isEqualTo(rows(copy, "(select name from setting where name like 'pair %')"));
            run(copy, "insert into outbox (consumer, key, payload, not_before) values ('a', 'b', '1', '2026-11-04T12:00Z')");
        }
        run(original, "delete from outbox where consumer = 'pair'", "delete from setting where name like 'pair %'");
    }

    @Test
    void an_archive_that_does_not_fit_leaves_the_database_empty_for_another() throws Exception {
        var file = archive.resolveSibling("strange.backup");
        try (var strange = Database.throwaway()) {
            strange.migrate();
            run(strange, "create table unheard_of (id int)");
            new Backup(strange).write(file, Instant.parse("2026-11-04T12:00:00Z"));
        }
        try (var copy = Database.throwaway()) {
            assertThatThrownBy(() -> new Restoration(copy).from(file)).hasMessageContaining("unheard_of");
            new Restoration(copy).from(archive);
            assertThat(rows(copy, "setting")).isEqualTo(rows(original, "setting"));
        }
    }
}
