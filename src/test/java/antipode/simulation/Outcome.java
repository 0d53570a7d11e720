package antipode.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the simulated company went through, and what went wrong in it.
final class Outcome {

    /// From a proposal to its decision, and to the moment by which the slowest had had their time.
    record Decided(Duration took, Duration slowest) {}

    final Map<String, Integer> deeds = new TreeMap<>();
    final Map<String, Integer> notices = new TreeMap<>();
    final List<String> outside = new ArrayList<>();
    final List<String> overdue = new ArrayList<>();
    final List<String> lost = new ArrayList<>();
    final List<String> doubled = new ArrayList<>();
    final List<String> unfair = new ArrayList<>();
    final List<Decided> decided = new ArrayList<>();
    int letters;
    String size = "";

    void did(String deed) {
        deeds.merge(deed, 1, Integer::sum);
    }

    /// Prints what happened, and fails unless every promise was kept.
    void isAsPromised() {
        System.out.println(table());
        assertThat(outside).as("deliveries outside working hours").isEmpty();
        assertThat(overdue).as("held longer than five minutes past the next opening").isEmpty();
        assertThat(lost).as("lost").isEmpty();
        assertThat(doubled).as("doubled").isEmpty();
        assertThat(unfair).as("defaults that were not fair, not in time or not once").isEmpty();
        assertThat(letters).isPositive();
        assertThat(decided).isNotEmpty();
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        line(table, "people, zones, days", size);
        deeds.forEach((deed, many) -> line(table, deed, many));
        notices.forEach((state, many) -> line(table, "notices " + state, many));
        line(table, "letters", letters);
        line(table, "deliveries outside working hours", outside.size());
        line(table, "notices lost", lost.size());
        line(table, "notices doubled", doubled.size());
        line(table, "held longer than 5 min past the next opening", overdue.size());
        line(table, "defaults fired", decided.size());
        line(table, "defaults unfair, late, or not once", unfair.size());
        if (!decided.isEmpty()) {
            line(table, "proposal to decision, median", hours(at(0.5, true)));
            line(table, "  slowest fair answer, median", hours(at(0.5, false)));
            line(table, "proposal to decision, 95 of 100", hours(at(0.95, true)));
            line(table, "  slowest fair answer, 95 of 100", hours(at(0.95, false)));
            line(table, "decision after the slowest fair answer, at most", decided.stream()
                    .map(each -> each.took().minus(each.slowest()).toMinutes()).max(Long::compare).orElseThrow() + " min");
        }
        return table.toString();
    }

    private Duration at(double part, boolean took) {
        List<Duration> all = decided.stream().map(each -> took ? each.took() : each.slowest()).sorted().toList();
        return all.get((int) Math.min(all.size() - 1L, Math.round(part * (all.size() - 1))));
    }

    private static String hours(Duration duration) {
        return String.format("%.1f h", duration.toMinutes() / 60.0);
    }

    private static void line(StringBuilder table, String what, Object value) {
        table.append(String.format("%-50s %s%n", what, value));
    }
}
