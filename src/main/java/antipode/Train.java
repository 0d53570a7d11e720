package antipode;

import antipode.database.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// One short life of a server on an empty workspace, while Java notes which classes a start needs: `bin/antipode`
/// calls it once after each build, so that later starts are quick.
@Command(name = "train", hidden = true)
final class Train implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        var database = Database.throwaway();
        database.migrate();
        // Without a folder its keys are of this one life: what it learns is of no workspace.
        try (var context = Workspace.serve(
                        new Surroundings(),
                        database,
                        Map.of("server.port", "0", "server.address", "127.0.0.1", "antipode.folder", ""));
                var client = HttpClient.newHttpClient()) {
            var port = context.getEnvironment().getProperty("local.server.port");
            for (var path : List.of("/-/readiness", "/", "/-/sign-in", "/-/style", "/api/v4/projects", "/nothing/here")) {
                client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                        BodyHandlers.discarding());
            }
        }
        return 0;
    }
}
