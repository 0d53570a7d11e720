package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.RefNames;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The branches of a project.
@Component
public class Branches {

    private final Repositories repositories;
    private final Writing writing;
    private final Access access;
    private final ProtectedBranches guards;

    Branches(Repositories repositories, Writing writing, Access access, ProtectedBranches guards) {
        this.guards = guards;
        this.repositories = repositories;
        this.writing = writing;
        this.access = access;
    }

    /// A branch and its newest commit.
    public record Branch(String name, Commit commit, boolean isDefault) {}

    /// All, by name.
    public List<Branch> list(long project) {
        var head = repositories.head(project);
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var found = new ArrayList<Branch>();
            for (var ref : git.refs(Constants.R_HEADS)) {
                var name = ref.getName().substring(Constants.R_HEADS.length());
                found.add(new Branch(name, Commit.of(walk.parseCommit(ref.getObjectId())), name.equals(head)));
            }
            return found;
        });
    }

    public Optional<Branch> find(long project, String name) {
        var head = repositories.head(project);
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var ref = git.exactRef(Constants.R_HEADS + name);
            return ref == null
                    ? Optional.empty()
                    : Optional.of(new Branch(name, Commit.of(walk.parseCommit(ref.getObjectId())), name.equals(head)));
        });
    }

    @Transactional
    public Branch create(Actor actor, Project project, String name, String start) {
        access.require(actor, project, Role.DEVELOPER);
        var ref = Constants.R_HEADS + name;
        if (RefNames.refusal(ref) != null) {
            throw Problem.bad("Branch name is invalid");
        }
        return Files.Reading.in(repositories, project.id(), (git, walk) -> {
            if (git.exactRef(ref) != null) {
                throw Problem.bad("Branch already exists");
            }
            var commit = Revisions.find(git, walk, start);
            if (commit == null) {
                throw Problem.bad("Invalid reference name: " + start);
            }
            Writing.update(git, writing.origin(actor), "branch: created", new GitRepository.Update(ref, null, commit));
            return new Branch(name, Commit.of(commit), false);
        });
    }

    @Transactional
    public void delete(Actor actor, Project project, String name) {
        access.require(actor, project, Role.DEVELOPER);
        Files.Reading.in(repositories, project.id(), (git, _) -> {
            var ref = git.exactRef(Constants.R_HEADS + name);
            if (ref == null) {
                throw Problem.notFound("Branch");
            }
            Writing.update(git, writing.origin(actor), "branch: deleted", new GitRepository.Update(ref.getName(), ref.getObjectId(), null));
            return name;
        });
    }

    /// Removes the branches that have been merged into the default one, save protected ones; how many.
    @Transactional
    public int deleteMerged(Actor actor, Project project) {
        access.require(actor, project, Role.DEVELOPER);
        var rules = guards.of(project);
        return Files.Reading.in(repositories, project.id(), (git, walk) -> {
            var tip = git.exactRef(Constants.R_HEADS + project.defaultBranch());
            if (tip == null) {
                return 0;
            }
            var head = walk.parseCommit(tip.getObjectId());
            var gone = new ArrayList<GitRepository.Update>();
            for (var ref : git.refs(Constants.R_HEADS)) {
                var name = ref.getName().substring(Constants.R_HEADS.length());
                if (ProtectedBranches.covering(rules, name).isEmpty() && walk.isMergedInto(walk.parseCommit(ref.getObjectId()), head)) {
                    gone.add(new GitRepository.Update(ref.getName(), ref.getObjectId(), null));
                }
            }
            for (var update : gone) {
                Writing.update(git, writing.origin(actor), "branch: deleted", update);
            }
            return gone.size();
        });
    }

    /// Those of some branches, by name, all of whose commits the default branch has; itself isn't merged. One walk, however many.
    public Set<String> merged(long project, List<Branch> some) {
        var head = repositories.head(project);
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var merged = new HashSet<String>();
            var trunk = git.exactRef(Constants.R_HEADS + head);
            if (trunk == null || some.isEmpty()) {
                return merged;
            }
            var tips = new HashMap<String, List<String>>();
            walk.reset();
            walk.markUninteresting(walk.parseCommit(trunk.getObjectId()));
            for (var branch : some) {
                if (!branch.name().equals(head)) {
                    walk.markStart(walk.parseCommit(ObjectId.fromString(branch.commit().id())));
                    tips.computeIfAbsent(branch.commit().id(), _ -> new ArrayList<>()).add(branch.name());
                }
            }
            for (var own = walk.next(); own != null && !tips.isEmpty(); own = walk.next()) {
                tips.remove(own.getName());
            }
            tips.values().forEach(merged::addAll);
            return merged;
        });
    }

    /// How far branches have come since they left a revision, and it since then; each counted up to a thousand.
    public record Apart(int ahead, int behind) {

        static final int MOST = 1000;
    }

    public java.util.Map<String, Apart> apart(long project, String base, List<Branch> some) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var found = new HashMap<String, Apart>();
            var from = Revisions.find(git, walk, base);
            if (from == null) {
                return found;
            }
            for (var branch : some) {
                var tip = walk.parseCommit(ObjectId.fromString(branch.commit().id()));
                found.put(branch.name(), new Apart(count(walk, tip, from), count(walk, from, tip)));
            }
            return found;
        });
    }

    private static int count(org.eclipse.jgit.revwalk.RevWalk walk, org.eclipse.jgit.revwalk.RevCommit from, org.eclipse.jgit.revwalk.RevCommit without)
            throws java.io.IOException {
        walk.reset();
        walk.markStart(from);
        walk.markUninteresting(without);
        int count = 0;
        while (count < Apart.MOST && walk.next() != null) {
            count++;
        }
        return count;
    }

    /// Deletes the hidden refs whose names begin so; what they pointed to stays.
    @Transactional
    public void forget(Actor actor, long project, List<String> beginnings) {
        Files.Reading.in(repositories, project, (git, _) -> {
            var gone = git.refs(beginnings.toArray(String[]::new)).stream()
                    .map(ref -> new GitRepository.Update(ref.getName(), ref.getObjectId(), null))
                    .toList();
            if (!gone.isEmpty()) {
                git.update(writing.origin(actor), "ref: deleted", gone);
            }
            return gone.size();
        });
    }

    /// Moves or makes any ref, also a hidden one (`refs/merge-requests/7/head`); null: deletes it.
    @Transactional
    public void point(Actor actor, long project, String ref, @org.jspecify.annotations.Nullable String commit) {
        Files.Reading.in(repositories, project, (git, _) -> {
            var now = git.exactRef(ref);
            var before = now == null ? null : now.getObjectId();
            var after = commit == null ? null : ObjectId.fromString(commit);
            if (!java.util.Objects.equals(before, after)) {
                Writing.update(git, writing.origin(actor), "ref: set", new GitRepository.Update(ref, before, after));
            }
            return ref;
        });
    }
}
