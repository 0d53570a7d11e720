package antipode.demo;

import antipode.asks.Ask;
import antipode.asks.AskAnswers;
import antipode.asks.Asks;
import antipode.people.Actor;
import antipode.threads.Issuable;
import antipode.todos.Holder;
import antipode.todos.TurnRules;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// What is asked in the story, and whom it makes wait.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
class Questions {

    private final Asks asks;
    private final AskAnswers answers;
    private final TurnRules rules;

    Questions(Asks asks, AskAnswers answers, TurnRules rules) {
        this.asks = asks;
        this.answers = answers;
        this.rules = rules;
    }

    /// Whom a step makes wait; nothing where the rules decide.
    @Nullable List<String> turn(Actor actor, Issuable thing, Step step, String words, @Nullable Long answered) {
        if (step.passes() != null) {
            return step.passes().to();
        }
        return step.ask() == null
                ? null
                : rules.preview(actor, thing, words, answered, asked(actor, thing, step.ask()), null).handles();
    }

    /// @param note the comment it is asked with
    void ask(Company company, Actor actor, Issuable thing, Step.Ask ask, @Nullable Long note) {
        boolean merge = ask.effect() == Step.Effect.MERGE && ask.target() == null && thing.kind() == Issuable.Kind.MERGE_REQUEST;
        String effect = switch (ask.effect()) {
            case NONE -> null;
            case COMMENT -> "comment";
            case CLOSE -> ask.target() == null ? "close" : "comment";
            case DECISION -> "decision";
            case MERGE -> merge ? "merge" : "comment";
        };
        asks.ask(
                actor,
                thing,
                Asks.Question.to(
                        asked(actor, thing, ask), Ask.Kind.ANSWER, ask.question(),
                        ask.due().on(company.tuesday(), actor.require().zone()), effect, effect == null ? "" : ask.silence()),
                note);
    }

    void object(Actor actor, Issuable thing, String why) {
        asks.of(thing).stream()
                .filter(Ask::open)
                .filter(Ask::hasDefault)
                .findFirst()
                .ifPresent(ask -> answers.object(actor, ask.id(), why));
    }

    /// People, and teams as one.
    private List<Holder> asked(Actor actor, Issuable thing, Step.Ask ask) {
        return ask.whom().stream()
                .map(name -> Objects.requireNonNull(asks.seeing(thing, List.of(name)).get(name), name))
                .filter(holder -> !holder.is(actor))
                .toList();
    }
}
