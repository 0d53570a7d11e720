package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTag;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The branches and tags of a project.
@Component
public class Branches {

    private final Repositories repositories;
    private final Writing writing;
    private final Access access;

    Branches(Repositories repositories, Writing writing, Access access) {
        this.repositories = repositories;
        this.writing = writing;
        this.access = access;
    }

    /// A branch and its newest commit.
    public record Branch(String name, Commit commit, boolean isDefault) {}

    /// `message` is empty where the tag is only a name.
    public record Tag(String name, String target, Commit commit, String message) {}

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

    /// All, the newest first.
    public List<Tag> tags(long project) {
        return Files.Reading.in(repositories, project, (git, walk) -> {
            var found = new ArrayList<Tag>();
            for (var ref : git.refs(Constants.R_TAGS)) {
                var object = walk.parseAny(ref.getObjectId());
                var commit = Revisions.find(git, walk, ref.getName());
                if (commit != null) {
                    var message = object instanceof RevTag tag ? tag.getFullMessage() : "";
                    found.add(new Tag(ref.getName().substring(Constants.R_TAGS.length()), object.name(), Commit.of(commit), message));
                }
            }
            found.sort(java.util.Comparator.comparing((Tag tag) -> tag.commit().committer().instant()).reversed());
            return found;
        });
    }

    @Transactional
    public Branch create(Actor actor, Project project, String name, String start) {
        access.require(actor, project, Role.DEVELOPER);
        var ref = Constants.R_HEADS + name;
        if (!Repository.isValidRefName(ref) || ObjectId.isId(name)) {
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
