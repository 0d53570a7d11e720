package antipode.issues;

import antipode.asks.Ask;
import antipode.asks.AskEffect;
import antipode.people.Actor;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Silence closes the issue.
@Component
class CloseEffect implements AskEffect {

    private final Threads threads;
    private final ObjectProvider<Issues> issues;
    private final IssueTypes types;

    CloseEffect(Threads threads, ObjectProvider<Issues> issues, IssueTypes types) {
        this.threads = threads;
        this.issues = issues;
        this.types = types;
    }

    @Override
    public String key() {
        return "close";
    }

    @Override
    public String deed() {
        return "close it";
    }

    @Override
    public boolean fits(Issuable issuable) {
        return issuable.kind() == Issuable.Kind.ISSUE;
    }

    @Override
    public void check(Actor asker, Issuable issuable) {
        threads.requireEditor(asker, issuable);
        String why = types.whyNotClosed(issuable);
        if (why != null) {
            throw Problem.conflict(why);
        }
    }

    @Override
    public void takeEffect(Actor asker, Issuable locked, Ask ask, String because) {
        issues.getObject().close(asker, locked, because);
    }

    @Override
    public void takeBack(Actor actor, Issuable locked, Ask ask) {
        issues.getObject().takeBack(actor, locked);
    }
}
