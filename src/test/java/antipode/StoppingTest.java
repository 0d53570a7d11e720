package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.database.DataFolder;
import antipode.database.Database;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Namespaces;
import antipode.people.Tokens;
import antipode.projects.Projects;
import antipode.projects.Visibility;
import antipode.testing.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A server is stopped while somebody pushes: what can still end, ends; the rest is refused whole.
class StoppingTest {

    private static final String NONE = "0".repeat(40);

    private Path folder;
    private ServerProcess server;
    private URI address;
    private String token;
    private String commit;
    private byte[] pack;

    @BeforeEach
    void a_server_with_an_empty_repository() throws Exception {
        folder = ServerProcess.scratch().resolve("data");
        server = ServerProcess.run(Map.of("ANTIPODE_LOG", "json"), "serve", "--port", "0", "--data", folder.toString());
        address = URI.create(server.address());
        var surroundings = new Surroundings();
        surroundings.data = folder;
        token = Workspace.call(surroundings, false, context -> {
            var ana = context.getBean(Members.class).create(
                    new Members.Draft("ana", "Ana", "ana@halyard.example", ZoneId.of("Europe/Lisbon"), true, false, null));
            var own = context.getBean(Namespaces.class).ofMember(ana.id()).orElseThrow();
            context.getBean(Projects.class).create(
                    Actor.of(ana), new Projects.Draft(own, "notes", "Notes", "", Visibility.PRIVATE, "main", false));
            return context.getBean(Tokens.class).create(ana.id(), "push", List.of("api"), null).text();
        });
        var scratch = ServerProcess.scratch();
        git(scratch, "", "init", "-q", "-b", "main");
        git(scratch, "", "-c", "user.name=Ana", "-c", "user.email=ana@halyard.example", "commit", "-q", "--allow-empty", "-m", "First");
        commit = new String(git(scratch, "", "rev-parse", "HEAD"), StandardCharsets.US_ASCII).strip();
        pack = git(scratch, commit + "\n", "pack-objects", "--revs", "--stdout", "-q");
    }

    @Test
    void a_push_that_goes_on_is_finished_and_every_line_of_the_log_is_json() throws Exception {
        try (var push = new Push("main")) {
            ProcessHandle.of(server.pid()).orElseThrow().destroy();
            nobodyElseIsLetIn();
            assertThat(push.finish()).contains("unpack ok", "ok refs/heads/main");
        }
        server.exitCode();
        assertThat(refs()).containsExactly("refs/heads/main " + commit);
        assertThat(server.errors().lines().toList()).isNotEmpty()
                .allSatisfy(line -> assertThat(new JsonMapper().readTree(line).path("level").asString()).matches("INFO|WARN"));
    }

    @Test
    @Tag("long")
    void a_push_that_never_ends_is_refused_whole() throws Exception {
        try (var push = new Push("main")) {
            server.stop();
            assertThat(push.answer()).doesNotContain("unpack ok");
        }
        assertThat(refs()).isEmpty();
    }

    private void nobodyElseIsLetIn() throws IOException {
        while (true) {
            try (var _ = new Socket("127.0.0.1", address.getPort())) {
                LockSupport.parkNanos(10_000_000);
            } catch (ConnectException e) {
                return;
            }
        }
    }

    private List<String> refs() throws Exception {
        var found = new ArrayList<String>();
        try (var database = Database.open(DataFolder.at(folder), null);
                var connection = database.address().connect();
                var rows = connection.createStatement().executeQuery("select name || ' ' || object from git_ref where object is not null order by 1")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /// One that has been let in, and of which half has been sent.
    private final class Push implements AutoCloseable {

        private final Socket socket = new Socket("127.0.0.1", address.getPort());
        private final byte[] rest;

        Push(String branch) throws IOException {
            var line = NONE + " " + commit + " refs/heads/" + branch + "\0 report-status";
            var body = new ByteArrayOutputStream();
            body.writeBytes("%04x%s0000".formatted(line.length() + 4, line).getBytes(StandardCharsets.UTF_8));
            body.writeBytes(pack);
            var secret = Base64.getEncoder().encodeToString(("ana:" + token).getBytes(StandardCharsets.UTF_8));
            var head = """
                    POST /ana/notes.git/git-receive-pack HTTP/1.1
                    Host: localhost
                    Authorization: Basic %s
                    Content-Type: application/x-git-receive-pack-request
                    Content-Length: %d
                    Expect: 100-continue
                    Connection: close

                    """.formatted(secret, body.size()).replace("\n", "\r\n");
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(line(socket.getInputStream())).contains("100 Continue");
            var bytes = body.toByteArray();
            var half = bytes.length - pack.length / 2;
            out.write(bytes, 0, half);
            out.flush();
            rest = java.util.Arrays.copyOfRange(bytes, half, bytes.length);
        }

        private static String line(InputStream in) throws IOException {
            var read = new StringBuilder();
            for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
                read.append((char) next);
            }
            return read.toString();
        }

        String finish() throws IOException {
            socket.getOutputStream().write(rest);
            socket.getOutputStream().flush();
            return answer();
        }

        String answer() {
            try {
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException cut) {
                return "";
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static byte[] git(Path folder, String input, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        var process = builder.start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.US_ASCII));
        }
        var said = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
