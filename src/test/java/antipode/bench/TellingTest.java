package antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Database;
import antipode.issues.Issues;
import antipode.jobs.Schedules;
import antipode.testing.Cast;
import antipode.testing.TestClock;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is measured of telling people does what it says, at a small size.
@AntipodeTest
class TellingTest {

    private final Database database;
    private final Schedules schedules;
    private final Issues issues;
    private final Cast cast;
    private final TestClock clock;
    private final JdbcClient jdbc;

    TellingTest(Database database, Schedules schedules, Issues issues, Cast cast, TestClock clock, JdbcClient jdbc) {
        this.database = database;
        this.schedules = schedules;
        this.issues = issues;
        this.cast = cast;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Test
    void sixty_digests_of_what_waited_are_written_once_each() throws SQLException {
        var company = cast.arrive();
        for (int i = 0; i < 4; i++) {
            issues.open(company.ana(), company.handbook(), Issues.Opening.of("Thing " + i, ""), false);
        }
        try (var connection = database.address().connect()) {
            connection.setAutoCommit(true);
            Telling.people(connection, 60);
            Telling.wait(connection, 120, clock.instant());
            schedules.runDue();
            assertThat(count("digest")).isZero();
            Telling.due(connection, clock.instant());
        }
        schedules.runDue();
        assertThat(count("digest")).isEqualTo(60);
        assertThat(count("mail")).isEqualTo(60);
        assertThat(count("notice where state = 'digested'")).isEqualTo(120);
        assertThat(count("delivery where due_at <= '2026-11-04T12:00:00Z'")).isZero();
    }

    private int count(String of) {
        return jdbc.sql("select count(*) from " + of).query(Integer.class).single();
    }
}
