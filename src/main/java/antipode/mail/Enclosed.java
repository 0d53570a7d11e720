package antipode.mail;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one letter encloses, written once for all the places where it goes.
record Enclosed(Map<String, String> parts) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{enclosed(?::([0-9.-]{1,80}))?}}");

    /// @param enclosure nothing for a letter that names none: it keeps whatever stands in it
    /// @param places    all that may hold a place
    static Enclosed of(@Nullable Enclosure enclosure, String about, Collection<String> places) {
        if (enclosure == null) {
            return new Enclosed(Map.of());
        }
        Set<String> asked = new LinkedHashSet<>();
        places.forEach(words -> PLACE.matcher(words).results().forEach(place ->
                asked.add(Objects.requireNonNullElse(place.group(1), ""))));
        return new Enclosed(asked.isEmpty() ? Map.of() : enclosure.written(about, asked));
    }

    String in(String words) {
        return parts.isEmpty()
                ? words
                : PLACE.matcher(words).replaceAll(place -> Matcher.quoteReplacement(
                        parts.getOrDefault(Objects.requireNonNullElse(place.group(1), ""), place.group())));
    }
}
