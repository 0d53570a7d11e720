package antipode.repositories;

import antipode.git.GitRepository;
import antipode.git.PushOrigin;
import antipode.git.RefRefused;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.web.Problem;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.springframework.stereotype.Component;

/// How members' own commits are made and their refs moved.
@Component
class Writing {

    private final Clock clock;

    Writing(Clock clock) {
        this.clock = clock;
    }

    PushOrigin origin(Actor actor) {
        var member = actor.require();
        return PushOrigin.web(member.id(), actor.tokenId(), member.name(), member.email());
    }

    PersonIdent ident(Actor actor) {
        return ident(actor.require());
    }

    PersonIdent ident(Member member) {
        return new PersonIdent(member.name(), member.email(), clock.instant(), member.zone());
    }

    ObjectId commit(ObjectInserter inserter, AnyObjectId tree, List<? extends ObjectId> parents, PersonIdent author, PersonIdent committer, String message)
            throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setAuthor(author);
        commit.setCommitter(committer);
        commit.setMessage(message.endsWith("\n") ? message : message + "\n");
        var id = inserter.insert(commit);
        inserter.flush();
        return id;
    }

    static void update(GitRepository git, PushOrigin origin, String message, GitRepository.Update update) {
        try {
            git.update(origin, message, List.of(update));
        } catch (RefRefused refused) {
            if (refused.moved()) {
                throw Problem.conflict("The branch has moved meanwhile. Look at what came in, then try again.");
            }
            var why = refused.getMessage() == null ? "The branch may not change so" : refused.getMessage();
            throw Problem.refused(Character.toUpperCase(why.charAt(0)) + why.substring(1) + (why.endsWith(".") ? "" : "."));
        }
    }
}
