package antipode.repositories;

import antipode.database.Outbox;
import antipode.git.GitRepository;
import antipode.git.PushListener;
import antipode.git.PushOrigin;
import antipode.git.RefChange;
import antipode.git.Repositories;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Who wrote which line. A blame is kept for the last commit that touched the file, and the next one computed from it.
@Component
public class Blames implements PushListener {

    /// Larger files are not told line by line.
    public static final int LARGEST = Tracing.LARGEST;

    static final String CONSUMER = "blame";

    /// So many versions of a file are gone through behind a push; a longer history waits until somebody looks.
    private static final int VERSIONS = 500;

    private final Repositories repositories;
    private final JdbcClient jdbc;
    private final Outbox outbox;

    Blames(Repositories repositories, JdbcClient jdbc, Outbox outbox) {
        this.repositories = repositories;
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /// What a push brought, as the outbox holds it.
    record Arrival(long project, @Nullable String before, String after) {}

    @Override
    public void pushed(long repository, List<RefChange> changes, PushOrigin origin) {
        for (var change : changes) {
            if (change.branch() != null && change.after() != null) {
                outbox.put(CONSUMER, Long.toString(repository), new Arrival(repository, change.before(), change.after()));
            }
        }
    }

    /// Of a file at a revision; nothing if it is not there, or no text.
    public Optional<Blame> of(long project, String revision, String path) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var commit = Revisions.find(git, walk, revision);
            var blob = commit == null ? null : Tracing.blob(walk, commit, Files.clean(path));
            if (commit == null || blob == null) {
                return Optional.empty();
            }
            return blame(git, walk, project, commit, Files.clean(path), Integer.MAX_VALUE);
        });
    }

    /// A line of a file as it was before.
    public record Earlier(String commit, String path, int line) {}

    /// Where a line stood before a commit changed it, renames looked through; nothing if that commit began the file.
    public Optional<Earlier> before(long project, String commit, String path, int line) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var changed = Revisions.find(git, walk, commit);
            if (changed == null) {
                return Optional.empty();
            }
            var tracing = new Tracing(walk, IgnoredRevisions.read("", ""), 0, (_, _) -> null);
            var owner = tracing.owner(changed, Files.clean(path));
            return Optional.ofNullable(tracing.before(owner, Files.clean(path), line));
        });
    }

    private Optional<Blame> blame(GitRepository git, RevWalk walk, long project, RevCommit commit, String path, int most) throws IOException {
        var ignored = IgnoredRevisions.of(git, walk, commit);
        var tracing = new Tracing(walk, ignored, most, (owner, name) -> kept(project, owner, name, ignored.blob()));
        var owner = tracing.owner(commit, path);
        var kept = kept(project, owner.name(), path, ignored.blob());
        if (kept != null) {
            return Optional.of(kept);
        }
        var blame = tracing.blame(owner, path);
        if (blame != null && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            keep(project, owner.name(), path, ignored.blob(), blame);
        }
        return Optional.ofNullable(blame);
    }

    private @Nullable Blame kept(long project, String commit, String path, String ignored) {
        return jdbc.sql("select ranges from blame where project_id = :project and commit = :commit and path = :path and ignored = :ignored")
                .param("project", project)
                .param("commit", commit)
                .param("path", path)
                .param("ignored", ignored)
                .query(String.class)
                .optional()
                .map(Blame::read)
                .orElse(null);
    }

    private void keep(long project, String commit, String path, String ignored, Blame blame) {
        jdbc.sql("""
                insert into blame (project_id, commit, path, ignored, ranges) values (:project, :commit, :path, :ignored, :ranges)
                on conflict do nothing""")
                .param("project", project)
                .param("commit", commit)
                .param("path", path)
                .param("ignored", ignored)
                .param("ranges", blame.written())
                .update();
    }

    /// Computes the blames of the files a push has changed, while their parents' are at hand.
    void keep(Arrival arrival, int most) {
        Files.Reading.in(repositories, arrival.project(), (git, walk) -> {
            var after = Revisions.find(git, walk, arrival.after());
            var before = arrival.before() == null ? null : Revisions.find(git, walk, arrival.before());
            if (after == null) {
                return 0; // gone again since
            }
            int count = 0;
            try (var changed = new TreeWalk(walk.getObjectReader())) {
                changed.addTree(after.getTree());
                if (before != null) {
                    changed.addTree(before.getTree());
                    changed.setFilter(org.eclipse.jgit.treewalk.filter.TreeFilter.ANY_DIFF);
                }
                changed.setRecursive(true);
                while (changed.next() && count < most) {
                    if (changed.getFileMode(0).getObjectType() == Constants.OBJ_BLOB) {
                        blame(git, walk, arrival.project(), after, changed.getPathString(), VERSIONS);
                        count++;
                    }
                }
            }
            return count;
        });
    }
}
