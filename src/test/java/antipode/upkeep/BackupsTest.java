package antipode.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.database.CannotStart;
import antipode.database.Database;
import antipode.database.Restoration;
import antipode.database.Settings;
import antipode.jobs.Daily;
import antipode.mail.Letters;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.testing.ServerProcess;
import antipode.testing.TestClock;
import antipode.web.PublicAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Backups that are made by themselves.
@AntipodeTest
class BackupsTest {

    private final Cast cast;
    private final Browser browser;
    private final Database database;
    private final Settings settings;
    private final Letters letters;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Path folder;

    BackupsTest(
            Cast cast, Browser browser, Database database, Settings settings, Letters letters, JdbcClient jdbc, TestClock clock) {
        this.cast = cast;
        this.browser = browser;
        this.database = database;
        this.settings = settings;
        this.letters = letters;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void aFolder() throws Exception {
        folder = ServerProcess.scratch().resolve("backups");
    }

    private Backups backups(String at, String keep) {
        return new Backups(BackupPlan.read(at, keep, folder.toString(), ""), database, settings, letters, jdbc, clock, new PublicAddress("https://halyard.example", ""));
    }

    @Test
    void one_is_made_each_day_at_the_time_of_its_zone() {
        var planned = new PlannedBackups(backups("03:00 Europe/Lisbon", "7d"));
        assertThat(planned.next("workspace", Instant.parse("2026-10-24T12:00:00Z")))
                .contains(new Daily.Occasion(LocalDate.parse("2026-10-25"), Instant.parse("2026-10-25T03:00:00Z")));
        assertThat(planned.next("workspace", Instant.parse("2026-10-23T12:00:00Z")))
                .contains(new Daily.Occasion(LocalDate.parse("2026-10-24"), Instant.parse("2026-10-24T02:00:00Z")));
        assertThat(new PlannedBackups(backups("", "7d")).next("workspace", clock.instant())).isEmpty();
    }

    @Test
    void old_ones_go_and_files_of_others_stay() throws Exception {
        var backups = backups("03:00", "2d");
        for (var day = 0; day < 3; day++) {
            backups.make();
            clock.set(clock.instant().plus(Duration.ofDays(1)));
        }
        Files.writeString(folder.resolve("notes.txt"), "mine");
        backups.make();
        assertThat(backups.kept()).hasSize(2).isSortedAccordingTo((one, other) -> other.made().compareTo(one.made()));
        assertThat(folder.resolve("notes.txt")).exists();
        for (var one : backups.kept()) {
            assertThat(Restoration.check(one.file())).isEqualTo(one.made());
        }
        assertThat(Files.getPosixFilePermissions(backups.kept().getFirst().file())).hasSize(2);
    }

    @Test
    void every_administrator_is_told_of_one_that_failed_and_the_old_ones_stay() throws Exception {
        var company = cast.arrive();
        var good = backups("03:00", "1d");
        good.make();
        var went = clock.instant();
        var kept = good.kept();
        clock.set(went.plus(Duration.ofDays(1)));
        folder = Files.writeString(folder.resolveSibling("a-file"), "no folder");
        backups("03:00", "1d").make();

        var letter = letters.newest(0, 10).getFirst();
        assertThat(letter.subject()).isEqualTo("The backup failed");
        assertThat(letter.text()).contains("a-file", went.toString(), "https://halyard.example/-/admin/backups");
        assertThat(letter.toAddress()).isEqualTo(company.ana().require().email());
        assertThat(good.kept()).isEqualTo(kept);
        assertThat(browser.as(company.ana()).get("/-/admin/backups").text("main")).contains("failed", "cannot be made");
        assertThat(browser.as(company.kei()).get("/-/admin/backups").status()).isEqualTo(403);
    }

    @Test
    void what_was_configured_wrongly_is_refused() {
        assertThatThrownBy(() -> backups("3 o'clock", "7d")).isInstanceOf(CannotStart.class).hasMessageContaining("ANTIPODE_BACKUP_AT");
        assertThatThrownBy(() -> backups("03:00 Atlantis", "7d")).isInstanceOf(CannotStart.class);
        assertThatThrownBy(() -> backups("03:00", "a week")).isInstanceOf(CannotStart.class).hasMessageContaining("ANTIPODE_BACKUP_KEEP");
    }
}
