package antipode.world;

import antipode.hours.Gap;
import antipode.hours.Gaps;
import antipode.hours.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who waits how long for whom, as a table that is shaded like the night: between any two people where they are few, else
/// between places, the longest wait of each two of their people.
///
/// @param heads   who answers
/// @param byPlace whether a head stands for all in one place
/// @param left    how many places are left out
record Waits(List<String> heads, List<Line> lines, boolean byPlace, int left) {

    private static final int MOST_PEOPLE = 16;
    private static final int MOST_PLACES = 20;
    /// Above this, every two of them would be a million: one chooses whom one means first.
    static final int MOST = 200;

    /// @param asker who asks
    record Line(String asker, List<Cell> cells) {}

    /// @param text  "9 h", "at once", or nothing between oneself and oneself
    /// @param shade from 0, at once, to 4, more than a day's half
    record Cell(String text, int shade, String sentence) {}

    private static final Cell NONE = new Cell("", 0, "");

    static Waits of(World world, Gaps gaps) {
        List<Row> rows = world.rows();
        Instant noon = world.noon();
        boolean byPlace = rows.size() > MOST_PEOPLE;
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String head = byPlace ? rows.get(i).place(noon) : i + "";
            groups.computeIfAbsent(head, _ -> new ArrayList<>()).add(i);
        }
        int left = Math.max(0, groups.size() - MOST_PLACES);
        List<String> names = groups.entrySet().stream().limit(MOST_PLACES)
                .map(group -> byPlace ? group.getKey() : rows.get(group.getValue().getFirst()).firstName()).toList();
        List<List<Integer>> members = groups.values().stream().limit(MOST_PLACES).toList();
        List<Line> lines = new ArrayList<>();
        for (int asker = 0; asker < names.size(); asker++) {
            List<Cell> cells = new ArrayList<>();
            for (int answerer = 0; answerer < names.size(); answerer++) {
                Gap longest = longest(gaps, members.get(asker), members.get(answerer));
                cells.add(longest == null ? NONE : cell(names.get(asker), names.get(answerer), longest));
            }
            lines.add(new Line(names.get(asker), cells));
        }
        return new Waits(names, lines, byPlace, left);
    }

    private static @Nullable Gap longest(Gaps gaps, List<Integer> askers, List<Integer> answerers) {
        @Nullable Gap longest = null;
        for (int asker : askers) {
            for (int answerer : answerers) {
                Gap gap = gaps.between(asker, answerer).orElse(null);
                if (gap != null && (longest == null || gap.length().compareTo(longest.length()) > 0)) {
                    longest = gap;
                }
            }
        }
        return longest;
    }

    private static Cell cell(String asker, String answerer, Gap gap) {
        Duration length = gap.length();
        long hours = length.toHours();
        int shade = length.isZero() ? 0 : hours < 4 ? 1 : hours < 9 ? 2 : hours < 16 ? 3 : 4;
        return new Cell(words(length), shade, asker + " asks, " + answerer + " answers " + after(length));
    }

    /// "9 h", "at once"
    static String words(Duration length) {
        return length.isZero() ? "at once" : Spoken.length(length);
    }

    /// "9 h later", "at once"
    static String after(Duration length) {
        return length.isZero() ? "at once" : Spoken.length(length) + " later";
    }
}
