package antipode.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// How many come in with their password in a second. Each costs what the password's hash is meant to cost.
final class SigningIn {

    static final String PASSWORD = "measured by nobody else";

    private SigningIn() {}

    /// With one at a time, and with four at once: so many guesses of one name are let through.
    static void measure(String address, String username, Duration each, Report report) throws InterruptedException, ExecutionException {
        for (int clients : List.of(1, 4)) {
            report.fact("sign-ins a second, " + clients + " at once", Report.number(perSecond(address, username, clients, each)));
        }
    }

    private static double perSecond(String address, String username, int clients, Duration each)
            throws InterruptedException, ExecutionException {
        var request = HttpRequest.newBuilder(URI.create(address + "/-/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", address)
                .POST(HttpRequest.BodyPublishers.ofString("name=" + username + "&password=" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8)))
                .build();
        long begun = System.nanoTime();
        var end = Instant.now().plus(each);
        int done = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor(); var client = HttpClient.newHttpClient()) {
            var visitors = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < clients; i++) {
                visitors.add(() -> comeIn(client, request, end));
            }
            for (var one : threads.invokeAll(visitors)) {
                done += one.get();
            }
        }
        return done * 1e9 / (System.nanoTime() - begun);
    }

    private static int comeIn(HttpClient client, HttpRequest request, Instant end) throws IOException, InterruptedException {
        int done = 0;
        while (Instant.now().isBefore(end)) {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 303 && status != 302) {
                throw new IOException("Signing in was answered by " + status);
            }
            done++;
        }
        return done;
    }
}
