package antipode.delivery;

import antipode.web.Page;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one was told, is about to be told, or was spared, each with its reason and its moment.
///
/// @param mode  how one wishes to be told
/// @param older the path of those before
record NoticesPage(Mode mode, List<Notice> waiting, List<Notice> past, @Nullable String older, boolean first) implements Page {

    static String word(Notice notice) {
        return switch (notice.state()) {
            case HELD -> notice.kind().heading();
            case DELIVERED, DIGESTED -> "Told";
            case DROPPED -> "Spared";
        };
    }

    /// In which letter it was told.
    static String letter(Notice notice) {
        if (notice.lost()) {
            return "in a letter that did not reach you: see your settings for mail";
        }
        return switch (notice.state()) {
            case DELIVERED -> notice.kept() ? "in a letter of its own, which lies here, as there is no mail server" : "by mail";
            case DIGESTED -> "in the letter with the others";
            default -> "";
        };
    }

    static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    String lead() {
        return switch (mode) {
            case DIGEST -> "Nothing is sent while you are not at work. What happens waits for the start of your day, and comes in one letter.";
            case AS_IT_HAPPENS -> "Nothing is sent while you are not at work. Within your hours you hear at once, and of what waited when they begin.";
            case WEEKLY -> "Nothing is sent while you are not at work. What happens waits for the first working day of your week, and comes in one letter.";
            case NONE -> "Nothing is sent to you at all, as you asked.";
        } + " What needs you is on your list at once, whenever you look.";
    }
}
