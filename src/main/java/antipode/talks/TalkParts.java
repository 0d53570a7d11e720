package antipode.talks;

import antipode.hours.Interval;
import antipode.hours.Overlap;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.people.WorkingHours;
import antipode.threads.Discussion;
import antipode.threads.Issuable;
import antipode.threads.UnderThread;
import antipode.web.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Puts what there is to say about talking under each thread: two questions at most, however many threads there are.
@Component
class TalkParts implements UnderThread {

    private final Talks talks;
    private final WorkingHours hours;

    TalkParts(Talks talks, WorkingHours hours) {
        this.talks = talks;
        this.hours = hours;
    }

    @Override
    public Map<Long, Part> under(Actor reader, Issuable issuable, List<Discussion> discussions) {
        Map<Long, Part> parts = new HashMap<>();
        Instant now = talks.now();
        List<Talk> decided = talks.of(issuable);
        for (Talk talk : decided) {
            parts.put(talk.thread(), new TalkPart(
                    issuable, talk.thread(), talk, null, null, "", reader.signedIn() && talk.includes(reader.idOrNull()), now));
        }
        Map<Long, Rounds> offered = new LinkedHashMap<>();
        for (Discussion discussion : reader.signedIn() ? discussions : List.<Discussion>of()) {
            Talks.offered(issuable, discussion, decided).filter(rounds -> rounds.includes(reader.id()))
                    .ifPresent(rounds -> offered.put(discussion.id(), rounds));
        }
        List<Long> members = offered.values().stream().flatMap(rounds -> List.of(rounds.one().id(), rounds.other().id()).stream()).distinct().toList();
        Map<Long, Schedule> schedules = members.isEmpty() ? Map.of() : hours.of(members);
        offered.forEach((thread, rounds) -> {
            Person other = rounds.besides(reader.id());
            Optional<Interval> time = talks.time(rounds, schedules);
            parts.put(thread, new TalkPart(
                    issuable, thread, null, other, time.orElse(null),
                    time.isPresent() ? "" : apart(reader, other, schedules, now), true, now));
        });
        return parts;
    }

    /// "You share no half hour within two weeks: Kei is at work 23:30–03:00 and 04:00–09:00 on your clock, you 09:00–13:00."
    private static String apart(Actor reader, Person other, Map<Long, Schedule> schedules, Instant now) {
        Schedule mine = Objects.requireNonNull(schedules.get(reader.id()));
        Schedule theirs = Objects.requireNonNull(schedules.get(other.id()));
        List<String> unstated = new ArrayList<>();
        if (!mine.statedAt(now)) {
            unstated.add("You have");
        }
        if (!theirs.statedAt(now)) {
            unstated.add(other.firstName() + " has");
        }
        if (!unstated.isEmpty()) {
            return String.join(", and ", unstated) + " stated no hours, so no time can be proposed.";
        }
        ZoneId zone = reader.require().zone();
        return "You share no half hour within two weeks: " + other.firstName() + " is next at work " + next(theirs, now, zone)
                + " on your clock, you " + next(mine, now, zone) + ".";
    }

    /// The windows of the first day from now on that has any.
    private static String next(Schedule schedule, Instant now, ZoneId zone) {
        return schedule.nextWorking(now)
                .map(start -> new Overlap(schedule.statedWindows(start, start.plus(Duration.ofHours(14)))))
                .filter(day -> !day.isEmpty())
                .map(day -> day.clock(zone))
                .orElse("on no day that is known");
    }
}
