package antipode.repositories;

import antipode.git.FileNames;
import antipode.git.GitRepository;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Commits made on the web or through the API.
@Component
public class Edits {

    private static final int TRIES = 5;
    private static final int LARGEST = 100 << 20;

    private final Repositories repositories;
    private final Writing writing;
    private final Access access;

    Edits(Repositories repositories, Writing writing, Access access) {
        this.repositories = repositories;
        this.writing = writing;
        this.access = access;
    }

    public enum Kind { CREATE, UPDATE, DELETE, MOVE, CHMOD }

    /// One change to one file; a move without content keeps what the file holds.
    public record Action(Kind kind, String path, @Nullable String previousPath, byte @Nullable [] content, @Nullable Boolean executable) {

        public static Action create(String path, String text) {
            return new Action(Kind.CREATE, path, null, text.getBytes(StandardCharsets.UTF_8), null);
        }

        public static Action update(String path, String text) {
            return new Action(Kind.UPDATE, path, null, text.getBytes(StandardCharsets.UTF_8), null);
        }

        public static Action delete(String path) {
            return new Action(Kind.DELETE, path, null, null, null);
        }

        public static Action move(String from, String to) {
            return new Action(Kind.MOVE, to, from, null, null);
        }
    }

    /// Commits all actions or none, and answers the commit's id. A branch that is not there begins at `startPoint`; the first
    /// of a repository needs none. With `expectedHead`, the branch must still be there; without, the actions are applied
    /// to whatever it has become.
    @Transactional
    public String commit(
            Actor actor, Project project, String branch, @Nullable String startPoint, String message, List<Action> actions, @Nullable String expectedHead) {
        return commit(actor, null, project, branch, startPoint, message, actions, expectedHead);
    }

    /// The same for what somebody else wrote: they are its author, and the actor commits it.
    @Transactional
    public String commit(
            Actor actor, @Nullable Member author, Project project, String branch, @Nullable String startPoint, String message,
            List<Action> actions, @Nullable String expectedHead) {
        access.require(actor, project, Role.DEVELOPER);
        var ref = Constants.R_HEADS + branch;
        if (!Repository.isValidRefName(ref)) {
            throw Problem.invalid("branch", "is not a name a branch can have");
        }
        if (message.isBlank()) {
            throw Problem.invalid("commit_message", "can't be blank");
        }
        for (int tries = 1; ; tries++) {
            try {
                return attempt(actor, author, project, ref, startPoint, message, actions, expectedHead);
            } catch (Problem problem) {
                // A refused batch has written nothing, so the transaction goes on.
                if (problem.status() != 409 || expectedHead != null || tries == TRIES) {
                    throw problem;
                }
            }
        }
    }

    /// The same by somebody who may take part but not write: on a branch that bears their name, for others to merge.
    ///
    /// @param startPoint where the branch begins; nothing for one that is there
    @Transactional
    public String offer(Actor actor, Project project, String branch, @Nullable String startPoint, String message, List<Action> actions) {
        access.require(actor, project, Role.GUEST);
        var ref = Constants.R_HEADS + branch;
        if (!branch.startsWith(actor.require().username() + "-patch-") || !Repository.isValidRefName(ref) || message.isBlank()) {
            throw Problem.invalid("branch", "is not one of yours");
        }
        var began = Files.Reading.in(repositories, project.id(), (git, walk) -> {
            var there = git.exactRef(ref);
            if (startPoint != null && there != null) {
                throw Problem.conflict("There is such a branch already.");
            }
            return startPoint == null && there != null ? there.getObjectId().name() : Revisions.get(git, walk, startPoint == null ? ref : startPoint).name();
        });
        return attempt(actor, null, project, ref, began, message, actions, began);
    }

    /// Lets a branch be nothing but these actions upon `startPoint`, whatever it was before.
    @Transactional
    public String overwrite(Actor actor, Project project, String branch, String startPoint, String message, List<Action> actions) {
        access.require(actor, project, Role.DEVELOPER);
        var ref = Constants.R_HEADS + branch;
        if (!Repository.isValidRefName(ref)) {
            throw Problem.invalid("branch", "is not a name a branch can have");
        }
        return Files.Reading.in(repositories, project.id(), (git, walk) -> {
            var head = git.exactRef(ref);
            var parent = start(git, walk, ref, startPoint);
            try (var inserter = git.newObjectInserter()) {
                var ident = writing.ident(actor);
                var commit = writing.commit(
                        inserter, tree(walk, inserter, parent, actions), parent == null ? List.of() : List.of(parent), ident, ident, message);
                Writing.update(git, writing.origin(actor), "commit: over what was there",
                        new GitRepository.Update(ref, head == null ? null : head.getObjectId(), commit));
                return commit.name();
            }
        });
    }

    private String attempt(
            Actor actor, @Nullable Member author, Project project, String ref, @Nullable String start, String message, List<Action> actions, @Nullable String expectedHead) {
        return Files.Reading.in(repositories, project.id(), (git, walk) -> {
            var head = git.exactRef(ref);
            var before = head == null ? null : head.getObjectId();
            if (expectedHead != null && (before == null ? start == null : !before.name().equals(expectedHead))) {
                throw Problem.conflict("The branch has moved meanwhile. Look at what came in, then try again.");
            }
            var parent = before != null ? walk.parseCommit(before) : start(git, walk, ref, start);
            try (var inserter = git.newObjectInserter()) {
                var tree = tree(walk, inserter, parent, actions);
                var ident = writing.ident(actor);
                var commit = writing.commit(inserter, tree, parent == null ? List.of() : List.of(parent), author == null ? ident : writing.ident(author), ident, message);
                Writing.update(git, writing.origin(actor), "commit: " + message.lines().findFirst().orElse(""), new GitRepository.Update(ref, before, commit));
                return commit.name();
            }
        });
    }

    private static @Nullable RevCommit start(GitRepository git, RevWalk walk, String ref, @Nullable String start) throws IOException {
        if (start != null) {
            var commit = Revisions.find(git, walk, start);
            if (commit != null) {
                return commit;
            }
            throw Problem.bad("Invalid reference name: " + start);
        }
        if (git.refs(Constants.R_HEADS).isEmpty()) {
            return null;
        }
        throw Problem.bad("There is no branch " + Repository.shortenRefName(ref) + "; say where it starts.");
    }

    private record Leaf(FileMode mode, ObjectId id) {}

    private static ObjectId tree(RevWalk walk, ObjectInserter inserter, @Nullable RevCommit parent, List<Action> actions) throws IOException {
        var files = new TreeMap<String, Leaf>();
        if (parent != null) {
            try (var old = new TreeWalk(walk.getObjectReader())) {
                old.addTree(parent.getTree());
                old.setRecursive(true);
                while (old.next()) {
                    files.put(old.getPathString(), new Leaf(old.getFileMode(0), old.getObjectId(0)));
                }
            }
        }
        for (var action : actions) {
            apply(inserter, files, action);
        }
        var cache = DirCache.newInCore();
        var builder = cache.builder();
        files.forEach((path, leaf) -> {
            var entry = new DirCacheEntry(path);
            entry.setFileMode(leaf.mode());
            entry.setObjectId(leaf.id());
            builder.add(entry);
        });
        builder.finish();
        return cache.writeTree(inserter);
    }

    private static void apply(ObjectInserter inserter, TreeMap<String, Leaf> files, Action action) throws IOException {
        var path = action.path();
        switch (action.kind()) {
            case CREATE -> {
                if (files.containsKey(path)) {
                    throw Problem.bad("A file with this name already exists");
                }
                checkPath(files, path);
                files.put(path, new Leaf(mode(action, FileMode.REGULAR_FILE), insert(inserter, action)));
            }
            case UPDATE -> {
                var old = existing(files, path);
                files.put(path, new Leaf(mode(action, old.mode()), insert(inserter, action)));
            }
            case DELETE -> {
                existing(files, path);
                files.remove(path);
            }
            case CHMOD -> files.put(path, new Leaf(mode(action, FileMode.REGULAR_FILE), existing(files, path).id()));
            case MOVE -> {
                var from = action.previousPath() == null ? "" : action.previousPath();
                var old = existing(files, from);
                if (files.containsKey(path)) {
                    throw Problem.bad("A file with this name already exists");
                }
                files.remove(from);
                checkPath(files, path);
                files.put(path, action.content() == null ? old : new Leaf(mode(action, old.mode()), insert(inserter, action)));
            }
        }
    }

    private static Leaf existing(TreeMap<String, Leaf> files, String path) {
        var leaf = files.get(path);
        if (leaf == null) {
            throw Problem.bad("A file with this name doesn't exist");
        }
        return leaf;
    }

    private static FileMode mode(Action action, FileMode otherwise) {
        return action.executable() == null ? otherwise : action.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
    }

    private static ObjectId insert(ObjectInserter inserter, Action action) throws IOException {
        var content = action.content() == null ? new byte[0] : action.content();
        if (content.length > LARGEST) {
            throw Problem.tooLarge("A file may have 100 MiB.");
        }
        return inserter.insert(Constants.OBJ_BLOB, content);
    }

    private static void checkPath(TreeMap<String, Leaf> files, String path) {
        if (FileNames.refusal(path) != null) {
            throw Problem.bad("“" + path + "” is not a name a file can have everywhere.");
        }
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (files.containsKey(path.substring(0, slash))) {
                throw Problem.bad("“" + path.substring(0, slash) + "” is a file, not a folder.");
            }
        }
        var beneath = files.ceilingKey(path + "/");
        if (beneath != null && beneath.startsWith(path + "/")) {
            throw Problem.bad("“" + path + "” is a folder.");
        }
    }
}
