package antipode.upkeep;

import antipode.database.CannotStart;
import antipode.database.CannotStart.Reason;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// When backups are made by themselves, where they lie, and how long.
///
/// @param time   nothing: only when somebody asks for one
/// @param folder nothing where there is no data folder either
record BackupPlan(@Nullable LocalTime time, ZoneId zone, Retention retention, @Nullable Path folder) {

    /// @param at     "03:00", in UTC, or "03:00 Europe/Lisbon"
    /// @param keep   "7d 4w 6m"
    /// @param folder where they lie; by default `backups` in the data folder
    static BackupPlan read(String at, String keep, String folder, String data) {
        var words = at.strip().split("\\s+", 2);
        var retention = Retention.read(keep).orElseThrow(() -> new CannotStart(
                Reason.CONFIGURATION, "ANTIPODE_BACKUP_KEEP says " + keep + ": write days, weeks and months, as 7d 4w 6m."));
        Path place = !folder.isBlank() ? Path.of(folder.strip()) : data.isBlank() ? null : Path.of(data, "backups");
        try {
            return new BackupPlan(
                    words[0].isEmpty() ? null : LocalTime.parse(words[0]),
                    words.length == 1 ? ZoneOffset.UTC : ZoneId.of(words[1]),
                    retention,
                    place);
        } catch (DateTimeException e) {
            throw new CannotStart(
                    Reason.CONFIGURATION, "ANTIPODE_BACKUP_AT says " + at + ": write a time, in UTC, or one with its zone, as 03:00 Europe/Lisbon.");
        }
    }
}
