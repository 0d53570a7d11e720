package antipode.upkeep;

import antipode.jobs.Dailies;
import antipode.web.MenuItem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What was configured of backups, and where they are found.
@Configuration(proxyBeanMethods = false)
class UpkeepConfiguration {

    @Bean
    BackupPlan backupPlan(
            @Value("${antipode.backup.at:}") String at, @Value("${antipode.backup.keep:7d 4w 6m}") String keep,
            @Value("${antipode.backup.folder:}") String folder, @Value("${antipode.folder:}") String data) {
        return BackupPlan.read(at, keep, folder, data);
    }

    /// The configuration may be another than at the last start. A verb of the command line may know another one than the
    /// server does, so it plans nothing.
    @Bean
    @ConditionalOnProperty(name = "antipode.background", matchIfMissing = true)
    ApplicationListener<ApplicationReadyEvent> backupsPlanned(Dailies dailies) {
        return _ -> dailies.plan(PlannedBackups.JOB, PlannedBackups.SUBJECT);
    }

    @Bean
    MenuItem backupsItem() {
        return MenuItem.ofAdministrators("Backups", BackupController.HERE, 86);
    }
}
