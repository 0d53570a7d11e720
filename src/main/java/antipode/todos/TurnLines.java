package antipode.todos;

import antipode.threads.Text;
import antipode.hours.DayBand;
import antipode.hours.NextAtWork;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.threads.Issuable;
import antipode.web.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Finds out whose turn it is on a thing and when they are next at work: two questions, a few more for teams, and those of the rooms that
/// know more.
@Component
public class TurnLines {

    private static final int SHOWN = 4;

    private final Turns turns;
    private final TeamTurns teams;
    private final WorkingHours hours;
    private final List<TurnAside> asides;
    private final Clock clock;

    TurnLines(Turns turns, TeamTurns teams, WorkingHours hours, ObjectProvider<TurnAside> asides, Clock clock) {
        this.turns = turns;
        this.teams = teams;
        this.hours = hours;
        this.asides = asides.orderedStream().toList();
        this.clock = clock;
    }

    public TurnLine of(Actor reader, Issuable issuable) {
        List<Turn> all = new ArrayList<>(turns.on(List.of(issuable.id())));
        all.sort(Comparator.comparing(turn -> !turn.holder().is(reader)));
        List<Turn> shown = all.stream().limit(SHOWN).toList();
        Map<Long, List<Person>> next = new HashMap<>();
        for (Turn turn : shown) {
            Text.Team team = turn.holder().team();
            if (team != null) {
                next.put(team.id(), teams.next(team, issuable.id()));
            }
        }
        Set<Long> ours = next.isEmpty() ? Set.of() : teams.of(reader);
        Set<Long> people = new LinkedHashSet<>();
        shown.forEach(turn -> whose(turn, next).forEach(person -> people.add(person.id())));
        Map<Long, Schedule> schedules = hours.of(people);
        Instant now = clock.instant();
        ZoneId zone = reader.member() == null ? ZoneOffset.UTC : reader.member().zone();
        Set<Long> absent = shown.stream()
                .filter(turn -> whose(turn, next).stream().noneMatch(person ->
                        NextAtWork.of(Objects.requireNonNull(schedules.get(person.id())), now).atWork()))
                .map(Turn::todoId)
                .collect(Collectors.toSet());
        List<TurnAside.Aside> beside = shown.isEmpty()
                ? List.of()
                : asides.stream().flatMap(room -> room.of(reader, issuable, shown, absent).stream()).toList();
        List<TurnLine.Held> held = shown.stream()
                .map(turn -> {
                    List<Person> whose = whose(turn, next);
                    Schedule schedule = whose.isEmpty() ? null : Objects.requireNonNull(schedules.get(whose.getFirst().id()));
                    Text.Team team = turn.holder().team();
                    return new TurnLine.Held(
                            turn,
                            turn.holder().is(reader),
                            team != null && ours.contains(team.id()),
                            team == null && schedule != null ? worked(turn, schedule, now) : "",
                            team == null && schedule != null
                                    ? NextAtWork.of(schedule, now).sentence(zone)
                                    : next(whose, schedule, now, zone),
                            schedule == null ? null : DayBand.comingDay(schedule, zone, now),
                            beside.stream().filter(aside -> aside.todoId() == turn.todoId()).toList());
                })
                .toList();
        List<TurnAside.Pieces> pieces = asides.stream().map(room -> room.pieces(reader, issuable, shown)).toList();
        return new TurnLine(
                issuable.path(),
                held,
                all.size() - shown.size(),
                nobody(reader, issuable),
                all.isEmpty() ? asides.stream().flatMap(room -> room.nobodys(reader, issuable).stream()).toList() : List.of(),
                pieces.stream().flatMap(one -> Stream.ofNullable(one.below())).toList(),
                pieces.stream().flatMap(one -> Stream.ofNullable(one.after())).toList());
    }

    private static List<Person> whose(Turn turn, Map<Long, List<Person>> next) {
        Holder holder = turn.holder();
        return holder.person() != null
                ? List.of(holder.person())
                : next.getOrDefault(Objects.requireNonNull(holder.team()).id(), List.of());
    }

    /// "3 h of it in Kei’s working time"
    private static String worked(Turn turn, Schedule schedule, Instant now) {
        if (!schedule.statedAt(now)) {
            return "";
        }
        Duration worked = schedule.workingTimeBetween(turn.since(), now);
        String whose = turn.holder().firstName() + "’s working time";
        return worked.toMinutes() < 1 ? "none of it in " + whose : Times.length(worked) + " of it in " + whose;
    }

    /// "Amina and Jonas are next at work 23:30, in 6 h"
    private static String next(List<Person> whose, @Nullable Schedule schedule, Instant now, ZoneId zone) {
        if (schedule == null) {
            return "Nobody in this team may see this";
        }
        String names = whose.size() == 1 ? whose.getFirst().firstName()
                : whose.size() == 2 ? whose.getFirst().firstName() + " and " + whose.get(1).firstName()
                : whose.getFirst().firstName() + " and " + (whose.size() - 1) + " others";
        return names + ": " + lower(NextAtWork.of(schedule, now).sentence(zone));
    }

    private static String lower(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
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
