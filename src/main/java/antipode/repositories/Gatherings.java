package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.Repositories;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Makes one commit of all that a branch brings, as its writer wants it to be read.
@Component
public class Gatherings {

    private final Repositories repositories;
    private final Writing writing;
    private final Access access;

    Gatherings(Repositories repositories, Writing writing, Access access) {
        this.repositories = repositories;
        this.writing = writing;
        this.access = access;
    }

    /// One commit by the actor upon where the branch left `target`. A branch that somebody else wrote to as well keeps its
    /// commits, and its authors.
    @Transactional
    public void asOne(Actor actor, Project project, String branch, String target, String message) {
        access.require(actor, project, Role.DEVELOPER);
        Files.Reading.in(repositories, project.id(), (git, walk) -> {
            var ref = git.exactRef(Constants.R_HEADS + branch);
            if (ref == null) {
                throw Problem.notFound("Branch");
            }
            var head = walk.parseCommit(ref.getObjectId());
            var tip = Revisions.get(git, walk, target);
            var base = Commits.base(walk, tip, head);
            if (base == null || base.getTree().equals(head.getTree())) {
                throw Problem.invalid("title", "has nothing behind it yet: change a page first");
            }
            walk.reset();
            walk.markStart(walk.parseCommit(head));
            walk.markUninteresting(walk.parseCommit(tip));
            for (var commit : walk) {
                walk.parseBody(commit);
                if (!commit.getAuthorIdent().getEmailAddress().equalsIgnoreCase(actor.require().email())) {
                    return branch;
                }
            }
            try (var inserter = git.newObjectInserter()) {
                var ident = writing.ident(actor);
                var one = writing.commit(inserter, head.getTree(), List.of(base), ident, ident, message);
                Writing.update(git, writing.origin(actor), "commit: as one", new GitRepository.Update(ref.getName(), head, one));
            }
            return branch;
        });
    }
}
