package antipode.issues;

import antipode.asks.Ask;
import antipode.asks.AskEffect;
import antipode.people.Actor;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Silence closes the issue.
@Component
class CloseEffect implements AskEffect {

    private final Threads threads;
    private final ObjectProvider<Issues> issues;

    CloseEffect(Threads threads, ObjectProvider<Issues> issues) {
        this.threads = threads;
        this.issues = issues;
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
    }

    @Override
    public void takeEffect(Actor asker, Issuable locked, Ask ask, String because) {
        issues.getObject().close(asker, locked, because);
    }
}
