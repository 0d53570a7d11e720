package antipode.threads;

import antipode.people.Person;
import antipode.threads.QuickAction.Effect;
import antipode.threads.QuickAction.Order;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Orders about who is to do a thing.
@Component
class AssigneeOrders implements QuickAction.Several {

    private final Threads threads;
    private final Assignees assignees;
    private final Readers readers;

    AssigneeOrders(
            Threads threads, Assignees assignees, Readers readers) {
        this.threads = threads;
        this.assignees = assignees;
        this.readers = readers;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(assign(), reassign(), unassign());
    }

    private QuickAction assign() {
        return QuickAction.of("assign", "@kei @mia, or me", "Assigns them too.", _ -> true, order -> {
            List<Person> more = readers.of(order, "/assign @kei");
            Set<Person> all = new LinkedHashSet<>(now(order));
            all.addAll(more);
            return replacing(order, List.copyOf(all), "Assigns " + list(more) + ".", "Assigned " + list(more) + ".");
        });
    }

    private QuickAction reassign() {
        return QuickAction.of("reassign", "@kei", "Assigns them and nobody else.", _ -> true, order -> {
            List<Person> only = readers.of(order, "/reassign @kei");
            return replacing(
                    order, only, "Assigns " + list(only) + " and nobody else.", "Assigned " + list(only) + " and nobody else.");
        });
    }

    private QuickAction unassign() {
        return QuickAction.of("unassign", "@kei, or nothing for all", "Takes them off.", _ -> true, order -> {
            List<Person> now = now(order);
            List<Person> off = order.arguments().isEmpty() ? now : readers.of(order, "/unassign @kei");
            if (off.isEmpty() || off.stream().noneMatch(now::contains)) {
                throw new Problem(422, off.isEmpty() ? "Nobody is assigned." : list(off) + " is not assigned.");
            }
            List<Person> kept = new ArrayList<>(now);
            kept.removeAll(off);
            return replacing(
                    order, kept, "Takes " + list(off) + " off the assignees.", "Took " + list(off) + " off the assignees.");
        });
    }

    private Effect replacing(Order order, List<Person> people, String will, String did) {
        threads.requireEditor(order.actor(), order.issuable());
        return Effect.of(
                will, did, "assignee_ids", people.stream().map(Person::id).toList(),
                locked -> assignees.replace(order.actor(), locked, people));
    }

    /// Whoever is responsible stays first.
    private List<Person> now(Order order) {
        List<Person> people = new ArrayList<>(assignees.of(order.issuable().id()));
        people.sort((one, other) -> Boolean.compare(other.equals(order.issuable().dri()), one.equals(order.issuable().dri())));
        return people;
    }

    private static String list(List<Person> people) {
        return Readers.list(people);
    }
}
