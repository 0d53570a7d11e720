package antipode.mergerequests.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which part of the changes somebody wants to see, and how.
///
/// @param from     the version to compare with; nothing where that wasn't said; 0 for all that is proposed
/// @param to       the version that is looked at; nothing for the last
/// @param page     of the files, from 1
/// @param path     of the one file that is looked at; nothing for all of them
/// @param lines    of each file by its number, further lines that one wants to see
/// @param overview whether it stands on the merge request's own page, among other things
public record Asked(View view, @Nullable Long from, @Nullable Long to, int page, @Nullable String path,
        Map<Integer, List<Surroundings.Span>> lines, boolean overview) {

    private static final Pattern LINES = Pattern.compile("(\\d{1,6})\\.(\\d{1,8})-(\\d{1,8})");
    private static final int MOST_SPANS = 100;

    public enum View {
        PROSE("Prose"), SOURCE("Source"), SIDE("Side by side"), PAGES("Pages");

        private final String word;

        View(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static View of(String key) {
            for (View view : values()) {
                if (view.key().equals(key)) {
                    return view;
                }
            }
            return PROSE;
        }
    }

    /// @param lines "3.41-60": of the file with the number 3 the lines from 41 to 60
    public static Asked of(
            String view, String from, String to, int page, @Nullable String path, @Nullable List<String> lines, boolean overview) {
        return new Asked(
                View.of(view), from.equals("base") ? Long.valueOf(0) : number(from), number(to), Math.clamp(page, 1, 100_000),
                path == null || path.isEmpty() ? null : path, spans(lines == null ? List.of() : lines), overview);
    }

    /// The merge request's own page as one comes to it.
    public static Asked usual() {
        return of("", "", "", 1, null, null, true);
    }

    private static Map<Integer, List<Surroundings.Span>> spans(List<String> lines) {
        Map<Integer, List<Surroundings.Span>> spans = new TreeMap<>();
        for (String said : lines.subList(0, Math.min(lines.size(), MOST_SPANS))) {
            Matcher matched = LINES.matcher(said);
            if (matched.matches()) {
                spans.computeIfAbsent(Integer.valueOf(matched.group(1)), _ -> new ArrayList<>()).add(
                        new Surroundings.Span(Integer.parseInt(matched.group(2)), Integer.parseInt(matched.group(3))));
            }
        }
        return spans;
    }

    /// The lines that one wants to see, and these too; those that touch as one.
    Map<Integer, List<Surroundings.Span>> with(int file, Surroundings.Span span) {
        Map<Integer, List<Surroundings.Span>> all = new TreeMap<>(lines);
        List<Surroundings.Span> of = new ArrayList<>(lines.getOrDefault(file, List.of()));
        of.add(span);
        of.sort(Comparator.comparingInt(Surroundings.Span::from));
        List<Surroundings.Span> joined = new ArrayList<>();
        for (Surroundings.Span one : of) {
            if (!joined.isEmpty() && one.from() <= joined.getLast().to() + 1) {
                Surroundings.Span last = joined.removeLast();
                joined.add(new Surroundings.Span(last.from(), Math.max(last.to(), one.to())));
            } else {
                joined.add(one);
            }
        }
        all.put(file, joined);
        return all;
    }

    private static @Nullable Long number(String text) {
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }
}
