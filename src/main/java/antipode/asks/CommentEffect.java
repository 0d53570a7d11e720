package antipode.asks;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Writing;
import java.util.List;
import org.springframework.stereotype.Component;

/// Silence lets the asker go on: their own sentence stands in the thread as said.
@Component
class CommentEffect implements AskEffect {

    private final Comments comments;
    private final Access access;

    CommentEffect(Comments comments, Access access) {
        this.comments = comments;
        this.access = access;
    }

    @Override
    public String key() {
        return "comment";
    }

    @Override
    public String deed() {
        return "go on";
    }

    @Override
    public boolean fits(Issuable issuable) {
        return true;
    }

    @Override
    public void check(Actor asker, Issuable issuable) {
        access.require(asker, issuable.projectId(), Role.GUEST);
    }

    @Override
    public void takeEffect(Actor asker, Issuable locked, Ask ask, String because) {
        comments.write(asker, locked, Writing.of("As said, since " + because + ": I will " + ask.defaultText() + ".").passing(List.of()));
    }
}
