package antipode.bench;

import antipode.database.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/// What the server does after it has answered: it has to be over before something else is measured.
final class Background {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Address database;

    private Background(Address database) {
        this.database = database;
    }

    static Background of(Path data) throws IOException {
        return new Background(address(data));
    }

    /// As the server of the folder announced it.
    static Address address(Path data) throws IOException {
        var announced = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("run/database"))) {
            announced.load(reader);
        }
        return new Address(announced.getProperty("url"), announced.getProperty("user"), announced.getProperty("password"));
    }

    /// Waits until nothing is left to be told.
    void settle() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        try (var connection = database.connect()) {
            long left = Ground.number(connection, "select count(*) from outbox where not dead and not_before <= now()");
            for (boolean told = false; left > 0 && System.nanoTime() - begun < PATIENCE.toNanos(); told = true) {
                if (!told) {
                    System.err.println("Waiting until " + left + " are told in the background ...");
                }
                Thread.sleep(200);
                left = Ground.number(connection, "select count(*) from outbox where not dead and not_before <= now()");
            }
            if (left > 0) {
                System.err.println(left + " are left to be told in the background");
            }
        }
    }
}
