package antipode.todos;

import antipode.hours.DayBand;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.threads.Issuable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Finds out whose turn it is on a thing and when they are next at work: two questions, and
/// those of the rooms that know more.
@Component
public class TurnLines {

    private static final int SHOWN = 4;

    private final Turns turns;
    private final WorkingHours hours;
    private final List<TurnAside> asides;
    private final Clock clock;

    TurnLines(Turns turns, WorkingHours hours, ObjectProvider<TurnAside> asides, Clock clock) {
        this.turns = turns;
        this.hours = hours;
        this.asides = asides.orderedStream().toList();
        this.clock = clock;
    }

    public TurnLine of(Actor reader, Issuable issuable) {
        List<Turn> all = new ArrayList<>(turns.on(List.of(issuable.id())));
        all.sort(Comparator.comparing(turn -> !reader.is(turn.holder().id())));
        List<Turn> shown = all.stream().limit(SHOWN).toList();
        Map<Long, Schedule> schedules = hours.of(shown.stream().map(turn -> turn.holder().id()).toList());
        Instant now = clock.instant();
        ZoneId zone = reader.member() == null ? ZoneOffset.UTC : reader.member().zone();
        Set<Long> absent = shown.stream()
                .filter(turn -> !NextAtWork.of(Objects.requireNonNull(schedules.get(turn.holder().id())), now).atWork())
                .map(Turn::todoId)
                .collect(Collectors.toSet());
        List<TurnAside.Aside> beside = shown.isEmpty()
                ? List.of()
                : asides.stream().flatMap(room -> room.of(reader, issuable, shown, absent).stream()).toList();
        List<TurnLine.Holder> holders = shown.stream()
                .map(turn -> {
                    Schedule schedule = Objects.requireNonNull(schedules.get(turn.holder().id()));
                    return new TurnLine.Holder(
                            turn,
                            reader.is(turn.holder().id()),
                            NextAtWork.of(schedule, now).sentence(zone),
                            DayBand.comingDay(schedule, zone, now),
                            beside.stream().filter(aside -> aside.todoId() == turn.todoId()).toList());
                })
                .toList();
        return new TurnLine(holders, all.size() - shown.size(), nobody(reader, issuable));
    }

    private static @Nullable String nobody(Actor reader, Issuable issuable) {
        if (!issuable.open()) {
            return null;
        }
        Person dri = issuable.dri();
        return reader.is(dri.id())
                ? "You are responsible and can go on without anyone else being awake."
                : dri.firstName() + " is responsible. Nobody has been asked anything here.";
    }
}
