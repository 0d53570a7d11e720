package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What stands between two branches, and a merge of the target into the source that settles it.
@Component
public class Conflicts {

    private static final int LONGEST = 4 << 20;

    private final Repositories repositories;
    private final Writing writing;
    private final Access access;

    Conflicts(Repositories repositories, Writing writing, Access access) {
        this.repositories = repositories;
        this.writing = writing;
        this.access = access;
    }

    /// In the order of their paths; none if both can be brought together.
    ///
    /// @param source a commit, as is `target`
    public List<Conflict> between(long project, String source, String target) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            try (var inserter = git.newObjectInserter(); var reader = inserter.newReader()) {
                var found = new ArrayList<Conflict>();
                for (var clash : clashes(git, inserter, walk, source, target)) {
                    found.add(conflict(reader, clash));
                }
                return found;
            }
        });
    }

    private static List<TreeMerge.Clash> clashes(GitRepository git, ObjectInserter inserter, RevWalk walk, String source, String target)
            throws IOException {
        var ours = Revisions.get(git, walk, source);
        var theirs = Revisions.get(git, walk, target);
        return TreeMerge.of(git, inserter, walk, ours, theirs) instanceof TreeMerge.Clashing clashing ? clashing.clashes() : List.of();
    }

    private static Conflict conflict(ObjectReader reader, TreeMerge.Clash clash) throws IOException {
        var kind = kind(reader, clash);
        var also = clash.renamedTwice() ? clash.paths().get(1) : null;
        var lines = kind == Conflict.Kind.LINES || kind == Conflict.Kind.BOTH_ADDED;
        return new Conflict(clash.path(), also, kind, lines && clash.places() != null ? ThreeWay.of(clash.places()) : ThreeWay.NOTHING);
    }

    private static Conflict.Kind kind(ObjectReader reader, TreeMerge.Clash clash) throws IOException {
        if (clash.renamedTwice()) {
            return Conflict.Kind.RENAMED_TWICE;
        }
        var ours = clash.ours();
        var theirs = clash.theirs();
        if (ours != null && ours.mode() == FileMode.TREE || theirs != null && theirs.mode() == FileMode.TREE) {
            return Conflict.Kind.FOLDER;
        }
        if (ours == null || theirs == null) {
            return ours == null && theirs == null ? Conflict.Kind.FOLDER
                    : ours == null ? Conflict.Kind.GONE_IN_SOURCE : Conflict.Kind.GONE_IN_TARGET;
        }
        if (clash.places() == null || !file(ours) || !file(theirs) || binary(reader, ours) || binary(reader, theirs)) {
            return Conflict.Kind.BINARY;
        }
        return clash.base() == null ? Conflict.Kind.BOTH_ADDED : Conflict.Kind.LINES;
    }

    private static boolean file(TreeMerge.Leaf leaf) {
        return leaf.mode() == FileMode.REGULAR_FILE || leaf.mode() == FileMode.EXECUTABLE_FILE;
    }

    private static boolean binary(ObjectReader reader, TreeMerge.Leaf leaf) throws IOException {
        var loader = reader.open(leaf.id(), Constants.OBJ_BLOB);
        return loader.getSize() > LONGEST || Files.binary(loader.getBytes(LONGEST + 1));
    }

    /// Merges the target into the source branch with all its conflicts settled, by whoever settled them. Both must still be
    /// where they were seen.
    ///
    /// @param solutions by path, one for each conflict
    /// @return the commit
    @Transactional
    public String solve(
            Actor actor, Project project, String sourceBranch, String source, String targetBranch, String target, String message,
            Map<String, Conflict.Solution> solutions) {
        access.require(actor, project, Role.DEVELOPER);
        return Files.Reading.in(repositories, project.id(), (git, walk) -> {
            still(git, sourceBranch, source);
            still(git, targetBranch, target);
            var ours = walk.parseCommit(org.eclipse.jgit.lib.ObjectId.fromString(source));
            var theirs = walk.parseCommit(org.eclipse.jgit.lib.ObjectId.fromString(target));
            try (var inserter = git.newObjectInserter()) {
                Map<String, TreeMerge.@Nullable Leaf> settled = new HashMap<>();
                for (var clash : clashes(git, inserter, walk, source, target)) {
                    var solution = solutions.get(clash.path());
                    if (solution == null) {
                        throw Problem.bad("Say what becomes of " + clash.path() + ".");
                    }
                    settle(inserter, clash, solution, settled);
                }
                if (!(TreeMerge.of(git, inserter, walk, ours, theirs, settled) instanceof TreeMerge.Clean clean)) {
                    throw new Problem(422, "This can’t be settled in a browser. Merge " + targetBranch + " into " + sourceBranch + " with git.");
                }
                var ident = writing.ident(actor);
                var commit = writing.commit(inserter, clean.tree(), List.of(ours, theirs), ident, ident, message);
                Writing.update(git, writing.origin(actor), "merge " + targetBranch,
                        new GitRepository.Update(Constants.R_HEADS + sourceBranch, ours, commit));
                return commit.name();
            }
        });
    }

    private static void still(GitRepository git, String branch, String commit) throws IOException {
        var ref = git.exactRef(Constants.R_HEADS + branch);
        if (ref == null || !ref.getObjectId().name().equals(commit)) {
            throw Problem.conflict(ref == null ? "The branch " + branch + " is gone." : branch + " has moved meanwhile. Here is how it stands now.");
        }
    }

    private static void settle(
            ObjectInserter inserter, TreeMerge.Clash clash, Conflict.Solution solution, Map<String, TreeMerge.@Nullable Leaf> settled)
            throws IOException {
        clash.paths().forEach(path -> settled.put(path, null));
        var mode = clash.ours() != null ? clash.ours().mode() : clash.theirs() != null ? clash.theirs().mode() : FileMode.REGULAR_FILE;
        switch (solution) {
            case Conflict.Taken taken -> {
                var target = taken.side() == ThreeWay.Side.TARGET;
                var path = target && clash.renamedTwice() ? clash.paths().get(1) : clash.path();
                settled.put(path, target ? clash.theirs() : clash.ours());
            }
            case Conflict.Written written -> settled.put(
                    clash.path(), new TreeMerge.Leaf(mode, inserter.insert(Constants.OBJ_BLOB, written.text().getBytes(StandardCharsets.UTF_8))));
            case Conflict.Choice choice -> {
                if (clash.places() == null) {
                    throw Problem.bad("Say what becomes of " + clash.path() + ".");
                }
                var lines = ThreeWay.of(clash.places());
                if (choice.sides().size() < lines.disputed().size()) {
                    throw Problem.bad("Choose for each place of " + clash.path() + ".");
                }
                settled.put(clash.path(), new TreeMerge.Leaf(
                        mode, inserter.insert(Constants.OBJ_BLOB, lines.settled(choice.sides()).getBytes(lines.letters()))));
            }
        }
    }
}
