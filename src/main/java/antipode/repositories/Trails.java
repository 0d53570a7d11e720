package antipode.repositories;

import antipode.git.Repositories;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The commits that changed a file, the newest first, also under the names it had before.
@Component
public class Trails {

    private static final int MOST_NAMES = 50;

    private final Repositories repositories;

    Trails(Repositories repositories) {
        this.repositories = repositories;
    }

    /// @param path what the file was called from there on
    public record Step(Commit commit, String path) {}

    /// @param more whether there are older ones
    public record Trail(List<Step> steps, boolean more) {}

    /// @param path  "" for whatever was changed
    /// @param after the last commit that is known already; what was pushed meanwhile moves nothing
    public Trail of(long project, String revision, String path, @Nullable String after, int limit) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var steps = new ArrayList<Step>();
            var stretch = Stretch.first(Revisions.find(git, walk, revision), Files.clean(path));
            boolean known = after != null;
            for (int names = 0; stretch != null && names < MOST_NAMES; names++) {
                RevCommit oldest = null;
                for (var commit : stretch.commits(walk)) {
                    oldest = commit;
                    if (known) {
                        known = !commit.name().equals(after);
                    } else if (steps.size() == limit) {
                        return new Trail(steps, true);
                    } else {
                        steps.add(new Step(Commit.of(commit), stretch.path()));
                    }
                }
                stretch = stretch.before(walk, oldest);
            }
            return new Trail(steps, false);
        });
    }

    /// What a file that has a name today was called at a commit.
    public Optional<String> nameAt(long project, String revision, String path, String commit) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var then = Revisions.find(git, walk, commit);
            var stretch = Stretch.first(Revisions.find(git, walk, revision), Files.clean(path));
            for (int names = 0; then != null && stretch != null && names < MOST_NAMES; names++) {
                if (Tracing.blob(walk, then, stretch.path()) != null) {
                    return Optional.of(stretch.path());
                }
                RevCommit oldest = null;
                for (var each : stretch.commits(walk)) {
                    oldest = each;
                }
                stretch = stretch.before(walk, oldest);
            }
            return Optional.empty();
        });
    }

    /// The part of a history in which a file had one name.
    private record Stretch(RevCommit tip, String path) {

        static @Nullable Stretch first(@Nullable RevCommit tip, String path) {
            return tip == null ? null : new Stretch(tip, path);
        }

        Iterable<RevCommit> commits(RevWalk walk) throws IOException {
            if (!path.isEmpty()) {
                return new PathHistory(walk, path, false, List.of(walk.parseCommit(tip)));
            }
            walk.reset();
            walk.markStart(walk.parseCommit(tip));
            return walk;
        }

        /// From the commit that gave the file this name.
        @Nullable Stretch before(RevWalk walk, @Nullable RevCommit oldest) throws IOException {
            if (oldest == null || path.isEmpty()) {
                return null;
            }
            var commit = walk.parseCommit(oldest);
            for (var parent : commit.getParents()) {
                var rename = Renamed.to(walk, walk.parseCommit(parent), commit, path);
                if (rename != null) {
                    return new Stretch(parent, rename.getOldPath());
                }
            }
            return null;
        }
    }
}
