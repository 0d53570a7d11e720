package antipode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says whether a server is running, where, and whether it is well.
@Command(name = "status", description = "Say whether the server of a data folder runs.", mixinStandardHelpOptions = true)
final class Status implements Callable<Integer> {

    @Mixin
    Surroundings surroundings = new Surroundings();

    @Override
    public Integer call() {
        var folder = surroundings.folder();
        var pid = folder.holder();
        var address = folder.announced();
        if (pid.isEmpty()) {
            throw Stop.notRunning(folder.path());
        }
        if (address.isEmpty()) {
            System.out.println("starting  process " + pid.getAsLong());
            return CommandLineVerbs.FAILED;
        }
        var ready = ready(folder.local().orElse(address.get()));
        System.out.println((ready ? "ready" : "not ready") + "  " + address.get() + "  process " + pid.getAsLong());
        return ready ? 0 : CommandLineVerbs.FAILED;
    }

    static boolean ready(String address) {
        try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            var request = HttpRequest.newBuilder(URI.create(address + "/-/readiness"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
