package antipode.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Whoever sends a byte now and then does not hold the server; whoever is only slow does, and our own work is not theirs.
class SteadyInputTest {

    private long now;

    private ServletInputStream line(int bytesAtOnce, Duration each) {
        return new ServletInputStream() {
            @Override
            public int read(byte[] into, int offset, int length) {
                now += each.toNanos();
                return Math.min(length, bytesAtOnce);
            }

            @Override
            public int read() {
                return 'x';
            }

            @Override
            public boolean isFinished() {
                return false;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {}
        };
    }

    @Test
    void a_trickle_is_ended_within_a_minute() {
        var steady = new SteadyInput(line(1, Duration.ofSeconds(8)), () -> now);
        assertThatThrownBy(() -> {
            while (true) {
                steady.read(new byte[100], 0, 100);
            }
        }).isInstanceOf(IOException.class).hasMessage("The request trickled in too slowly");
        assertThat(now).isLessThan(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void a_slow_line_and_our_own_work_are_waited_for() throws IOException {
        var steady = new SteadyInput(line(4096, Duration.ofSeconds(4)), () -> now);
        for (int i = 0; i < 100; i++) {
            assertThat(steady.read(new byte[8192], 0, 8192)).isEqualTo(4096);
            now += Duration.ofMinutes(5).toNanos();
        }
    }
}
