package antipode.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a postmaster that was killed leaves lying about.
class LeftoverTest {

    @Test
    void an_empty_lock_file_of_nobody_goes(@TempDir Path data) throws Exception {
        Files.createFile(data.resolve("postmaster.pid"));
        Leftover.clear(data);
        assertThat(data.resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void a_lock_file_of_the_dead_names_nobody_alive(@TempDir Path data) throws Exception {
        Files.writeString(data.resolve("postmaster.pid"), "999999\n" + data + "\n");
        Leftover.clear(data);
        assertThat(Leftover.lines(data)).first().isNotEqualTo("999999");
    }
}
