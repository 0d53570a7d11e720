package antipode.capacity;

import antipode.markdown.Emoji;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody broadcasts, as GitLab's user status, with our state and where it comes from.
record StatusJson(
        @Nullable String emoji,
        @Nullable String message,
        String availability,
        String messageHtml,
        @Nullable Instant clearStatusAt,
        String state,
        String source) {

    private static final Pattern SHORTCODE = Pattern.compile(":[a-z0-9_+-]+:");

    static StatusJson of(Capacity capacity) {
        return new StatusJson(
                capacity.emoji(), capacity.message().isEmpty() ? null : capacity.message(),
                capacity.state().busy() && capacity.source() != Capacity.Source.HOURS ? "busy" : "not_set",
                html(capacity.message()), capacity.until(), capacity.state().word(),
                capacity.source().name().toLowerCase(java.util.Locale.ROOT));
    }

    /// Plain words, with the signs that names in colons mean.
    private static String html(String message) {
        var safe = message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
        return SHORTCODE.matcher(safe).replaceAll(
                found -> Emoji.of(found.group()).map(Emoji::sign).orElse(found.group()));
    }
}
