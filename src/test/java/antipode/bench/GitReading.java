package antipode.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// How long it takes to read what was pushed where nobody has looked before: who wrote the lines of a file, and what a branch
/// changes in five hundred of them.
final class GitReading {

    private static final int FILES = 20;
    private static final int WIDE = 500;
    private static final int ROUNDS = 5;

    private final String address;
    private final String token;
    private final String session;
    private final Path scratch;
    private final Report report;

    GitReading(String address, String token, String session, Path scratch, Report report) {
        this.address = address;
        this.token = token;
        this.session = session;
        this.scratch = scratch;
        this.report = report;
    }

    /// @param url where it was pushed to
    void measure(String name, Path pushed, String url) throws IOException, InterruptedException {
        var repository = scratch.resolve("reading-" + name + ".git");
        GitSpeed.git(scratch, "clone", "-q", "--bare", pushed.toString(), repository.toString());
        var project = url.substring(url.indexOf('/', url.indexOf("://") + 3) + 1, url.length() - ".git".length());
        var paths = List.of(GitSpeed.git(repository, "ls-tree", "-r", "--name-only", "-z", "main").split("\0"));
        try (var client = HttpClient.newHttpClient()) {
            blame(name, client, project, paths);
            wide(name, client, project, repository, url, paths);
        }
    }

    /// The last files by name: the first are gone through behind the push.
    private void blame(String name, HttpClient client, String project, List<String> paths) {
        var last = paths.subList(Math.max(0, paths.size() - FILES), paths.size());
        Function<String, Double> ask = path -> get(client, "/api/v4/projects/" + encoded(project) + "/repository/files/" + encoded(path) + "/blame?ref=main", "\"lines\"");
        var cold = last.stream().map(ask).toList();
        report.fact(name + ": blame of a file", "%s ms the first time, %s ms later".formatted(median(cold), median(last.stream().map(ask).toList())));
    }

    private void wide(String name, HttpClient client, String project, Path repository, String url, List<String> paths)
            throws IOException, InterruptedException {
        var change = new StringBuilder("commit refs/heads/wide\ncommitter Measured <measured@bench.example> 1700000000 +0000\ndata 5\nWide\n\nfrom refs/heads/main\n");
        int files = Math.min(WIDE, paths.size());
        for (var path : paths.subList(0, files)) {
            change.append("M 100644 inline ").append(path).append("\ndata <<end\nSomething else altogether.\nend\n\n");
        }
        GitSpeed.git(change.append('\n').toString().getBytes(StandardCharsets.UTF_8), repository, "fast-import", "--quiet", "--force");
        GitSpeed.git(repository, "push", "-q", url, "wide");
        for (var read : List.of(
                List.of("API", "/api/v4/projects/" + encoded(project) + "/repository/compare?from=main&to=wide", "\"diffs\""),
                List.of("page", "/" + project + "/-/compare/main...wide", "<"))) {
            var times = new ArrayList<Double>();
            for (int round = 0; round < ROUNDS; round++) {
                times.add(get(client, read.get(1), read.get(2)));
            }
            report.fact(name + ": difference of " + files + " files by " + read.getFirst(), median(times) + " ms");
        }
    }

    /// Milliseconds.
    private double get(HttpClient client, String path, String expected) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header(path.startsWith("/api/") ? "PRIVATE-TOKEN" : "Cookie", path.startsWith("/api/") ? token : "antipode=" + session)
                .build();
        try {
            long begun = System.nanoTime();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            double took = (System.nanoTime() - begun) / 1e6;
            if (answer.statusCode() != 200 || !answer.body().contains(expected)) {
                throw new IOException(path + " answered " + answer.statusCode());
            }
            return took;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String median(List<Double> times) {
        return Report.number(times.stream().sorted().toList().get(times.size() / 2));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
