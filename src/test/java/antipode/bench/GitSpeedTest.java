package antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.AntipodeTest;
import antipode.git.Housekeeping;
import antipode.people.Tokens;
import antipode.testing.Browser;
import antipode.testing.Cast;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is measured of git does what it says, at a small size.
@AntipodeTest
class GitSpeedTest {

    private final Cast cast;
    private final Browser browser;
    private final Tokens tokens;
    private final Housekeeping housekeeping;

    GitSpeedTest(Cast cast, Browser browser, Tokens tokens, Housekeeping housekeeping) {
        this.cast = cast;
        this.browser = browser;
        this.tokens = tokens;
        this.housekeeping = housekeeping;
    }

    @Test
    void pushes_and_clones_are_timed_beside_gits_own_server(@TempDir Path folder) throws Exception {
        var company = cast.arrive();
        var token = tokens.create(company.ana().id(), "bench", List.of("api"), null).text();
        var report = new Report(List.of(1));
        var speed = new GitSpeed(browser.address(), token, browser.as(company.ana()).cookie().replace("antipode=", ""), folder, report);
        speed.large(100_000, () -> Runtime.getRuntime().totalMemory());
        speed.measure("small", GitSpeed.make(folder.resolve("small.git"), 20, 30), 1, () -> {
            housekeeping.tidy();
            return true;
        }, () -> Runtime.getRuntime().totalMemory());
        assertThat(report.table()).contains("small: push", "small: clone", "times its time", "small: 10 clones at once", "push of a file of", "small: blame of a file", "small: difference of 20 files by page");
    }
}
