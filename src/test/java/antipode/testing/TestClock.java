package antipode.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// A clock that stands still until a test moves it.
public final class TestClock extends Clock {

    /// A Wednesday, 12:00 in Lisbon and London, 21:00 in Tokyo, 04:00 in San Francisco.
    public static final Instant START = Instant.parse("2026-11-04T12:00:00Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    /// Backwards too, if the test likes.
    public void set(Instant instant) {
        now = instant;
    }

    /// For `2026-11-04T12:00:00Z`.
    public void set(String instant) {
        set(Instant.parse(instant));
    }

    public void forward(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("An instant has no zone: name the zone of the person or the meeting");
    }

    /// In place of the real clock.
    @Configuration(proxyBeanMethods = false)
    public static class Wiring {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }
}
