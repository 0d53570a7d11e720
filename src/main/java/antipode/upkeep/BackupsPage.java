package antipode.upkeep;

import antipode.web.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The backups that are kept, and what is planned.
///
/// @param next  when the next one is made by itself
/// @param being one is being made, or about to
record BackupsPage(
        BackupPlan plan, @Nullable Instant next, boolean being, Backups.@Nullable Outcome last, List<Backups.Kept> kept)
        implements Page {

    static String size(long bytes) {
        return bytes < 10_000_000 ? Math.max(1, bytes / 1000) + " KB" : bytes < 10_000_000_000L ? bytes / 1_000_000 + " MB" : bytes / 1_000_000_000 + " GB";
    }
}
