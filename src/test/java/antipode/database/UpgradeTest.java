package antipode.database;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.testing.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Frozen databases of earlier versions: each holds the migrations that made it, as they were, and a backup of what was in
/// it. This version starts on every one of them, and nothing anybody wrote is lost or changed.
///
/// When a version is released, `-Dantipode.freeze=VERSION=FILE` freezes its migrations with a backup of its demo. From then
/// on none of these is edited.
class UpgradeTest {

    private static final Path FROZEN = Path.of("src/test/resources/frozen");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @BeforeAll
    static void freezes() throws IOException {
        var wish = System.getProperty("antipode.freeze", "").split("=", 2);
        if (wish.length == 2) {
            Files.createDirectories(FROZEN);
            var target = FROZEN.resolve(wish[0] + ".zip");
            Files.deleteIfExists(target);
            try (var zip = FileSystems.newFileSystem(target, Map.of("create", "true"))) {
                for (var migration : migrations(MIGRATIONS).entrySet()) {
                    Files.writeString(zip.getPath(migration.getKey()), migration.getValue());
                }
                Files.copy(Path.of(wish[1]), zip.getPath("workspace.backup"));
            }
        }
    }

    static List<Path> frozen() throws IOException {
        try (var files = Files.list(FROZEN)) {
            return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
        }
    }

    private static Map<String, String> migrations(Path folder) throws IOException {
        var found = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".sql")).toList()) {
                found.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return found;
    }

    /// @return the folder of its migrations and its backup
    private static Path thawed(Path frozen) throws IOException {
        var folder = ServerProcess.scratch();
        try (var zip = FileSystems.newFileSystem(frozen); var files = Files.list(zip.getPath("/"))) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }

    @ParameterizedTest
    @MethodSource("frozen")
    void no_migration_was_edited_after_it_was_frozen(Path frozen) throws IOException {
        var now = migrations(MIGRATIONS);
        migrations(thawed(frozen)).forEach((name, text) -> assertThat(now.get(name))
                .as(name + " is frozen: a change of the schema is a new migration")
                .isEqualTo(text));
    }

    @ParameterizedTest
    @MethodSource("frozen")
    void this_version_starts_on_a_frozen_database_and_loses_nothing(Path frozen) throws Exception {
        var thawed = thawed(frozen);
        var folder = ServerProcess.scratch().resolve("data");
        try (var database = Database.open(DataFolder.at(folder), null)) {
            Flyway.configure().dataSource(database.unpooled()).locations("filesystem:" + thawed).load().migrate();
            var before = new TreeMap<String, String>();
            try (var zip = Archive.open(thawed.resolve("workspace.backup")); var connection = database.address().connect()) {
                var manifest = Archive.manifest(zip, thawed);
                connection.setAutoCommit(false);
                Restoration.load(connection, zip, manifest, thawed);
                connection.commit();
                for (var table : manifest.tables()) {
                    before.put(table.name(), summary(database, table));
                }
                assertThat(manifest.tables()).anySatisfy(table -> assertThat(table.rows()).isGreaterThan(100));
                database.migrate();
                for (var table : manifest.tables()) {
                    assertThat(summary(database, table)).as(table.name()).isEqualTo(before.get(table.name()));
                }
            }
        }
        try (var server = ServerProcess.run("serve", "--port", "0", "--data", folder.toString()); var client = HttpClient.newHttpClient()) {
            for (var path : List.of("/-/readiness", "/-/sign-in", "/api/v4/projects")) {
                var request = HttpRequest.newBuilder(URI.create(server.address() + path)).build();
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).as(path).isEqualTo(200);
            }
        }
    }

    /// How many rows, and what is in the columns that were there then.
    private static String summary(Database database, Archive.Table table) throws Exception {
        try (var connection = database.address().connect();
                var row = connection.createStatement().executeQuery(
                        "select count(*) || ' ' || coalesce(md5(string_agg(md5(r::text), '' order by md5(r::text))), '') from (select "
                                + Archive.list(table.columns()) + " from " + Archive.quoted(table.name()) + ") r")) {
            row.next();
            return row.getString(1);
        }
    }
}
