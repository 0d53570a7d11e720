package antipode.threads;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// Where comments stand within their things, for whoever reads them elsewhere: in a letter, a feed or a list. One question,
/// however many.
@Component
public class ToldPlaces {

    private final ObjectProvider<PlacedThreads> rooms;

    ToldPlaces(ObjectProvider<PlacedThreads> rooms) {
        this.rooms = rooms;
    }

    /// The place in which a thread was begun.
    ///
    /// @param words "on Timetables, line 3"
    /// @param lines what stood there, as `git diff` writes it; the last few of many
    public record Told(String words, List<String> lines) {

        /// In plain text.
        public String text() {
            StringBuilder text = new StringBuilder(sentence()).append("\n");
            lines.forEach(line -> text.append("    ").append(line).append("\n"));
            return text.toString();
        }

        public String html() {
            return "<p>" + HtmlUtils.htmlEscape(sentence()) + "</p><pre>" + HtmlUtils.htmlEscape(String.join("\n", lines)) + "</pre>";
        }

        private String sentence() {
            return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ":";
        }
    }

    /// By comment; nothing for those that stand nowhere in particular.
    public Map<Long, Told> of(Collection<Long> comments) {
        Map<Long, Told> told = new HashMap<>();
        if (!comments.isEmpty()) {
            rooms.forEach(room -> told.putAll(room.told(comments)));
        }
        return told;
    }
}
