package antipode.todos;

import antipode.people.Actor;
import antipode.people.WorkingHours;
import antipode.threads.Issuable;
import antipode.threads.QuickAction;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What one can order of turns and of one's own list within a text.
@Component
class TurnOrders implements QuickAction.Several {

    private final JdbcClient jdbc;
    private final Passing passing;
    private final TurnRules rules;
    private final Todos todos;
    private final Deeds deeds;
    private final WorkingHours hours;
    private final Clock clock;

    TurnOrders(
            JdbcClient jdbc, Passing passing, TurnRules rules, Todos todos, Deeds deeds, WorkingHours hours, Clock clock) {
        this.jdbc = jdbc;
        this.passing = passing;
        this.rules = rules;
        this.todos = todos;
        this.deeds = deeds;
        this.hours = hours;
        this.clock = clock;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(
                QuickAction.of("turn pass", "@kei, or a team", "Makes it their turn, and ends yours.", _ -> true, this::pass),
                QuickAction.of(
                        "snooze", "an hour, four hours, tomorrow, next week, or a day as 2026-11-24",
                        "Puts it out of your sight until then.", _ -> true, this::snooze),
                QuickAction.of("todo", "", "Puts it on your list.", _ -> true, this::bookmark),
                QuickAction.of("done", "", "Marks what you have of it done.", _ -> true, this::done));
    }

    private QuickAction.Effect pass(QuickAction.Order order) {
        List<String> names = Arrays.stream(order.someArguments("/" + order.name() + " @kei").split("[,\\s]+")).toList();
        String whose = Passing.names(rules.named(order.actor(), order.issuable(), names));
        return QuickAction.Effect.of(
                "Passes the turn to " + whose + ".", "Passed the turn to " + whose + ".",
                locked -> passing.pass(order.actor(), locked, names, ""));
    }

    private QuickAction.Effect snooze(QuickAction.Order order) {
        Actor actor = order.actor();
        Instant until = until(actor, order.someArguments("/snooze tomorrow"));
        String when = new Times(clock.instant(), actor.require().zone()).within(until);
        if (order.issuable().id() != 0 && pending(actor, order.issuable()).isEmpty()) {
            throw new Problem(422, "Nothing of this stands on your list.");
        }
        return QuickAction.Effect.of(
                "Snoozes it until " + when + ".", "Snoozed it until " + when + ".",
                locked -> pending(actor, locked).forEach(todo -> deeds.snooze(actor, todo, until)));
    }

    private Instant until(Actor actor, String words) {
        Snooze snooze = new Snooze(hours.of(actor.id()), actor.require().zone(), clock.instant());
        String key = words.toLowerCase(Locale.ROOT).replaceFirst("^until ", "");
        String named = switch (key) {
            case "an hour", "1h", "1 hour", "one hour" -> "hour";
            case "four hours", "4h", "4 hours" -> "four-hours";
            case "next week" -> "next-week";
            default -> key;
        };
        return snooze.choices().stream()
                .filter(choice -> choice.key().equals(named))
                .map(Snooze.Choice::until)
                .findFirst()
                .orElseGet(() -> {
                    try {
                        return snooze.on(LocalDate.parse(named));
                    } catch (DateTimeParseException unclear) {
                        throw new Problem(422, "“" + words + "” is no time to snooze until. Write tomorrow, next week, or a day as 2026-11-24.");
                    }
                });
    }

    private QuickAction.Effect bookmark(QuickAction.Order order) {
        order.noArguments();
        return QuickAction.Effect.of(
                "Puts it on your list.", "Put it on your list.", "todo_event", "add",
                locked -> todos.mark(order.actor(), locked));
    }

    private QuickAction.Effect done(QuickAction.Order order) {
        order.noArguments();
        return QuickAction.Effect.of(
                "Marks what you have of it done.", "Marked what you had of it done.", "todo_event", "done",
                locked -> pending(order.actor(), locked).forEach(todo -> deeds.done(order.actor(), todo)));
    }

    /// What of a thing stands on one's own list.
    private List<Long> pending(Actor actor, Issuable issuable) {
        return jdbc.sql("select id from todo where issuable_id = :issuable and member_id = :member and state = 'pending' order by id")
                .param("issuable", issuable.id())
                .param("member", actor.id())
                .query(Long.class)
                .list();
    }
}
