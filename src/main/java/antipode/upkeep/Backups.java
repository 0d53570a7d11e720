package antipode.upkeep;

import antipode.database.Backup;
import antipode.database.CannotStart;
import antipode.database.CannotStart.Reason;
import antipode.database.Database;
import antipode.database.Json;
import antipode.database.Settings;
import antipode.mail.Letter;
import antipode.mail.Letters;
import antipode.web.PublicAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.HtmlUtils;

/// The backups in their folder, how the last one went, and whom it is told when one fails.
@Component
class Backups {

    private static final Logger log = LoggerFactory.getLogger(Backups.class);

    private static final String LAST = "backup.last";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern OURS = Pattern.compile("antipode-(\\d{8}-\\d{6})\\.backup");

    private final BackupPlan plan;
    private final Database database;
    private final Settings settings;
    private final Letters letters;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final PublicAddress address;

    Backups(
            BackupPlan plan, Database database, Settings settings, Letters letters, JdbcClient jdbc, Clock clock,
            PublicAddress address) {
        this.plan = plan;
        this.database = database;
        this.settings = settings;
        this.letters = letters;
        this.jdbc = jdbc;
        this.clock = clock;
        this.address = address;
    }

    record Kept(Path file, Instant made, long bytes) {}

    /// How the last one went.
    ///
    /// @param file    where it lies; nothing if it failed
    /// @param problem why it failed
    /// @param success when one last went well
    record Outcome(Instant at, @Nullable String file, @Nullable String problem, @Nullable Instant success) {}

    BackupPlan plan() {
        return plan;
    }

    Optional<Outcome> last() {
        return settings.get(LAST).map(json -> Json.read(json, Outcome.class));
    }

    /// Those of the folder that bear our names, newest first.
    List<Kept> kept() {
        if (plan.folder() == null || !Files.isDirectory(plan.folder())) {
            return List.of();
        }
        try (var files = Files.list(plan.folder())) {
            return files.map(Backups::kept).flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Kept::made).reversed()).toList();
        } catch (IOException e) {
            log.warn("The folder of backups {} cannot be read: {}", plan.folder(), e.toString());
            return List.of();
        }
    }

    private static Optional<Kept> kept(Path file) {
        var name = OURS.matcher(file.getFileName().toString());
        try {
            return name.matches()
                    ? Optional.of(new Kept(file, Instant.from(NAME.parse(name.group(1))), Files.size(file)))
                    : Optional.empty();
        } catch (IOException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Makes one, and lets go of those that are old. A failure is told to every administrator, and throws nothing.
    @Transactional
    public void make() {
        var now = clock.instant();
        var success = last().map(Outcome::success).orElse(null);
        try {
            var file = write(now);
            log.info("Backed up into {}", file);
            settings.put(LAST, Json.write(new Outcome(now, file.toString(), null, now)));
            letGo();
        } catch (CannotStart | IOException | SQLException e) {
            var problem = e instanceof CannotStart sentence ? sentence.sentence() : String.valueOf(e.getMessage());
            log.error("The backup failed: {}", problem);
            settings.put(LAST, Json.write(new Outcome(now, null, problem, success)));
            tell(now, problem, success);
        }
    }

    private Path write(Instant now) throws IOException, SQLException {
        var folder = plan.folder();
        if (folder == null) {
            throw new CannotStart(Reason.CONFIGURATION, "There is no folder for backups: name one in ANTIPODE_BACKUP_FOLDER.");
        }
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new CannotStart(Reason.CANNOT_WRITE, "The folder of backups " + folder + " cannot be made or is none.");
        }
        var file = folder.resolve("antipode-" + NAME.format(now) + ".backup");
        new Backup(database).write(file, now);
        return file;
    }

    private void letGo() throws IOException {
        var all = kept();
        var stay = plan.retention().keeps(all.stream().map(Kept::made).toList(), plan.zone());
        for (var old : all) {
            if (!stay.contains(old.made())) {
                Files.deleteIfExists(old.file());
            }
        }
    }

    private void tell(Instant now, String problem, @Nullable Instant success) {
        var since = success == null ? "There is no backup of this workspace made by plan." : "The last that went well is of " + success + ".";
        var link = address.link(BackupController.HERE);
        var administrators = jdbc.sql("select id, name, email from member where administrator and state = 'active' order by id")
                .query((row, _) -> new Administrator(row.getLong("id"), row.getString("name"), row.getString("email")))
                .list();
        for (var one : administrators) {
            letters.post(new Letter(
                    "backup-failed-" + NAME.format(now) + "-" + one.id,
                    one.email,
                    one.name,
                    "The backup failed",
                    "Hello " + one.name + ",\n\n" + problem + "\n\n" + since + "\n\n" + link + "\n",
                    "<!doctype html><html lang=\"en\"><body style=\"font:16px/1.5 Georgia,serif;color:#191d26\"><p>Hello "
                            + HtmlUtils.htmlEscape(one.name) + ",</p><p>" + HtmlUtils.htmlEscape(problem) + "</p><p>" + since
                            + " <a href=\"" + HtmlUtils.htmlEscape(link) + "\">Backups</a></p></body></html>",
                    Map.of()));
        }
    }

    private record Administrator(long id, String name, String email) {}
}
