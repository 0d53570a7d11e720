package antipode.decisions;

import antipode.hours.SpokenDay;
import antipode.threads.Door;
import antipode.threads.Issuable;
import antipode.threads.QuickAction;
import antipode.threads.QuickAction.Effect;
import antipode.threads.QuickAction.Order;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What one can order of a decision.
@Component
class DecisionOrders implements QuickAction.Several {

    private final ObjectProvider<Decisions> decisions;
    private final Clock clock;

    DecisionOrders(ObjectProvider<Decisions> decisions, Clock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(decide(), reject(), door(), review());
    }

    /// What it supersedes ends with it.
    private List<Long> superseded(Order order) {
        Long older = order.issuable().id() == 0 ? null : decision(order).supersedes();
        return older == null ? List.of() : List.of(older);
    }

    private static QuickAction action(String name, String arguments, String help, Function<Order, Effect> read) {
        return QuickAction.of(name, arguments, help, DecisionOrders::fits, read);
    }

    private static boolean fits(Issuable issuable) {
        return issuable.type().equals(DecisionType.KEY);
    }

    private QuickAction decide() {
        return QuickAction.of("decide", "an option, or words, because …", "Takes the decision.", DecisionOrders::fits, order -> {
            String[] said = parted(order.someArguments("/decide Flat, because it is one line"));
            Decision decision = decision(order);
            decisions.getObject().standing(order.actor(), decision).require();
            Decision.Option option = decision.called(said[0]);
            String chosen = option == null ? said[0] : option.title();
            return Effect.of(
                    "Decides: " + chosen + ".", "Decided: " + chosen + ".", "state_event", "close",
                    locked -> decisions.getObject().decide(
                            order.actor(), decisions.getObject().get(locked.id()),
                            new Decisions.Choice(chosen, said[1], decision.reviewOn())));
        }, this::superseded);
    }

    private QuickAction reject() {
        return QuickAction.of("reject", "because …", "Rejects it, and says why.", DecisionOrders::fits, order -> {
            String why = order.someArguments("/reject because nobody needs it").replaceFirst("(?i)^because\\s+", "");
            Decision decision = decision(order);
            Standing standing = decisions.getObject().standing(order.actor(), decision);
            if (!standing.decides() || !decision.proposed()) {
                standing.require();
            }
            return Effect.of(
                    "Rejects it.", "Rejected it.", "state_event", "close",
                    locked -> decisions.getObject().reject(order.actor(), decisions.getObject().get(locked.id()), why));
        }, this::superseded);
    }

    private QuickAction door() {
        return action(
                "door", "one-way because it can’t be taken back, or two-way", "Says whether it can be taken back.", order -> {
                    String[] said = order.someArguments("/door one-way because the number is lost").split("\\s+", 2);
                    String reason = said.length < 2 ? "" : said[1].replaceFirst("(?i)^because\\s+", "").strip();
                    if (!said[0].equals("one-way") && !said[0].equals("two-way")) {
                        throw new Problem(422, "A door is one-way or two-way.");
                    }
                    Door door = Door.of(said[0]);
                    if (door == Door.ONE_WAY && reason.isEmpty()) {
                        throw new Problem(422, "Say what can’t be taken back, as in /door one-way because the number is lost.");
                    }
                    Decision decision = decision(order);
                    decisions.getObject().standing(order.actor(), decision).requireTurn(door);
                    return Effect.of(
                            "Makes it a " + door.key() + " door.", "Made it a " + door.key() + " door.", "door", door.key(),
                            locked -> decisions.getObject().turn(
                                    order.actor(), decisions.getObject().get(locked.id()), door, reason));
                });
    }

    private QuickAction review() {
        return action("review_on", "in 3 months, 2027-02-01, or never", "Says when to look at it again.", order -> {
            String said = order.someArguments("/review_on in 3 months");
            boolean never = said.toLowerCase(Locale.ROOT).equals("never");
            LocalDate today = LocalDate.ofInstant(clock.instant(), order.actor().require().zone());
            LocalDate day = never
                    ? null
                    : SpokenDay.parse(said, today).filter(one -> one.isAfter(today)).orElseThrow(() -> new Problem(
                            422, "“" + said + "” is no day that lies ahead. Write it like 2027-02-01, or in 3 months."));
            decision(order);
            String when = day == null ? "" : new Times(clock.instant(), order.actor().require().zone()).date(day);
            return Effect.of(
                    day == null ? "Takes the review date away." : "Sets the review for " + when + ".",
                    day == null ? "Took the review date away." : "Set the review for " + when + ".", "review_on",
                    day == null ? "" : day.toString(),
                    locked -> decisions.getObject().reviewOn(order.actor(), decisions.getObject().get(locked.id()), day));
        });
    }

    private Decision decision(Order order) {
        if (order.issuable().id() == 0) {
            throw new Problem(422, "That takes a decision that is there already.");
        }
        return decisions.getObject().get(order.issuable().id());
    }

    /// What is chosen, and why: "Flat, because it is one line".
    private static String[] parted(String words) {
        String[] said = words.split("(?i),?\\s+because\\s+", 2);
        return new String[] {said[0].strip(), said.length < 2 ? "" : said[1].strip()};
    }
}
