package antipode.todos;

import antipode.database.Settings;
import antipode.hours.Schedule;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    Idleness(Settings settings) {
        this.settings = settings;
    }

    /// Working days; none if turns stay where they are.
    @Transactional(readOnly = true)
    public int days() {
        return settings.get(SETTING).map(Integer::parseInt).orElse(USUAL);
    }

    @Transactional
    void days(int days) {
        settings.put(SETTING, String.valueOf(days));
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
}
