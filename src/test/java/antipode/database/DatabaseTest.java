package antipode.database;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.testing.TestClock;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@AntipodeTest
class DatabaseTest {

    private final JdbcClient jdbc;
    private final Clock clock;

    DatabaseTest(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void words_keep_their_letters() {
        assertThat(jdbc.sql("select to_tsvector('simple', '“hello” Äpfel')::text").query(String.class).single())
                .isEqualTo("'hello':1 'äpfel':2");
    }

    @Test
    void data_is_checksummed() {
        assertThat(jdbc.sql("show data_checksums").query(String.class).single()).isEqualTo("on");
    }

    @Test
    void sessions_speak_utc_whatever_the_machine_thinks() {
        assertThat(jdbc.sql("show time zone").query(String.class).single()).isEqualTo("UTC");
    }

    @Test
    void the_clock_is_the_tests_own() {
        assertThat(clock.instant()).isEqualTo(TestClock.START);
    }
}
