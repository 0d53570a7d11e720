package antipode.decisions;

import antipode.asks.Ask;
import antipode.asks.AskEffect;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.threads.Issuable;
import antipode.web.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Silence records the decision that its DRI could take alone: through a two-way door, for the option that they named.
@Component
class DecisionEffect implements AskEffect {

    private final ObjectProvider<Decisions> decisions;
    private final ObjectProvider<Issues> issues;

    DecisionEffect(ObjectProvider<Decisions> decisions, ObjectProvider<Issues> issues) {
        this.decisions = decisions;
        this.issues = issues;
    }

    @Override
    public String key() {
        return "decision";
    }

    @Override
    public String deed() {
        return "record the decision";
    }

    @Override
    public boolean fits(Issuable issuable) {
        return issuable.type().equals(DecisionType.KEY) && issuable.open();
    }

    @Override
    public void check(Actor asker, Issuable issuable) {
        Decision decision = decisions.getObject().get(issuable.id());
        if (decision.oneWay()) {
            throw Problem.refused("Silence opens no one-way door: its DRI decides it, once everyone asked has had fair time.");
        }
        decisions.getObject().standing(asker, decision).require();
    }

    @Override
    public void check(Actor asker, Issuable issuable, String said) {
        check(asker, issuable);
        Decision decision = decisions.getObject().get(issuable.id());
        if (option(decision, said) == null) {
            throw Problem.invalid("deed", decision.options().isEmpty()
                    ? "needs an option to decide for: add one to the decision first"
                    : "has to name the one option you decide for: " + decision.options().stream()
                            .map(option -> "“" + option.title() + "”")
                            .collect(Collectors.joining(", ")));
        }
    }

    @Override
    public List<Long> besides(Issuable issuable) {
        Long older = decisions.getObject().get(issuable.id()).supersedes();
        return older == null ? List.of() : List.of(older);
    }

    @Override
    public void takeEffect(Actor asker, Issuable locked, Ask ask, String because) {
        Decision decision = decisions.getObject().get(locked.id());
        Decision.Option option = option(decision, ask.defaultText() == null ? "" : ask.defaultText());
        if (option == null) {
            throw Problem.conflict("“" + ask.defaultText() + "” names no option any more.");
        }
        decisions.getObject().decide(asker, decision, option, because);
    }

    @Override
    public void takeBack(Actor actor, Issuable locked, Ask ask) {
        issues.getObject().takeBack(actor, locked);
    }

    /// The one that the words name, or the only one there is.
    private static Decision.@Nullable Option option(Decision decision, String said) {
        Decision.Option named = decision.named(said);
        return named == null && decision.options().size() == 1 ? decision.options().getFirst() : named;
    }
}
