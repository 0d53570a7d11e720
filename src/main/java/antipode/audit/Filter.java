package antipode.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which entries somebody wants to see, as they wrote it down.
///
/// @param who   a username
/// @param kind  one of the kinds
/// @param thing how its name begins
/// @param from  the first day, and `to` the last, where the reader is
record Filter(String who, String kind, String thing, String from, String to) {

    static final Filter ALL = new Filter("", "", "", "", "");

    static Filter of(Map<String, String> query) {
        return new Filter(
                text(query, "who").replaceFirst("^@", ""), text(query, "kind"), text(query, "thing"), text(query, "from"), text(query, "to"));
    }

    private static String text(Map<String, String> query, String name) {
        return query.getOrDefault(name, "").replace("\0", "").strip();
    }

    /// What is wrong with the days, if anything is.
    @Nullable String mistake() {
        return day(from) == null && !from.isEmpty() || day(to) == null && !to.isEmpty() ? "A day looks like 2026-11-24." : null;
    }

    @Nullable Instant since(ZoneId zone) {
        var day = day(from);
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    @Nullable Instant before(ZoneId zone) {
        var day = day(to);
        return day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static @Nullable LocalDate day(String text) {
        try {
            var day = text.isEmpty() ? null : LocalDate.parse(text);
            return day == null || day.getYear() < 1 || day.getYear() > 9998 ? null : day;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /// The query that asks for the same, beginning with `?`; empty if it asks for everything.
    String query(Map<String, String> more) {
        var query = new StringBuilder();
        var all = new java.util.LinkedHashMap<>(Map.of("who", who, "kind", kind, "thing", thing, "from", from, "to", to));
        all.putAll(more);
        new java.util.TreeMap<>(all).forEach((name, value) -> {
            if (!value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return query.toString();
    }
}
