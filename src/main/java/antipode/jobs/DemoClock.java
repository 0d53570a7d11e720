package antipode.jobs;

import antipode.database.Outbox;
import antipode.database.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// The clock of the demo: runs as clocks do, and can be moved forward. Nobody can take back what has become of time.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
public class DemoClock extends Clock {

    private static final String SETTING = "demo-clock-ahead";

    private final Settings settings;
    private final ObjectProvider<Schedules> schedules;
    private final ObjectProvider<Outbox> outbox;
    private final ObjectProvider<JobRunner> runner;
    private volatile @Nullable Duration ahead;

    DemoClock(
            Settings settings,
            ObjectProvider<Schedules> schedules,
            ObjectProvider<Outbox> outbox,
            ObjectProvider<JobRunner> runner) {
        this.settings = settings;
        this.schedules = schedules;
        this.outbox = outbox;
        this.runner = runner;
    }

    @Override
    public Instant instant() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).plus(ahead());
    }

    /// How far it is ahead of the real time.
    public Duration ahead() {
        var known = ahead;
        if (known == null) {
            known = settings.get(SETTING).map(Duration::parse).orElse(Duration.ZERO);
            ahead = known;
        }
        return known;
    }

    /// Sets the time at which a demo begins: once, before anything has happened in it.
    public synchronized void begin(Instant start) {
        if (settings.get(SETTING).isPresent()) {
            throw new IllegalStateException("This demo has begun already");
        }
        ahead = Duration.between(Instant.now(), start);
        settings.put(SETTING, ahead.toString());
    }

    /// Moves to a later time, stopping wherever something is due and doing it then, as if the time had passed.
    public synchronized void forwardTo(Instant target) {
        if (!target.isAfter(instant())) {
            throw new IllegalArgumentException("The clock moves forward only");
        }
        var planned = schedules.getObject();
        Runnable travel = () -> {
            // A bound, should a task plan itself anew without end.
            for (var stops = 0; stops < 5_000; stops++) {
                var next = planned.next().filter(time -> time.isBefore(target));
                move(next.orElse(target));
                workOff(planned);
                if (next.isEmpty()) {
                    return;
                }
            }
            move(target);
        };
        runner.ifAvailable(running -> running.quietly(travel));
        if (instant().isBefore(target)) {
            travel.run();
        }
    }

    private void workOff(Schedules planned) {
        for (var unfinished = true; unfinished; ) {
            try {
                planned.runDue();
                unfinished = false;
            } catch (RuntimeException e) {
                // Put off and written down already; the others go on.
            }
        }
        outbox.getObject().drain();
    }

    private void move(Instant time) {
        var distance = Duration.between(Instant.now(), time);
        if (distance.compareTo(ahead()) > 0) {
            ahead = distance;
            settings.put(SETTING, distance.toString());
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("An instant has no zone: name the zone of the person or the meeting");
    }
}
