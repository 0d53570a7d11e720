package antipode.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// One request before many: is this there at all, and is it what we think?
final class Probe {

    private Probe() {}

    /// What is wrong; nothing if it can be measured.
    static @Nullable String of(String address, Operation operation) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + operation.paths().getFirst()));
        operation.headers().forEach(request::header);
        request.method(operation.method(), operation.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(operation.body().replace("@@", "probe")));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                return "answered " + answer.statusCode();
            }
            return answer.body().contains(operation.expect()) ? null : "does not hold “" + operation.expect() + "”";
        }
    }
}
