package antipode.bench;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Rows for one table, gathered and copied in one go.
final class Rows {

    private final String copy;
    private StringBuilder text;

    /// @param columns as in SQL, separated by commas
    Rows(String table, String columns) {
        this("copy " + table + " (" + columns + ") from stdin", new StringBuilder());
    }

    private Rows(String copy, StringBuilder text) {
        this.copy = copy;
        this.text = text;
    }

    /// What was gathered so far, to be copied by another thread.
    Rows take() {
        var taken = new Rows(copy, text);
        text = new StringBuilder();
        return taken;
    }

    void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append('\t');
            }
            append(values[i]);
        }
        text.append('\n');
    }

    private void append(@Nullable Object value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        var written = value.toString();
        for (int i = 0; i < written.length(); i++) {
            char character = written.charAt(i);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(character);
            }
        }
    }

    void copy(Connection connection) throws SQLException {
        if (text.isEmpty()) {
            return;
        }
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new StringReader(text.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.setLength(0);
    }
}
