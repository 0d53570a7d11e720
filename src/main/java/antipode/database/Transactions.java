package antipode.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/// Begins transactions, and tells the database of each that may write who is asking and what time it is: the audit log, which the
/// database writes by itself, has both from here.
final class Transactions extends JdbcTransactionManager {

    private final transient ObjectProvider<Origins> origins;
    private final transient ObjectProvider<Clock> clock;
    private final String otherwise;

    /// @param otherwise the way of what nobody asks for
    Transactions(DataSource source, ObjectProvider<Origins> origins, ObjectProvider<Clock> clock, String otherwise) {
        super(source);
        this.origins = origins;
        this.clock = clock;
        this.otherwise = otherwise;
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition) throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        if (definition.isReadOnly()) return;
        var origin = origin();
        try (var statement = connection.prepareStatement("""
                select set_config('antipode.actor', ?, true), set_config('antipode.token', ?, true),
                       set_config('antipode.address', ?, true), set_config('antipode.way', ?, true), set_config('antipode.at', ?, true)
                """)) {
            statement.setString(1, origin.actor() == null ? "" : origin.actor().toString());
            statement.setString(2, origin.token() == null ? "" : origin.token().toString());
            statement.setString(3, origin.address());
            statement.setString(4, origin.way());
            statement.setString(5, clock.getObject().instant().toString());
            statement.execute();
        }
    }

    private Origin origin() {
        var bound = Origin.bound();
        return bound != null ? bound
                : origins.stream().flatMap(each -> each.now().stream()).findFirst().orElseGet(() -> Origin.of(null, otherwise));
    }
}
