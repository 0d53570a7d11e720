package antipode.asks;

import antipode.hours.Interval;
import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.people.Person;
import antipode.projects.Delegates;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Who answers a question in the place of somebody who is away.
@Component
class StandIns {

    /// How far ahead an absence may begin that keeps somebody from answering.
    private static final Duration AHEAD = Duration.ofDays(30);

    private final Delegates delegates;
    private final Members members;
    private final Threads threads;

    StandIns(Delegates delegates, Members members, Threads threads) {
        this.delegates = delegates;
        this.members = members;
        this.threads = threads;
    }

    /// Their delegate for this project while they are away the longest, if the delegate may see the thing.
    Optional<Person> of(long member, Issuable thing, Schedule schedule, Instant since) {
        return schedule.awayBetween(since, since.plus(AHEAD)).stream()
                .max(Comparator.comparing(Interval::length))
                .flatMap(away -> delegates.of(member, thing.projectId(), away.start()))
                .filter(delegate -> members.find(delegate.id())
                        .filter(one -> threads.sees(Actor.of(one), thing.id()))
                        .isPresent());
    }
}
