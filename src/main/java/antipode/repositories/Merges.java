package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Merging, reverting and picking, as git does it, without a working folder.
@Component
public class Merges {

    private final Repositories repositories;
    private final Writing writing;
    private final Access access;

    Merges(Repositories repositories, Writing writing, Access access) {
        this.repositories = repositories;
        this.writing = writing;
        this.access = access;
    }

    /// What came of it.
    public sealed interface Outcome {}

    /// The target's new head; for a merge that had nothing to bring, the old one.
    public record Merged(String commit) implements Outcome {}

    /// The same lines were changed on both sides of these files; nothing has changed.
    public record Conflicting(List<String> paths) implements Outcome {}

    /// Whether a merge would succeed, without making it.
    public Outcome rehearse(long project, String source, String target) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var ours = Revisions.get(git, walk, target);
            var theirs = Revisions.get(git, walk, source);
            if (walk.isMergedInto(theirs, ours)) {
                return new Merged(ours.name());
            }
            try (var inserter = git.newObjectInserter()) {
                var merger = merger(git, inserter, MergeStrategy.RECURSIVE);
                return merger.merge(false, ours, theirs) ? new Merged(ours.name()) : conflicting(merger);
            }
        });
    }

    /// How two lines become one.
    public enum How { COMMIT, SQUASH, FAST_FORWARD }

    /// Merges a commit into a branch. With `expectedHead` the target must still be there.
    @Transactional
    public Outcome merge(
            Actor actor, Project project, String source, String targetBranch, String message, How how, @Nullable String expectedHead) {
        access.require(actor, project, Role.DEVELOPER);
        return onto(project, targetBranch, expectedHead, (git, walk, ours) -> {
            var theirs = Revisions.get(git, walk, source);
            if (walk.isMergedInto(theirs, ours)) {
                return new Merged(ours.name());
            }
            if (how == How.FAST_FORWARD) {
                if (!walk.isMergedInto(ours, theirs)) {
                    throw Problem.conflict("The branch must be rebased first: the target has commits it lacks.");
                }
                return move(git, actor, targetBranch, ours, theirs, "merge " + source + ": fast-forward");
            }
            try (var inserter = git.newObjectInserter()) {
                var merger = merger(git, inserter, MergeStrategy.RECURSIVE);
                if (!merger.merge(false, ours, theirs)) {
                    return conflicting(merger);
                }
                var ident = writing.ident(actor);
                var author = how == How.SQUASH ? new PersonIdent(theirs.getAuthorIdent(), ident.getWhenAsInstant()) : ident;
                var parents = how == How.SQUASH ? List.of(ours) : List.of(ours, theirs);
                var commit = writing.commit(inserter, merger.getResultTreeId(), parents, author, ident, message);
                return move(git, actor, targetBranch, ours, commit, "merge " + source);
            }
        });
    }

    /// Takes a commit back on a branch, which begins at `startPoint` where it is new.
    @Transactional
    public Outcome revert(Actor actor, Project project, String revision, String branch, @Nullable String startPoint, @Nullable String message) {
        return apply(actor, project, revision, branch, startPoint, message, true);
    }

    /// Does what a commit did once more on a branch, which begins at `startPoint` where it is new.
    @Transactional
    public Outcome pick(Actor actor, Project project, String revision, String branch, @Nullable String startPoint, @Nullable String message) {
        return apply(actor, project, revision, branch, startPoint, message, false);
    }

    private Outcome apply(
            Actor actor, Project project, String revision, String branch, @Nullable String startPoint, @Nullable String message, boolean back) {
        access.require(actor, project, Role.DEVELOPER);
        if (!Repository.isValidRefName(Constants.R_HEADS + branch)) {
            throw Problem.invalid("branch", "is not a name a branch can have");
        }
        return Files.Reading.in(repositories, project.id(), (git, walk) -> {
            var ref = git.exactRef(Constants.R_HEADS + branch);
            var ours = ref != null ? walk.parseCommit(ref.getObjectId()) : Revisions.get(git, walk, startPoint == null ? Constants.HEAD : startPoint);
            var commit = Revisions.get(git, walk, revision);
            if (commit.getParentCount() == 0) {
                throw Problem.bad("The first commit cannot be taken back or picked.");
            }
            var parent = walk.parseCommit(commit.getParent(0));
            try (var inserter = git.newObjectInserter()) {
                var merger = merger(git, inserter, MergeStrategy.RESOLVE);
                merger.setBase(back ? commit.getTree() : parent.getTree());
                if (!merger.merge(false, ours, back ? parent : commit)) {
                    return conflicting(merger);
                }
                if (merger.getResultTreeId().equals(ours.getTree())) {
                    throw Problem.bad("It would change nothing here.");
                }
                var ident = writing.ident(actor);
                var said = message != null ? message
                        : back ? "Revert \"" + commit.getShortMessage() + "\"\n\nThis reverts commit " + commit.name() + ".\n"
                        : commit.getFullMessage().stripTrailing() + "\n\n(cherry picked from commit " + commit.name() + ")\n";
                var id = writing.commit(inserter, merger.getResultTreeId(), List.of(ours), back ? ident : commit.getAuthorIdent(), ident, said);
                Writing.update(git, writing.origin(actor), back ? "revert" : "cherry-pick",
                        new GitRepository.Update(Constants.R_HEADS + branch, ref == null ? null : ours, id));
                return new Merged(id.name());
            }
        });
    }

    private interface Onto {
        Outcome merge(GitRepository git, org.eclipse.jgit.revwalk.RevWalk walk, RevCommit ours) throws IOException;
    }

    private Outcome onto(Project project, String branch, @Nullable String expectedHead, Onto merge) {
        return Files.Reading.in(repositories, project.id(), (git, walk) -> {
            var ref = git.exactRef(Constants.R_HEADS + branch);
            if (ref == null) {
                throw Problem.notFound("Branch");
            }
            var ours = walk.parseCommit(ref.getObjectId());
            if (expectedHead != null && !ours.name().equals(expectedHead)) {
                throw Problem.conflict("The branch has moved meanwhile. Look at what came in, then try again.");
            }
            return merge.merge(git, walk, ours);
        });
    }

    private Outcome move(GitRepository git, Actor actor, String branch, RevCommit before, org.eclipse.jgit.lib.ObjectId after, String message) {
        Writing.update(git, writing.origin(actor), message, new GitRepository.Update(Constants.R_HEADS + branch, before, after));
        return new Merged(after.name());
    }

    private static ResolveMerger merger(GitRepository git, ObjectInserter inserter, MergeStrategy strategy) {
        var merger = (ResolveMerger) strategy.newMerger(git, true);
        merger.setObjectInserter(inserter);
        return merger;
    }

    private static Conflicting conflicting(ResolveMerger merger) {
        return new Conflicting(List.copyOf(merger.getUnmergedPaths()));
    }
}
