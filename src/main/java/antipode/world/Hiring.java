package antipode.world;

import antipode.hours.Coverage;
import antipode.hours.Gaps;
import antipode.hours.Interval;
import antipode.hours.Spoken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How a team's day would change with one more.
record Hiring(List<Measure> measures) {

    /// @param now  as it is
    /// @param then with them
    record Measure(String what, String now, String then) {

        boolean changes() {
            return !now.equals(then);
        }
    }

    static Hiring of(World before, World after) {
        Coverage now = before.coverage();
        Coverage then = after.coverage();
        Gaps waits = before.gaps();
        Gaps waitsThen = after.gaps();
        return new Hiring(List.of(
                new Measure("Somebody is at work for", Spoken.exact(now.covered()), Spoken.exact(then.covered())),
                new Measure("The longest time without anybody", gap(now, before), gap(then, after)),
                new Measure("The longest wait until anybody else is at work",
                        wait(before, waits.longestForAnybody()), wait(after, waitsThen.longestForAnybody())),
                new Measure("The longest wait for one certain person", wait(before, waits.longest()), wait(after, waitsThen.longest()))));
    }

    private static String gap(Coverage coverage, World world) {
        Function<Interval, String> words = gap -> Spoken.exact(gap.length()) + ", " + Spoken.span(gap, world.reader());
        return coverage.longestGap().map(words).orElse("none");
    }

    private static String wait(World world, Optional<Gaps.Between> longest) {
        return longest.map(between -> {
            Duration length = between.gap().length();
            return length.isZero() ? "none" : Spoken.length(length) + ", " + world.rows().get(between.asker()).firstName()
                    + " for " + world.rows().get(between.answerer()).firstName();
        }).orElse("none");
    }
}
