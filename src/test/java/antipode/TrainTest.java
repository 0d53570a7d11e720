package antipode;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.testing.ServerProcess;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Java learns quick starts from.
class TrainTest {

    @Test
    void a_server_trains_without_touching_the_workspace_of_this_machine() throws Exception {
        var folder = ServerProcess.scratch();
        try (var training = ServerProcess.run(Map.of("ANTIPODE_DATA", folder.toString()), "train")) {
            assertThat(training.exitCode()).as(training.errors()).isZero();
            assertThat(Files.list(folder)).isEmpty();
        }
    }
}
