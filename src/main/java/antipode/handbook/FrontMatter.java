package antipode.handbook;

import antipode.markdown.Rendered;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a page says of itself before its first word.
///
/// @param description a sentence that stands below the title
/// @param reviewOn    the day on which it is to be looked at again (`review-by`)
/// @param weight      its place among its neighbours: the lighter, the earlier
/// @param others      what else is said, as it was written
record FrontMatter(
        List<String> tags, String description, @Nullable LocalDate reviewOn, @Nullable Integer weight, List<String> aliases,
        Map<String, String> others) {

    private static final Set<String> TAGS = Set.of("tags", "tag", "categories", "keywords");
    private static final Set<String> REVIEW = Set.of("review-by", "review_by", "reviewby", "review-on", "review_on", "review");
    private static final Set<String> WEIGHT = Set.of("weight", "nav_order", "sidebar_position", "order");
    private static final Set<String> ALIASES = Set.of("aliases", "alias", "redirect_from");
    private static final int MOST = 50;
    private static final int LONGEST = 300;

    static FrontMatter of(Rendered page) {
        var written = page.frontMatter();
        var others = new LinkedHashMap<String, String>();
        written.forEach((key, values) -> {
            var name = key.toLowerCase(Locale.ROOT);
            boolean known = name.equals("title") || name.equals("description") || TAGS.contains(name) || REVIEW.contains(name)
                    || WEIGHT.contains(name) || ALIASES.contains(name);
            if (!known && !values.isEmpty() && others.size() < MOST) {
                others.put(shortened(key), shortened(String.join(", ", values)));
            }
        });
        return new FrontMatter(
                values(written, TAGS), shortened(page.frontMatter("description").orElse("").strip()),
                values(written, REVIEW).stream().map(FrontMatter::day).filter(java.util.Objects::nonNull).findFirst().orElse(null),
                values(written, WEIGHT).stream().map(FrontMatter::number).filter(java.util.Objects::nonNull).findFirst().orElse(null),
                values(written, ALIASES), others);
    }

    private static List<String> values(Map<String, List<String>> written, Set<String> keys) {
        return written.entrySet().stream()
                .filter(entry -> keys.contains(entry.getKey().toLowerCase(Locale.ROOT)))
                .flatMap(entry -> entry.getValue().stream())
                .map(value -> unquoted(value.strip()))
                .filter(value -> !value.isEmpty())
                .map(FrontMatter::shortened)
                .limit(MOST)
                .collect(Collectors.toList());
    }

    private static String unquoted(String value) {
        return value.replaceAll("^([\"'])(.*)\\1$", "$2");
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text.substring(0, Math.min(10, text.length())));
            return day.getYear() < 1970 || day.getYear() > 9999 ? null : day;
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    private static @Nullable Integer number(String text) {
        return text.matches("-?\\d{1,8}") ? Integer.valueOf(text) : null;
    }
}
