package antipode.hours;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A stretch of time, from its start until just before its end.
public record Interval(Instant start, Instant end) {

    public Interval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("An interval ends after it starts, not at " + end + " from " + start + ".");
        }
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    public boolean contains(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    /// In order of time, with those that touch or overlap made one.
    static List<Interval> union(List<Interval> intervals) {
        if (intervals.size() < 2) {
            return intervals;
        }
        var sorted = new ArrayList<>(intervals);
        sorted.sort(Comparator.comparing(Interval::start));
        var union = new ArrayList<Interval>(sorted.size());
        var current = sorted.getFirst();
        for (var next : sorted.subList(1, sorted.size())) {
            if (next.start.isAfter(current.end)) {
                union.add(current);
                current = next;
            } else if (next.end.isAfter(current.end)) {
                current = new Interval(current.start, next.end);
            }
        }
        union.add(current);
        return union;
    }

    /// What is left of `from` without `taken`; both are unions.
    static List<Interval> without(List<Interval> from, List<Interval> taken) {
        if (taken.isEmpty()) {
            return from;
        }
        var left = new ArrayList<Interval>();
        for (var interval : from) {
            var start = interval.start;
            for (var gone : taken) {
                if (!gone.end.isAfter(start)) {
                    continue;
                }
                if (!gone.start.isBefore(interval.end)) {
                    break;
                }
                if (gone.start.isAfter(start)) {
                    left.add(new Interval(start, gone.start));
                }
                start = gone.end;
            }
            if (start.isBefore(interval.end)) {
                left.add(new Interval(start, interval.end));
            }
        }
        return left;
    }

    /// What both have; both are unions.
    static List<Interval> common(List<Interval> one, List<Interval> other) {
        var common = new ArrayList<Interval>();
        for (int i = 0, j = 0; i < one.size() && j < other.size(); ) {
            var start = later(one.get(i).start, other.get(j).start);
            var end = earlier(one.get(i).end, other.get(j).end);
            if (start.isBefore(end)) {
                common.add(new Interval(start, end));
            }
            if (one.get(i).end.isBefore(other.get(j).end)) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
