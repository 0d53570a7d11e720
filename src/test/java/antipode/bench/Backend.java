package antipode.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;

/// git's own server over HTTP, `git http-backend`, behind the smallest web server there is: what ours is measured beside.
final class Backend implements AutoCloseable {

    private final HttpServer server;
    private final Path folder;

    private Backend(HttpServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// Serves the repositories of a folder, for reading and writing.
    static Backend start(Path folder) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        var backend = new Backend(server, folder);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", backend::answer);
        server.start();
        return backend;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var builder = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        var uri = exchange.getRequestURI();
        var headers = exchange.getRequestHeaders();
        var environment = builder.environment();
        environment.putAll(Map.of(
                "GIT_PROJECT_ROOT", folder.toString(), "GIT_HTTP_EXPORT_ALL", "1", "REMOTE_USER", "measured", "PATH_INFO", uri.getPath(),
                "QUERY_STRING", uri.getQuery() == null ? "" : uri.getQuery(), "REQUEST_METHOD", exchange.getRequestMethod(),
                "GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        put(environment, "CONTENT_TYPE", headers.getFirst("Content-Type"));
        put(environment, "CONTENT_LENGTH", headers.getFirst("Content-Length"));
        put(environment, "HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
        put(environment, "GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
        var process = builder.start();
        var feeding = Thread.startVirtualThread(() -> feed(exchange, process));
        try (exchange; var out = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            int status = 200;
            for (var line = line(out); !line.isEmpty(); line = line(out)) {
                int colon = line.indexOf(':');
                var value = line.substring(colon + 1).strip();
                if (line.startsWith("Status:")) {
                    status = Integer.parseInt(value.substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(line.substring(0, colon), value);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            out.transferTo(exchange.getResponseBody());
            feeding.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroy();
        }
    }

    private static void feed(HttpExchange exchange, Process process) {
        try (var in = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(in);
        } catch (IOException gone) {
            // It has heard enough.
        }
    }

    private static void put(Map<String, String> environment, String name, String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int letter = in.read(); letter >= 0 && letter != '\n'; letter = in.read()) {
            line.append((char) letter);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
