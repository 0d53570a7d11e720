package antipode.talks;

import antipode.hours.FairTime;
import antipode.hours.Interval;
import antipode.hours.Overlap;
import antipode.hours.Schedule;
import antipode.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When two people could talk: half an hour within both's stated hours, after both have had fair notice of it: an hour of
/// their own working time, enough to read it and to say that another time is better.
record TalkTime(Schedule first, Schedule second) {

    static final Duration LENGTH = Duration.ofMinutes(30);

    private static final long QUARTER = 900;
    private static final Duration NOTICE = Duration.ofHours(1);

    /// What is further away than this is no way out of a thread.
    private static final Duration FURTHEST = Duration.ofDays(14);

    boolean stated(Instant now) {
        return first.statedAt(now) && second.statedAt(now);
    }

    /// Nothing if they share none within two weeks.
    Optional<Interval> next(Person one, Person other, Instant now) {
        if (!stated(now)) {
            return Optional.empty();
        }
        var fair = FairTime.of(now, NOTICE, List.of(
                new FairTime.Asked<>(one.id(), one.firstName(), first), new FairTime.Asked<>(other.id(), other.firstName(), second)));
        if (!fair.absent().isEmpty()) {
            return Optional.empty();
        }
        return fair.due()
                .map(TalkTime::quarter)
                .flatMap(from -> Overlap.next(List.of(first, second), from, LENGTH))
                .map(time -> new Interval(time.start(), time.start().plus(LENGTH)))
                .filter(time -> time.start().isBefore(now.plus(FURTHEST)));
    }

    /// Up to the next quarter of an hour, as people say a time.
    private static Instant quarter(Instant moment) {
        return Instant.ofEpochSecond(Math.ceilDiv(moment.getEpochSecond(), QUARTER) * QUARTER);
    }
}
