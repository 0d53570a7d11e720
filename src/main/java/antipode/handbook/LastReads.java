package antipode.handbook;

import antipode.markdown.ProseDiff;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Files;
import antipode.web.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which version of a page a member read last. Each member's own, shown to nobody else and counted nowhere: it serves only to
/// say what has changed since.
@Component
public class LastReads {

    /// Whoever comes back after this long reads anew.
    private static final Duration VISIT = Duration.ofMinutes(30);

    private static final int LONGEST = 1 << 20;

    private final JdbcClient jdbc;
    private final Files files;
    private final Clock clock;

    LastReads(JdbcClient jdbc, Files files, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.clock = clock;
    }

    /// A version as it was read.
    private record Version(String blob, String commit, Instant at) {}

    private record Kept(Version last, @Nullable Version before) {}

    /// A member at a page: what is to be noted of it, if anything, and what has changed since the visit before.
    record Reading(long member, long project, String path, String blob, String commit, boolean news, @Nullable Since since) {}

    /// @param changed the changed paragraphs, by their lines as they stand now
    /// @param gone    how many are no longer there
    record Since(Instant at, String commit, List<Lines> changed, int gone) {

        int count() {
            return changed.size() + gone;
        }

        boolean touches(int start, int end) {
            return changed.stream().anyMatch(lines -> lines.start() <= end && lines.end() >= start);
        }
    }

    record Lines(int start, int end) {}

    /// Of somebody who reads a page in the browser as it is now; nothing for whoever isn't signed in.
    @Nullable Reading of(Actor reader, Project project, String path, String blob, String commit) {
        if (!reader.signedIn() || reader.tokenId() != null) {
            return null;
        }
        var kept = find(reader.id(), project.id(), path).orElse(null);
        var now = clock.instant();
        boolean same = kept != null && kept.last().blob().equals(blob);
        boolean visiting = kept != null && kept.last().at().plus(VISIT).isAfter(now);
        var before = kept == null ? null : !same ? kept.last() : visiting ? kept.before() : null;
        return new Reading(
                reader.id(), project.id(), path, blob, commit, !same || !visiting,
                before == null || before.blob().equals(blob) ? null : since(project, before, blob));
    }

    private Optional<Kept> find(long member, long project, String path) {
        return jdbc.sql("""
                        select blob, commit, read_at, before_blob, before_commit, before_at from page_reading
                        where member_id = :member and project_id = :project and path = :path""")
                .param("member", member)
                .param("project", project)
                .param("path", path)
                .query((row, _) -> new Kept(
                        new Version(row.getString("blob"), row.getString("commit"), row.getTimestamp("read_at").toInstant()),
                        row.getString("before_blob") == null
                                ? null
                                : new Version(row.getString("before_blob"), row.getString("before_commit"), row.getTimestamp("before_at").toInstant())))
                .optional();
    }

    /// Nothing if the old version is gone with a history that was rewritten, or nothing of what is read has changed.
    private @Nullable Since since(Project project, Version before, String blob) {
        var old = text(project, before.blob());
        var now = text(project, blob);
        if (old == null || now == null) {
            return null;
        }
        var changes = ProseDiff.of(old, now).rows().stream()
                .filter(ProseDiff.Changed.class::isInstance)
                .map(ProseDiff.Changed.class::cast)
                .toList();
        var lines = changes.stream().filter(change -> change.newLine() > 0).map(change -> new Lines(change.newLine(), change.newEnd())).toList();
        return changes.isEmpty() ? null : new Since(before.at(), before.commit(), lines, changes.size() - lines.size());
    }

    private @Nullable String text(Project project, String blob) {
        var size = files.size(project.id(), blob).orElse(null);
        return size == null || size > LONGEST
                ? null
                : files.blob(project.id(), blob).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse(null);
    }

    /// Lets a member have read a page as it is now.
    @Transactional
    public void read(Actor reader, Project project, String path) {
        var page = files.locate(project.id(), project.defaultBranch(), path).orElseThrow(() -> Problem.notFound("Page"));
        var reading = of(reader, project, path, page.blob(), page.commit());
        if (reading != null && reading.news()) {
            note(reading);
        }
    }

    /// Notes that a page was read, once for each visit: as long as it lasts, what was new when it began stays marked.
    @Transactional
    void note(Reading reading) {
        var now = Timestamp.from(clock.instant());
        jdbc.sql("""
                insert into page_reading (member_id, project_id, path, blob, commit, read_at)
                values (:member, :project, :path, :blob, :commit, :now)
                on conflict (member_id, project_id, path) do update set
                  before_blob = case when page_reading.blob <> :blob then page_reading.blob end,
                  before_commit = case when page_reading.blob <> :blob then page_reading.commit end,
                  before_at = case when page_reading.blob <> :blob then page_reading.read_at end,
                  blob = :blob, commit = :commit, read_at = :now""")
                .param("member", reading.member())
                .param("project", reading.project())
                .param("path", reading.path())
                .param("blob", reading.blob())
                .param("commit", reading.commit())
                .param("now", now)
                .update();
    }
}
