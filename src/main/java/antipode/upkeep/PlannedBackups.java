package antipode.upkeep;

import antipode.jobs.Daily;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A backup on each day, at the time that was configured.
@Component
class PlannedBackups implements Daily {

    static final String JOB = "backup";
    static final String SUBJECT = "workspace";

    private final Backups backups;

    PlannedBackups(Backups backups) {
        this.backups = backups;
    }

    @Override
    public String name() {
        return JOB;
    }

    @Override
    public Optional<Occasion> next(String subject, Instant from) {
        var plan = backups.plan();
        return Optional.ofNullable(plan.time()).map(time -> Occasion.next(time, plan.zone(), from));
    }

    @Override
    public void run(String subject, Run run) {
        backups.make();
    }
}
