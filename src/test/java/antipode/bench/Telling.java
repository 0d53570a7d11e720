package antipode.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How fast a server tells people: many digests that are due at one moment, and one thing that is told at once while very
/// much waits for others.
final class Telling {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Telling() {}

    /// @param digests how many people's days begin at one moment
    /// @param waiting how many notices wait for tomorrow meanwhile
    static void measure(Server server, Path folder, Ground.Filled filled, int digests, int waiting, Report report)
            throws IOException, SQLException, InterruptedException {
        try (var connection = Background.address(folder).connect()) {
            connection.setAutoCommit(true);
            people(connection, digests);
            wait(connection, waiting, Instant.now());
            report.fact("told at once, with %,d notices waiting".formatted(waiting), lag(server, connection, filled));
            due(connection, Instant.now());
            long begun = System.nanoTime();
            settle(connection, "select count(*) from delivery where due_at <= now()");
            double written = (System.nanoTime() - begun) / 1e9;
            settle(connection, "select count(*) from outbox where consumer = 'mail' and not dead");
            double posted = (System.nanoTime() - begun) / 1e9;
            long letters = Ground.number(connection, "select count(*) from digest join member on member.id = digest.member_id where username like 'told%'");
            report.fact("%,d digests due at one moment".formatted(letters),
                    "written in %s s, posted in %s s".formatted(Report.number(written), Report.number(posted)));
        }
    }

    /// People who work around the clock, so that it doesn't matter when it is measured.
    static void people(Connection connection, int count) throws SQLException {
        update(connection, """
                insert into member (username, name, email, zone, created_at)
                select 'told' || n, 'Told ' || n, 'told' || n || '@measured.example', 'Europe/Lisbon', ?
                from generate_series(1, %d) n on conflict do nothing""".formatted(count), Instant.now());
        update(connection, """
                insert into member_hours (member_id, from_date, zone, hours)
                select id, '1970-01-01', zone, 'Mon-Sun 00:00-24:00' from member where username like 'told%'
                on conflict do nothing""");
    }

    /// Holds so much for them for two days, of things that everybody may see.
    static void wait(Connection connection, int count, Instant now) throws SQLException {
        update(connection, """
                insert into notice (member_id, issuable_id, kind, reason, event, state, rule, held_until, created_at, note_id)
                select reader.id, thing.id, 'information', 'subscribed', 'wrote', 'held', 'day', ?, ?, -n
                from generate_series(1, %d) n
                join (select id, row_number() over (order by id) - 1 place, count(*) over () many
                      from member where username like 'told%%') reader on reader.place = n %% reader.many
                join (select issuable.id, row_number() over (order by issuable.id) - 1 place, count(*) over () many
                      from issuable join project on project.id = issuable.project_id
                      where project.visibility in ('internal', 'public') and not confidential) thing
                  on thing.place = (n / reader.many) %% thing.many
                on conflict do nothing""".formatted(count), now.plus(Duration.ofDays(2)), now);
        update(connection, """
                insert into delivery (member_id, due_at, looked_at)
                select member_id, min(held_until), ? from notice where state = 'held' group by member_id
                on conflict do nothing""", now);
    }

    /// Lets the days of all of them have begun just now.
    static void due(Connection connection, Instant now) throws SQLException {
        update(connection, """
                update notice set created_at = ?, held_until = ?
                from member where member.id = notice.member_id and member.username like 'told%' and notice.state = 'held'""",
                now.minus(Duration.ofDays(3)), now);
        update(connection, """
                update delivery set due_at = ? from member
                where member.id = delivery.member_id and member.username like 'told%'""", now);
    }

    /// From a comment to the letter about it, for somebody who is told as it happens.
    private static String lag(Server server, Connection connection, Ground.Filled filled)
            throws SQLException, IOException, InterruptedException {
        long reader = Ground.number(connection, "select id from member where username = 'told1'");
        long issue = Ground.number(connection, "select id from issuable where project_id = " + filled.largeId()
                + " and kind = 'issue' and iid = " + filled.landmarks().quiet());
        update(connection, "insert into notice_wish values (" + reader + ", 'as_it_happens', 'participating', '{}', 'mail', false)"
                + " on conflict (member_id) do update set mode = 'as_it_happens'");
        update(connection, "insert into subscription values (" + issue + ", " + reader + ", 'subscribed') on conflict do nothing");
        update(connection, "update delivery set due_at = ? where member_id = " + reader, Instant.now());
        settle(connection, "select count(*) from notice where state = 'held' and member_id = " + reader);
        var operation = Operation.post("told", "member", filled.member(),
                List.of("/api/v4/projects/" + filled.largeId() + "/issues/" + filled.landmarks().quiet() + "/notes"), "{\"body\": \"Measured @@\"}");
        List<Double> lags = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long before = Ground.number(connection, "select count(*) from notice where state = 'delivered' and member_id = " + reader);
            String wrong = Probe.of(server.address(), operation);
            if (wrong != null) {
                return "not measured, as it " + wrong;
            }
            long begun = System.nanoTime();
            settle(connection, "select " + (before + 1) + " - count(*) from notice where state = 'delivered' and member_id = " + reader);
            lags.add((System.nanoTime() - begun) / 1e6);
        }
        lags.sort(null);
        return "letter written after %s ms (median), %s ms (longest of 20)".formatted(
                Report.number(lags.get(10)), Report.number(lags.getLast()));
    }

    private static void settle(Connection connection, String left) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        while (Ground.number(connection, left) > 0 && System.nanoTime() - begun < PATIENCE.toNanos()) {
            Thread.sleep(20);
        }
    }

    private static void update(Connection connection, String sql, Instant... moments) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < moments.length; i++) {
                statement.setTimestamp(i + 1, Timestamp.from(moments[i]));
            }
            statement.executeUpdate();
        }
    }
}
