package antipode.issues;

import antipode.hours.SpokenDay;
import antipode.threads.Issuable;
import antipode.threads.QuickAction;
import antipode.threads.QuickAction.Effect;
import antipode.threads.QuickAction.Order;
import antipode.threads.Threads;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What one can order of an issue.
@Component
class IssueOrders implements QuickAction.Several {

    private final Issues issues;
    private final Threads threads;
    private final IssueTypes types;
    private final Clock clock;

    IssueOrders(Issues issues, Threads threads, IssueTypes types, Clock clock) {
        this.issues = issues;
        this.threads = threads;
        this.types = types;
        this.clock = clock;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(close(), reopen(), due(), removeDueDate(), weight(), clearWeight());
    }

    private static QuickAction action(String names, String arguments, String help, Function<Order, Effect> read) {
        return QuickAction.of(names, arguments, help, IssueOrders::fits, read);
    }

    private static boolean fits(Issuable issuable) {
        return issuable.kind() == Issuable.Kind.ISSUE;
    }

    private static void refuse(@Nullable String why) {
        if (why != null) {
            throw new Problem(422, why);
        }
    }

    private QuickAction close() {
        return action("close", "", "Closes it.", order -> {
            order.noArguments();
            threads.requireEditor(order.actor(), order.issuable());
            if (!order.issuable().open()) {
                throw new Problem(422, "It is closed.");
            }
            refuse(order.issuable().id() == 0 ? null : types.whyNotClosed(order.issuable()));
            return Effect.of(
                    "Closes the issue.", "Closed the issue.", "state_event", "close",
                    locked -> issues.close(order.actor(), issues.get(locked.id())));
        });
    }

    private QuickAction reopen() {
        return QuickAction.of("reopen", "", "Opens it again.", IssueOrders::fits, order -> {
            order.noArguments();
            threads.requireEditor(order.actor(), order.issuable());
            if (order.issuable().open()) {
                throw new Problem(422, "It is open.");
            }
            refuse(types.of(order.issuable()).whyNotReopened(issues.get(order.issuable().id())));
            return Effect.of(
                    "Opens the issue again.", "Opened the issue again.", "state_event", "reopen",
                    locked -> issues.reopen(order.actor(), issues.get(locked.id())));
        }, order -> order.issuable().id() == 0 ? List.of() : issues.besides(issues.get(order.issuable().id())));
    }

    private QuickAction due() {
        return action("due", "in 2 days, this Friday, December 31st, 2026-12-31", "Sets the due date.", order -> {
            LocalDate today = LocalDate.ofInstant(clock.instant(), order.actor().require().zone());
            String said = order.someArguments("/due this Friday");
            LocalDate day = SpokenDay.parse(said, today)
                    .orElseThrow(() -> new Problem(422, "“" + said + "” is no day. Write it like 2026-11-27, or this Friday."));
            threads.requireEditor(order.actor(), order.issuable());
            String date = new Times(clock.instant(), order.actor().require().zone()).date(day);
            return Effect.of(
                    "Sets the due date to " + date + ".", "Set the due date to " + date + ".", "due_date", day.toString(),
                    locked -> issues.due(order.actor(), issues.get(locked.id()), day));
        });
    }

    private QuickAction removeDueDate() {
        return action("remove_due_date", "", "Takes the due date away.", order -> {
            order.noArguments();
            threads.requireEditor(order.actor(), order.issuable());
            return Effect.of(
                    "Takes the due date away.", "Took the due date away.", "due_date", "",
                    locked -> issues.due(order.actor(), issues.get(locked.id()), null));
        });
    }

    private QuickAction weight() {
        return action("weight", "3", "Says how much it is.", order -> {
            String typed = order.someArguments("/weight 3");
            if (Weight.of(typed) == null) {
                throw new Problem(422, "/weight needs a number.");
            }
            threads.requireEditor(order.actor(), order.issuable());
            return Effect.of(
                    "Sets the weight to " + Weight.of(typed) + ".", "Set the weight to " + Weight.of(typed) + ".", "weight",
                    Long.valueOf(typed.strip()),
                    locked -> issues.weigh(order.actor(), issues.get(locked.id()), Weight.of(typed)));
        });
    }

    private QuickAction clearWeight() {
        return action("clear_weight", "", "Takes the weight away.", order -> {
            order.noArguments();
            threads.requireEditor(order.actor(), order.issuable());
            return Effect.of(
                    "Takes the weight away.", "Took the weight away.", "weight", "",
                    locked -> issues.weigh(order.actor(), issues.get(locked.id()), null));
        });
    }
}
