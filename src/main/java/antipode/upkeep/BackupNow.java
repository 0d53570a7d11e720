package antipode.upkeep;

import antipode.jobs.Task;
import org.springframework.stereotype.Component;

/// A backup that an administrator asked for.
@Component
class BackupNow implements Task<String> {

    static final String NAME = "backup-now";

    private final Backups backups;

    BackupNow(Backups backups) {
        this.backups = backups;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<String> payload() {
        return String.class;
    }

    @Override
    public void run(String id, String payload) {
        backups.make();
    }
}
