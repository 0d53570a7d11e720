package antipode.threads;

import antipode.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What somebody wants to take away for good.
///
/// @param comment nothing for the thing itself
/// @param what    nothing of the text, where only files or words go
/// @param files   numbers of uploads that the text shows
/// @param words   what goes wherever else it stands in the project; may be empty
/// @param because a sentence, for everyone who reads the place
public record Redaction(@Nullable Long comment, What what, List<Long> files, String words, String because) {

    private static final int LONGEST = 255;
    private static final int FEWEST = 6;

    /// What of a text.
    public enum What {
        /// All it says, and all it said before.
        TEXT,
        /// Only what it said before.
        BEFORE,
        TITLE,
        NOTHING;

        static What of(String key) {
            for (var what : values()) {
                if (what.key().equals(key)) return what;
            }
            throw Problem.invalid("what", "must be one of: text, before, title, nothing");
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Redaction {
        words = Words.of(words).strip();
        because = Words.line(because);
    }

    /// The same with nothing but a text in it.
    public static Redaction text(@Nullable Long comment, String because) {
        return new Redaction(comment, What.TEXT, List.of(), "", because);
    }

    void check() {
        var wrong = new TreeMap<String, String>();
        if (because.isEmpty()) wrong.put("because", "can't be blank");
        if (because.length() > LONGEST) wrong.put("because", "is longer than " + LONGEST + " characters");
        if (!words.isEmpty() && words.length() < FEWEST) {
            wrong.put("words", "needs " + FEWEST + " characters at least, or too much would go");
        }
        if (!words.isEmpty() && because.contains(words)) wrong.put("because", "repeats what is to go");
        if (what == What.TITLE && comment != null) wrong.put("what", "can't be a title: a comment has none");
        if (what == What.NOTHING && files.isEmpty() && words.isEmpty()) wrong.put("what", "names nothing that is to go");
        if (!wrong.isEmpty()) throw Problem.invalid(Map.copyOf(wrong));
    }
}
