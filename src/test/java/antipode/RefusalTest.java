package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.testing.ServerProcess;
import antipode.testing.TestWorkspace;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What cannot be started says why in one sentence on standard error, and ends with the code of its reason.
class RefusalTest {

    private static void refused(ServerProcess process, int code, String part) throws Exception {
        try (process) {
            assertThat(process.exitCode()).as(process.errors()).isEqualTo(code);
            assertThat(process.errors().lines()).hasSize(1).first().asString().contains(part).endsWith(".");
            assertThat(process.output()).isEmpty();
        }
    }

    private static ServerProcess serve(Path folder) throws Exception {
        return ServerProcess.run("serve", "--port", "0", "--data", folder.toString());
    }

    @Test
    void an_occupied_port() throws Exception {
        try (var socket = new ServerSocket(0)) {
            refused(
                    ServerProcess.run(
                            "serve", "--port", "" + socket.getLocalPort(), "--data", ServerProcess.scratch().toString()),
                    12,
                    "choose another with --port");
        }
    }

    @Test
    void a_folder_with_other_files() throws Exception {
        var folder = ServerProcess.scratch();
        Files.writeString(folder.resolve("holiday.txt"), "Tenerife");
        refused(serve(folder), 13, "holds files that are not Antipode's");
    }

    @Test
    void a_folder_that_cannot_be_written() throws Exception {
        refused(serve(Path.of("/proc/antipode")), 13, "cannot be written");
    }

    @Test
    void a_file_instead_of_a_folder() throws Exception {
        var file = Files.createTempFile("antipode-", ".txt");
        refused(serve(file), 13, "is not a folder");
    }

    @Test
    void data_of_another_major_version() throws Exception {
        var folder = ServerProcess.scratch();
        Files.writeString(folder.resolve("antipode"), "ours");
        Files.createDirectory(folder.resolve("database"));
        Files.writeString(folder.resolve("database/PG_VERSION"), "17\n");
        refused(serve(folder), 15, "written by PostgreSQL 17");
    }

    @Test
    void no_workspace_to_speak_of() throws Exception {
        refused(
                ServerProcess.run("backup", "--data", ServerProcess.scratch().resolve("new").toString()),
                13,
                "There is no workspace");
        refused(ServerProcess.run("stop", "--data", ServerProcess.scratch().toString()), 20, "No server is running");
    }

    private static ServerProcess outside(String url) throws Exception {
        return ServerProcess.run(
                Map.of("ANTIPODE_DATABASE_URL", url),
                "serve",
                "--port",
                "0",
                "--data",
                ServerProcess.scratch().toString());
    }

    @Test
    void a_database_outside_that_does_not_answer() throws Exception {
        refused(outside("postgresql://somebody:secret@127.0.0.1:9/antipode"), 16, "127.0.0.1:9/antipode");
    }

    @Test
    void an_address_that_is_none() throws Exception {
        refused(outside("mysql://root@localhost/x"), 23, "ANTIPODE_DATABASE_URL");
    }

    private static String made(String name, String options) throws SQLException {
        var address = TestWorkspace.database().address();
        try (var connection = address.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name + " template template0 " + options);
        }
        return "postgresql://" + address.user() + ":" + address.password() + "@"
                + address.place().replaceFirst("/.*", "/" + name);
    }

    @Test
    void a_database_outside_with_a_ctype_of_ascii() throws Exception {
        refused(
                outside(made("ascii", "locale_provider libc locale 'C' encoding 'UTF8'")), 17, "lc_ctype 'C.UTF-8'");
    }

    @Test
    void a_database_outside_that_forgets() throws Exception {
        // The database of the tests runs without fsync.
        refused(outside(made("forgetful", "encoding 'UTF8'")), 17, "fsync");
    }

    @Test
    void a_newer_schema_than_this_antipode() throws Exception {
        var folder = ServerProcess.scratch();
        try (var server = serve(folder)) {
            server.address();
            var properties = new java.util.Properties();
            try (var in = Files.newBufferedReader(folder.resolve("run/database"))) {
                properties.load(in);
            }
            try (var connection = java.sql.DriverManager.getConnection(properties.getProperty("url"), properties);
                    var statement = connection.createStatement()) {
                statement.execute("insert into setting values ('long', (select string_agg(md5(n::text), '') from generate_series(1, 30000) n))");
                a_disk_that_is_full(folder);
                statement.execute(
                        """
                        insert into flyway_schema_history
                            (installed_rank, version, description, type, script, installed_by, execution_time, success)
                        values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 'antipode', 1, true)
                        """);
            }
            // Meanwhile a second server on the same folder is told who has it.
            refused(serve(folder), 14, "process " + server.pid());
        }
        refused(serve(folder), 18, "newer Antipode");
    }

    /// What was there before stays as it was, and nothing half lies beside it.
    private static void a_disk_that_is_full(Path folder) throws Exception {
        var target = ServerProcess.scratch().resolve("one.backup");
        Files.writeString(target, "yesterday's");
        refused(
                ServerProcess.cramped(256, "backup", "--data", folder.toString(), target.toString()),
                24,
                "nothing of it was left behind");
        assertThat(target).hasContent("yesterday's");
        assertThat(Files.list(target.getParent())).containsExactly(target);
    }

    @Test
    void a_machine_without_a_jdk_25() throws Exception {
        var script = Path.of("bin/jdk").toAbsolutePath();
        var process = new ProcessBuilder(
                        "bash", "-c", ". " + script + "; java_version() { echo 17; }; find_jdk || exit 10")
                .start();
        assertThat(process.waitFor()).isEqualTo(10);
        assertThat(process.errorReader().lines()).hasSize(1).first().asString().contains("set JAVA_HOME");
    }
}
