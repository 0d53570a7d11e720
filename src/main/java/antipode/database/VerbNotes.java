package antipode.database;

import java.sql.Connection;
import java.sql.SQLException;

/// What verbs of the command line note in the audit log that work on the database as a whole, beside everything else.
final class VerbNotes {

    private VerbNotes() {}

    /// @param deed  past participle: "made"
    /// @param thing the name of the file
    static void backup(Connection connection, String deed, String thing, String at) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select set_config('antipode.way', 'command line', false), audit_note('backup', ?, ?, jsonb_build_object('made', ?::text))
                """)) {
            statement.setString(1, deed);
            statement.setString(2, thing);
            statement.setString(3, at);
            statement.execute();
        }
    }
}
