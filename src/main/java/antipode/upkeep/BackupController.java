package antipode.upkeep;

import antipode.jobs.Schedules;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// The backups that are kept, for an administrator to look at, and to ask for one more.
@Controller
@May(Who.ADMINISTRATOR)
class BackupController {

    static final String HERE = "/-/admin/backups";

    private final Backups backups;
    private final Schedules schedules;
    private final Clock clock;

    BackupController(Backups backups, Schedules schedules, Clock clock) {
        this.backups = backups;
        this.schedules = schedules;
        this.clock = clock;
    }

    @GetMapping(HERE)
    Page list() {
        return new BackupsPage(
                backups.plan(),
                schedules.due(PlannedBackups.JOB, PlannedBackups.SUBJECT).orElse(null),
                schedules.due(BackupNow.NAME, "").isPresent(),
                backups.last().orElse(null),
                backups.kept());
    }

    @PostMapping(HERE)
    Redirect make() {
        if (backups.plan().folder() == null) {
            throw Problem.bad("There is no folder for backups: name one in ANTIPODE_BACKUP_FOLDER.");
        }
        schedules.at(BackupNow.NAME, "", clock.instant(), "");
        return Redirect.to(HERE).saying(Notice.done("A backup is being made. It stands here when it is whole."));
    }
}
