package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Merging, rebasing, reverting and picking, as git does it, without a working folder.
@Component
public class Merges {

    private static final int MOST_REBASED = 1_000;

    private final Repositories repositories;
    private final Writing writing;
    private final Access access;
    /// Commits never change, so neither does what their merge would be.
    private final Cache<Rehearsed, Outcome> rehearsals = Caffeine.newBuilder().maximumSize(2_000).build();

    private record Rehearsed(long project, String ours, String theirs) {}

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
        var done = rehearsals.getIfPresent(new Rehearsed(project, target, source));
        if (done != null) {
            return done;
        }
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var ours = Revisions.get(git, walk, target);
            var theirs = Revisions.get(git, walk, source);
            var key = new Rehearsed(project, ours.name(), theirs.name());
            var known = rehearsals.getIfPresent(key);
            if (known != null) {
                return known;
            }
            Outcome outcome = new Merged(ours.name());
            if (!walk.isMergedInto(theirs, ours)) {
                try (var inserter = git.newObjectInserter()) {
                    if (TreeMerge.of(git, inserter, walk, ours, theirs) instanceof TreeMerge.Clashing clashing) {
                        outcome = conflicting(clashing);
                    }
                }
            }
            rehearsals.put(key, outcome);
            return outcome;
        });
    }

    /// How two lines become one: by a commit with two parents; by one with all that the source brings; by that with two
    /// parents after the source has been brought up to date; by moving the target along.
    public enum How { COMMIT, SQUASH, LINEAR, FAST_FORWARD }

    /// Merges a commit into a branch. With `expectedHead` the target must still be there.
    @Transactional
    public Outcome merge(
            Actor actor, Project project, String source, String targetBranch, String message, How how, @Nullable String expectedHead) {
        return merge(actor, null, project, source, targetBranch, message, how, expectedHead);
    }

    /// The same; a squash is by its author, and the actor commits it. What is refused has written nothing, so that whoever asked
    /// may try again within a transaction.
    @Transactional(noRollbackFor = Problem.class)
    public Outcome merge(
            Actor actor, @Nullable Member author, Project project, String source, String targetBranch, String message, How how,
            @Nullable String expectedHead) {
        access.require(actor, project, Role.DEVELOPER);
        return onto(project, targetBranch, expectedHead, (git, walk, ours) -> {
            var theirs = Revisions.get(git, walk, source);
            if (walk.isMergedInto(theirs, ours)) {
                return new Merged(ours.name());
            }
            if ((how == How.FAST_FORWARD || how == How.LINEAR) && !walk.isMergedInto(ours, theirs)) {
                throw Problem.conflict("The branch must be rebased first: the target has commits it lacks.");
            }
            if (how == How.FAST_FORWARD) {
                return move(git, actor, targetBranch, ours, theirs, "merge " + source + ": fast-forward");
            }
            try (var inserter = git.newObjectInserter()) {
                return switch (TreeMerge.of(git, inserter, walk, ours, theirs)) {
                    case TreeMerge.Clashing clashing -> conflicting(clashing);
                    case TreeMerge.Clean clean -> {
                        var ident = writing.ident(actor);
                        var by = how != How.SQUASH ? ident : author == null
                                ? new PersonIdent(theirs.getAuthorIdent(), ident.getWhenAsInstant())
                                : new PersonIdent(author.name(), author.email(), ident.getWhenAsInstant(), author.zone());
                        var parents = how == How.SQUASH ? List.of(ours) : List.of(ours, theirs);
                        var commit = writing.commit(inserter, clean.tree(), parents, by, ident, message);
                        yield move(git, actor, targetBranch, ours, commit, "merge " + source);
                    }
                };
            }
        });
    }

    /// Points a hidden ref at what a merge would make, so that it can be fetched and tried.
    @Transactional
    public Outcome prepare(Actor actor, Project project, String source, String targetBranch, String message, String ref) {
        return onto(project, targetBranch, null, (git, walk, ours) -> {
            var theirs = Revisions.get(git, walk, source);
            var there = git.exactRef(ref);
            if (there != null) {
                var made = walk.parseCommit(there.getObjectId());
                if (made.getParentCount() == 2 && made.getParent(0).equals(ours) && made.getParent(1).equals(theirs)) {
                    return new Merged(made.name());
                }
            }
            try (var inserter = git.newObjectInserter()) {
                return switch (TreeMerge.of(git, inserter, walk, ours, theirs)) {
                    case TreeMerge.Clashing clashing -> conflicting(clashing);
                    case TreeMerge.Clean clean -> {
                        var ident = writing.ident(actor);
                        var commit = writing.commit(inserter, clean.tree(), List.of(ours, theirs), ident, ident, message);
                        Writing.update(git, writing.origin(actor), "merge " + source,
                                new GitRepository.Update(ref, there == null ? null : there.getObjectId(), commit));
                        yield new Merged(commit.name());
                    }
                };
            }
        });
    }

    /// Makes a branch's own commits once more on top of a revision, each by whoever wrote it; merges among them and what is
    /// there already are left out. The branch must still be where it was seen.
    @Transactional
    public Outcome rebase(Actor actor, Project project, String branch, String expectedHead, String upon) {
        access.require(actor, project, Role.DEVELOPER);
        return onto(project, branch, expectedHead, (git, walk, head) -> {
            var tip = Revisions.get(git, walk, upon);
            var own = own(walk, head, tip);
            if (walk.isMergedInto(tip, head) && own.stream().allMatch(commit -> commit.getParentCount() == 1)) {
                return new Merged(head.name());
            }
            try (var inserter = git.newObjectInserter()) {
                AnyObjectId last = tip;
                AnyObjectId tree = tip.getTree();
                for (var commit : own) {
                    if (commit.getParentCount() != 1) {
                        continue;
                    }
                    var parent = walk.parseCommit(commit.getParent(0));
                    switch (TreeMerge.trees(git, inserter, parent.getTree(), tree, commit.getTree(), Map.of())) {
                        case TreeMerge.Clashing clashing -> {
                            return conflicting(clashing);
                        }
                        case TreeMerge.Clean clean -> {
                            if (!clean.tree().equals(tree)) {
                                last = writing.commit(
                                        inserter, clean.tree(), List.of(last.toObjectId()), commit.getAuthorIdent(), writing.ident(actor),
                                        commit.getFullMessage());
                                tree = clean.tree();
                            }
                        }
                    }
                }
                // Whoever rewrites a branch must be allowed to push there; it is no merge.
                Writing.update(git, writing.origin(actor), "rebase onto " + upon,
                        new GitRepository.Update(Constants.R_HEADS + branch, head, last.toObjectId()));
                return new Merged(last.name());
            }
        });
    }

    private static List<RevCommit> own(RevWalk walk, RevCommit head, RevCommit upon) throws IOException {
        walk.reset();
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        walk.markStart(head);
        walk.markUninteresting(upon);
        var own = new ArrayList<RevCommit>();
        for (var commit : walk) {
            if (own.size() == MOST_REBASED) {
                throw Problem.bad("More than " + MOST_REBASED + " commits are rebased with git itself.");
            }
            own.add(commit);
        }
        walk.reset();
        walk.sort(RevSort.NONE);
        return own;
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

    /// Takes back all that led from one commit to another, in one commit.
    @Transactional
    public Outcome revert(
            Actor actor, Project project, String from, String to, String branch, @Nullable String startPoint, String message) {
        return apply(actor, project, branch, startPoint, (git, walk) -> new Step(
                Revisions.get(git, walk, to).getTree(), Revisions.get(git, walk, from).getTree(), message, null, "revert"));
    }

    private Outcome apply(
            Actor actor, Project project, String revision, String branch, @Nullable String startPoint, @Nullable String message, boolean back) {
        return apply(actor, project, branch, startPoint, (git, walk) -> {
            var commit = Revisions.get(git, walk, revision);
            if (commit.getParentCount() == 0) {
                throw Problem.bad("The first commit cannot be taken back or picked.");
            }
            var parent = walk.parseCommit(commit.getParent(0)).getTree();
            var said = message != null ? message
                    : back ? "Revert \"" + commit.getShortMessage() + "\"\n\nThis reverts commit " + commit.name() + ".\n"
                    : commit.getFullMessage().stripTrailing() + "\n\n(cherry picked from commit " + commit.name() + ")\n";
            return back
                    ? new Step(commit.getTree(), parent, said, null, "revert")
                    : new Step(parent, commit.getTree(), said, commit.getAuthorIdent(), "cherry-pick");
        });
    }

    /// From one tree to another.
    private record Step(AnyObjectId from, AnyObjectId to, String message, @Nullable PersonIdent author, String deed) {}

    private Outcome apply(Actor actor, Project project, String branch, @Nullable String startPoint, Files.Reading<Step> stepping) {
        access.require(actor, project, Role.DEVELOPER);
        if (!Repository.isValidRefName(Constants.R_HEADS + branch)) {
            throw Problem.invalid("branch", "is not a name a branch can have");
        }
        return Files.Reading.in(repositories, project.id(), (git, walk) -> {
            var ref = git.exactRef(Constants.R_HEADS + branch);
            var ours = ref != null ? walk.parseCommit(ref.getObjectId()) : Revisions.get(git, walk, startPoint == null ? Constants.HEAD : startPoint);
            var step = stepping.read(git, walk);
            try (var inserter = git.newObjectInserter()) {
                return switch (TreeMerge.trees(git, inserter, step.from(), ours.getTree(), step.to(), Map.of())) {
                    case TreeMerge.Clashing clashing -> conflicting(clashing);
                    case TreeMerge.Clean clean -> {
                        if (clean.tree().equals(ours.getTree())) {
                            throw Problem.bad("It would change nothing here.");
                        }
                        var ident = writing.ident(actor);
                        var id = writing.commit(
                                inserter, clean.tree(), List.of(ours), step.author() == null ? ident : step.author(), ident, step.message());
                        Writing.update(git, writing.origin(actor), step.deed(),
                                new GitRepository.Update(Constants.R_HEADS + branch, ref == null ? null : ours, id));
                        yield new Merged(id.name());
                    }
                };
            }
        });
    }

    interface Onto {
        Outcome merge(GitRepository git, RevWalk walk, RevCommit ours) throws IOException;
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

    private Outcome move(GitRepository git, Actor actor, String branch, RevCommit before, ObjectId after, String message) {
        Writing.update(git, writing.origin(actor).merging(), message, new GitRepository.Update(Constants.R_HEADS + branch, before, after));
        return new Merged(after.name());
    }

    private static Conflicting conflicting(TreeMerge.Clashing clashing) {
        return new Conflicting(clashing.clashes().stream().map(TreeMerge.Clash::path).toList());
    }
}
