package antipode.hours;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// How many of some people are at work when, by what they have stated.
///
/// @param steps the whole time from start to end, one after the other; each differs from the one before
public record Coverage(List<Step> steps) {

    /// A stretch in which so many are at work.
    public record Step(Interval time, int atWork) {
    }

    public Coverage {
        steps = List.copyOf(steps);
    }

    public static Coverage of(Collection<Schedule> schedules, Instant from, Instant to) {
        var changes = new TreeMap<Instant, Integer>();
        changes.put(from, 0);
        for (var schedule : schedules) {
            for (var window : schedule.statedWindows(from, to)) {
                changes.merge(window.start(), 1, Integer::sum);
                changes.merge(window.end(), -1, Integer::sum);
            }
        }
        var steps = new ArrayList<Step>();
        int atWork = 0;
        for (var change : changes.entrySet()) {
            var start = change.getKey();
            atWork += change.getValue();
            var end = changes.higherKey(start) == null ? to : changes.higherKey(start);
            if (!start.isBefore(end)) {
                continue;
            }
            if (!steps.isEmpty() && steps.getLast().atWork == atWork) {
                steps.add(new Step(new Interval(steps.removeLast().time.start(), end), atWork));
            } else {
                steps.add(new Step(new Interval(start, end), atWork));
            }
        }
        return new Coverage(steps);
    }

    /// When nobody is at work.
    public List<Interval> gaps() {
        return steps.stream().filter(step -> step.atWork == 0).map(Step::time).toList();
    }

    public Optional<Interval> longestGap() {
        return gaps().stream().max(Comparator.comparing(Interval::length));
    }

    /// The time for which somebody is at work.
    public Duration covered() {
        return steps.stream().filter(step -> step.atWork > 0).map(step -> step.time.length()).reduce(Duration.ZERO, Duration::plus);
    }

    public int most() {
        return steps.stream().mapToInt(Step::atWork).max().orElse(0);
    }

    /// How many are at work at a moment; nobody outside of these bounds.
    public int at(Instant moment) {
        return steps.stream().filter(step -> step.time.contains(moment)).mapToInt(Step::atWork).findFirst().orElse(0);
    }
}
