package antipode.database;

import antipode.database.CannotStart.Reason;
import java.sql.SQLException;
import java.util.List;

/// What a database outside must be: reachable, recent enough, durable, and able to tell letters from signs.
final class Suitability {

    private static final int OLDEST = 16;

    private Suitability() {}

    static boolean answers(Address address) {
        try (var connection = address.connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    static void check(Address address) {
        try (var connection = address.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        """
                        select current_setting('server_version_num')::int / 10000,
                               current_setting('server_encoding'),
                               datctype,
                               current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'
                        from pg_database
                        where datname = current_database()
                        """)) {
            row.next();
            if (row.getInt(1) < OLDEST) {
                throw unsuited(address, "is PostgreSQL " + row.getInt(1) + ": Antipode needs " + OLDEST + " or newer.");
            }
            if (!row.getString(2).equals("UTF8")) {
                throw unsuited(address, "has the encoding " + row.getString(2) + ": create it with encoding UTF8.");
            }
            if (List.of("C", "POSIX").contains(row.getString(3))) {
                throw unsuited(
                        address,
                        "has the ctype " + row.getString(3) + ", which knows no letters beyond ASCII: create it with"
                                + " lc_ctype 'C.UTF-8' and template template0.");
            }
            if (!row.getBoolean(4)) {
                throw unsuited(
                        address,
                        "has fsync or full_page_writes turned off and would lose what it acknowledged: turn both on.");
            }
        } catch (SQLException e) {
            throw new CannotStart(
                    Reason.UNREACHABLE,
                    "The database at " + address.place() + " named in ANTIPODE_DATABASE_URL does not answer ("
                            + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ").replaceAll("\\.$", "")
                            + "): check the address, the password and that it runs.");
        }
    }

    private static CannotStart unsuited(Address address, String why) {
        return new CannotStart(Reason.UNSUITED, "The database at " + address.place() + " " + why);
    }
}
