package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.people.Members;
import antipode.people.Tokens;
import antipode.testing.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The server is killed while it imports: started again it goes on where it was, and everything is there once.
class KilledImportTest {

    private static final int ISSUES = 1_000;

    private ServerProcess server;
    private String token = "";

    @Test
    void an_import_that_a_kill_interrupts_is_finished_by_the_next_start_with_nothing_twice() throws Exception {
        Path folder = ServerProcess.scratch().resolve("data");
        var surroundings = new Surroundings();
        surroundings.data = folder;
        server = ServerProcess.run("serve", "--port", "0", "--data", folder.toString());
        server.address();
        token = Workspace.call(surroundings, false, context -> {
            var ana = context.getBean(Members.class).create(
                    new Members.Draft("ana", "Ana", "ana@halyard.example", ZoneId.of("Europe/Lisbon"), true, false, null));
            return context.getBean(Tokens.class).create(ana.id(), "import", List.of("api"), null).text();
        });
        assertThat(send("POST", "/api/v4/projects/import", archive())).contains("\"import_status\"");

        until(() -> count(folder, "issuable") > 0);
        assertThat(count(folder, "issuable")).as("it is under way").isLessThan(ISSUES);
        server.kill();
        server = ServerProcess.run("serve", "--port", "0", "--data", folder.toString());
        server.address();
        until(() -> send("GET", "/api/v4/projects/ana%2Fferry/import", null).contains("\"finished\""));

        assertThat(count(folder, "issuable")).isEqualTo(ISSUES);
        assertThat(count(folder, "comment")).isEqualTo(ISSUES);
        assertThat(count(folder, "document where kind = 'issue'")).isEqualTo(ISSUES);
        server.close();
    }

    private static byte[] archive() throws Exception {
        var issues = IntStream.rangeClosed(1, ISSUES).mapToObj(iid -> """
                {"id":%1$d,"iid":%1$d,"title":"Sailing %1$d","description":"Of many","state":"opened","author_id":11,"project_id":5,\
                "created_at":"2020-02-03T10:00:00.000Z","notes":[{"id":%1$d,"note":"Full.","author_id":11,"author":{"name":"Mia There"},\
                "created_at":"2020-02-04T10:00:00.000Z","system":false,"discussion_id":"d%1$d"}]}""".formatted(iid));
        var files = Map.of(
                "VERSION", "0.2.4", "tree/project.json", "{}", "tree/project/issues.ndjson", issues.collect(Collectors.joining("\n")));
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
            for (var file : files.entrySet()) {
                var content = file.getValue().getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry("./" + file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static int count(Path folder, String rows) throws Exception {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve("run/database"))) {
            properties.load(in);
        }
        try (var connection = DriverManager.getConnection(properties.getProperty("url"), properties);
                var row = connection.createStatement().executeQuery("select count(*) from " + rows)) {
            row.next();
            return row.getInt(1);
        }
    }

    private String send(String method, String path, byte @Nullable [] archive) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.address() + path)).header("PRIVATE-TOKEN", token);
        if (archive == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            var body = new ByteArrayOutputStream();
            body.writeBytes("--x\r\nContent-Disposition: form-data; name=\"path\"\r\n\r\nferry\r\n".getBytes(StandardCharsets.UTF_8));
            body.writeBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"export.tar.gz\"\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            body.writeBytes(archive);
            body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8));
            request.header("Content-Type", "multipart/form-data; boundary=x").method(method, HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private interface Sign {
        boolean there() throws Exception;
    }

    private void until(Sign sign) throws Exception {
        var patience = Instant.now().plus(Duration.ofMinutes(2));
        while (!sign.there()) {
            assertThat(Instant.now()).as(server.errors()).isBefore(patience);
            Thread.onSpinWait();
        }
    }
}
