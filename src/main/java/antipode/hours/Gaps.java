package antipode.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who waits how long for whom, between any two of some people: each asks at the end of the working day that begins on a
/// date of their own calendar. Who doesn't work on that date asks nothing; who has stated no hours neither asks nor answers
/// here.
public final class Gaps {

    private static final Duration AHEAD = Duration.ofDays(9);

    private final List<Schedule> schedules;
    private final List<@Nullable Instant> asked = new ArrayList<>();
    private final List<List<Interval>> windows = new ArrayList<>();

    /// Two of the people, by their places in the list, and what lies between them.
    public record Between(int asker, int answerer, Gap gap) {
    }

    private Gaps(List<Schedule> schedules) {
        this.schedules = schedules;
    }

    public static Gaps of(List<Schedule> schedules, LocalDate date) {
        var gaps = new Gaps(List.copyOf(schedules));
        for (var schedule : schedules) {
            gaps.asked.add(schedule.workingDay(date).map(Interval::end).orElse(null));
        }
        var first = gaps.asked.stream().filter(end -> end != null).min(Instant::compareTo).orElse(null);
        for (var schedule : schedules) {
            gaps.windows.add(first == null ? List.of() : schedule.statedWindows(first, first.plus(AHEAD)));
        }
        return gaps;
    }

    /// From one who asks to another who answers; nothing if the one has no such day, or the other no hours ahead.
    public Optional<Gap> between(int asker, int answerer) {
        var end = asked.get(asker);
        if (end == null || asker == answerer) {
            return Optional.empty();
        }
        return answered(answerer, end).map(at -> new Gap(end, at));
    }

    private Optional<Instant> answered(int answerer, Instant end) {
        var ahead = windows.get(answerer);
        int low = 0;
        for (int high = ahead.size(); low < high; ) {
            int middle = (low + high) / 2;
            if (ahead.get(middle).end().isAfter(end)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low < ahead.size()) {
            return Optional.of(Interval.later(end, ahead.get(low).start()));
        }
        return schedules.get(answerer).nextWorking(end).filter(at -> schedules.get(answerer).statedAt(at));
    }

    /// The longest of all.
    public Optional<Between> longest() {
        @Nullable Between longest = null;
        for (int asker = 0; asker < asked.size(); asker++) {
            for (int answerer = 0; answerer < asked.size(); answerer++) {
                longest = later(longest, between(asker, answerer).orElse(null), asker, answerer);
            }
        }
        return Optional.ofNullable(longest);
    }

    /// The longest time anyone waits until somebody else, whoever it is, is at work.
    public Optional<Between> longestForAnybody() {
        @Nullable Between longest = null;
        for (int asker = 0; asker < asked.size(); asker++) {
            @Nullable Between first = null;
            for (int answerer = 0; answerer < asked.size(); answerer++) {
                var gap = between(asker, answerer).orElse(null);
                if (gap != null && (first == null || gap.answered().isBefore(first.gap.answered()))) {
                    first = new Between(asker, answerer, gap);
                }
            }
            longest = first == null ? longest : later(longest, first.gap, first.asker, first.answerer);
        }
        return Optional.ofNullable(longest);
    }

    private static @Nullable Between later(@Nullable Between longest, @Nullable Gap gap, int asker, int answerer) {
        if (gap == null || longest != null && gap.length().compareTo(longest.gap.length()) <= 0) {
            return longest;
        }
        return new Between(asker, answerer, gap);
    }
}
