package antipode.absences;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Delegates;
import antipode.threads.Issuable;
import antipode.todos.Turn;
import antipode.todos.TurnAside;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Says beside the turn of somebody who is away who stands in.
@Component
class AwayBeside implements TurnAside {

    private final Delegates delegates;
    private final Clock clock;

    AwayBeside(Delegates delegates, Clock clock) {
        this.delegates = delegates;
        this.clock = clock;
    }

    @Override
    public List<Aside> of(Actor reader, Issuable issuable, List<Turn> turns, Set<Long> absent) {
        Map<Turn, Person> holders = new LinkedHashMap<>();
        for (Turn turn : turns) {
            Person holder = turn.holder().person();
            if (holder != null && absent.contains(turn.todoId())) {
                holders.put(turn, holder);
            }
        }
        if (holders.isEmpty()) {
            return List.of();
        }
        Map<Long, Person> standing = delegates.of(holders.values().stream().map(Person::id).toList(), issuable.projectId(), clock.instant());
        List<Aside> asides = new ArrayList<>();
        holders.forEach((turn, holder) -> {
            Person delegate = standing.get(holder.id());
            if (delegate != null) {
                String sentence = reader.is(delegate.id()) ? "You stand in." : delegate.firstName() + " stands in.";
                asides.add(new Aside(turn.todoId(), sentence, List.of()));
            }
        });
        return asides;
    }
}
