package antipode.todos;

import antipode.database.Settings;
import antipode.hours.Schedule;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How long a turn may wait before it goes back to whoever is responsible: so many whole working days of its holder's own.
@Component
public class Idleness {

    /// What holds until the workspace says otherwise.
    public static final int USUAL = 5;

    public static final int MOST = 100;

    private static final String SETTING = "turns.idle_days";

    private final Settings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    Idleness(Settings settings, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Working days; none if turns stay where they are.
    @Transactional(readOnly = true)
    public int days() {
        return settings.get(SETTING).map(Integer::parseInt).orElse(USUAL);
    }

    /// Says it anew; what waits already is looked at again by the new measure.
    @Transactional
    public void days(int days) {
        if (days < 0 || days > MOST) {
            throw Problem.invalid("days", "must be between 0 and " + MOST);
        }
        settings.put(SETTING, String.valueOf(days));
        jdbc.sql("update todo set idle_at = :now where kind = 'obligation' and state = 'pending'")
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// When so many whole working days have passed since then: the beginning of the day after them.
    public static Optional<Instant> after(int days, @Nullable Schedule schedule, Instant since) {
        if (days <= 0 || schedule == null) {
            return Optional.empty();
        }
        Optional<Instant> at = Optional.of(since);
        for (int day = 0; day <= days && at.isPresent(); day++) {
            at = schedule.nextDayStart(at.get()).map(Schedule.DayStart::at);
        }
        return at;
    }

    /// A team has no hours of its own: working days from Monday to Friday count.
    static Optional<Instant> ofTeam(int days, Instant since) {
        return after(days, Schedule.unstated(ZoneOffset.UTC), since);
    }
}
