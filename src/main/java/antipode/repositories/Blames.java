package antipode.repositories;

import antipode.database.Outbox;
import antipode.git.GitRepository;
import antipode.git.PushListener;
import antipode.git.PushOrigin;
import antipode.git.RefChange;
import antipode.git.Repositories;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Who wrote which line. A blame is kept for the last commit that touched the file, and the next one computed from it. A
/// history too long for one request is gone through in the background, a stretch at a time.
@Component
public class Blames implements PushListener {

    /// Larger files are not told line by line.
    public static final int LARGEST = Tracing.LARGEST;

    static final String PUSHED = "blame";
    static final String FURTHER = "blame-further";

    /// So long somebody waits, or other work behind the scenes.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Repositories repositories;
    private final KeptBlames kept;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    Blames(Repositories repositories, KeptBlames kept, Outbox outbox, TransactionTemplate transaction) {
        this.repositories = repositories;
        this.kept = kept;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /// What a push brought, as the outbox holds it.
    record Arrival(long project, @Nullable String before, String after) {}

    /// Where a search ended that had begun at another commit.
    record End(long project, String begun, String commit, String path) {}

    @Override
    public void pushed(long repository, List<RefChange> changes, PushOrigin origin) {
        for (var change : changes) {
            if (change.branch() != null && change.after() != null) {
                outbox.put(PUSHED, Long.toString(repository), new Arrival(repository, change.before(), change.after()));
            }
        }
    }

    private static BooleanSupplier patience() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        return () -> System.nanoTime() > end;
    }

    /// Of a file at a revision, as far as it can be told in a few seconds; nothing if it is not there, or no text.
    public Optional<Blame> of(long project, String revision, String path) {
        return of(project, revision, path, patience());
    }

    Optional<Blame> of(long project, String revision, String path, BooleanSupplier tired) {
        return search(new End(project, revision, revision, Files.clean(path)), tired);
    }

    /// Takes up a search where it ended.
    void further(End end) {
        search(end, patience());
    }

    private Optional<Blame> search(End from, BooleanSupplier tired) {
        return Files.Reading.in(repositories, from.project(), (git, walk) -> {
            var begun = Revisions.find(git, walk, from.begun());
            var commit = Revisions.find(git, walk, from.commit());
            if (begun == null || commit == null || Tracing.blob(walk, commit, from.path()) == null) {
                return Optional.empty();
            }
            return new Search(git, walk, from.project(), begun, tired).blame(commit, from.path(), true);
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
            var tracing = new Tracing(walk, IgnoredRevisions.read("", ""), () -> true, (_, _) -> null);
            var owner = tracing.owner(changed, Files.clean(path));
            return Optional.ofNullable(tracing.before(owner, Files.clean(path), line));
        });
    }

    /// A search in an opened repository, with today's list of commits looked through as whoever began it had it.
    private final class Search {

        private final RevWalk walk;
        private final long project;
        private final RevCommit begun;
        private final IgnoredRevisions ignored;
        private final BooleanSupplier tired;

        Search(GitRepository git, RevWalk walk, long project, RevCommit begun, BooleanSupplier tired) throws IOException {
            this.walk = walk;
            this.project = project;
            this.begun = begun;
            this.ignored = IgnoredRevisions.of(git, walk, begun);
            this.tired = tired;
        }

        /// @param wanted whether somebody waits for it: then what can't be told at once is found out behind their back
        Optional<Blame> blame(RevCommit commit, String path, boolean wanted) throws IOException {
            var tracing = new Tracing(walk, ignored, tired, this::known);
            var owner = tracing.owner(commit, path);
            var known = known(owner.name(), path);
            if (known != null) {
                return Optional.of(known);
            }
            var blame = tracing.blame(owner, path);
            if (blame != null && (wanted || !blame.open()) && !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
                transaction.executeWithoutResult(_ -> keep(owner, path, blame));
            }
            return Optional.ofNullable(blame);
        }

        private @Nullable Blame known(String owner, String path) {
            return kept.find(project, owner, path, ignored.blob());
        }

        private void keep(RevCommit owner, String path, Blame blame) {
            kept.keep(project, owner.name(), path, ignored.blob(), blame);
            blame.ranges().stream()
                    .filter(Blame.Range::open)
                    .map(range -> new End(project, begun.name(), range.commit(), range.originalPath()))
                    .distinct()
                    .forEach(end -> outbox.put(FURTHER, Long.toString(project), end));
        }
    }

    /// Computes the blames of the files a push has changed, while their parents' are at hand.
    void keep(Arrival arrival, int most) {
        var tired = patience();
        Files.Reading.in(repositories, arrival.project(), (git, walk) -> {
            var after = Revisions.find(git, walk, arrival.after());
            // What a new branch has as the main one has it is kept there.
            var before = Revisions.find(git, walk, arrival.before() == null ? Constants.HEAD : arrival.before());
            if (after == null) {
                return 0; // gone again since
            }
            var search = new Search(git, walk, arrival.project(), after, tired);
            int count = 0;
            try (var changed = new TreeWalk(walk.getObjectReader())) {
                changed.addTree(after.getTree());
                if (before != null && !before.equals(after)) {
                    changed.addTree(before.getTree());
                    changed.setFilter(TreeFilter.ANY_DIFF);
                }
                changed.setRecursive(true);
                while (changed.next() && count < most && !tired.getAsBoolean()) {
                    if (changed.getPathString().equals(IgnoredRevisions.FILE) && after.equals(Revisions.find(git, walk, Constants.HEAD))) {
                        kept.forgetOthers(arrival.project(), search.ignored.blob());
                    }
                    if (changed.getFileMode(0).getObjectType() == Constants.OBJ_BLOB) {
                        search.blame(after, changed.getPathString(), false);
                        count++;
                    }
                }
            }
            return count;
        });
    }
}
