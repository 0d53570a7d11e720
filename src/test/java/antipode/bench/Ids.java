package antipode.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;

/// The next values of a sequence, fetched by the thousand.
final class Ids {

    private final Connection connection;
    private final String sequence;
    private final ArrayDeque<Long> ready = new ArrayDeque<>();

    /// @param sequence as `nextval` takes it
    Ids(Connection connection, String sequence) {
        this.connection = connection;
        this.sequence = sequence;
    }

    long next() throws SQLException {
        if (ready.isEmpty()) {
            try (var statement = connection.createStatement();
                    var values = statement.executeQuery("select nextval(" + sequence + ") from generate_series(1, 1000)")) {
                while (values.next()) {
                    ready.add(values.getLong(1));
                }
            }
        }
        return ready.remove();
    }
}
