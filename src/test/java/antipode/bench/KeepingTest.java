package antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.database.Database;
import antipode.testing.Cast;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is measured of backups does what it says, at a small size.
@AntipodeTest
class KeepingTest {

    private final Database database;
    private final Cast cast;

    KeepingTest(Database database, Cast cast) {
        this.database = database;
        this.cast = cast;
    }

    @Test
    void a_workspace_is_backed_up_and_restored_without_and_with_attachments(@TempDir Path scratch) throws Exception {
        cast.arrive();
        var report = new Report(List.of(1));
        new Keeping(database, Database::throwaway, scratch, report).measure(1);
        assertThat(report.table()).contains("backup as it is: ", "backup with 1 MB of attachments more: 1", "restored in");
        assertThat(scratch).isEmptyDirectory();
    }
}
