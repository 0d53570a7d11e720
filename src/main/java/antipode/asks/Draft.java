package antipode.asks;

import antipode.threads.CapacityNotes;
import antipode.threads.Preview;
import antipode.threads.Previews;
import antipode.threads.TurnWish;
import antipode.threads.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody has typed into the composer, as they typed it, so that nothing is lost when it is shown again.
///
/// @param words what they write
/// @param to    the usernames and team paths asked so far
/// @param add   the field for more of them
/// @param kind  what is wished for: `answer`, `feedback`, `action`, `decision`
/// @param due   "2026-11-18T18:00" on the writer's clock; empty for the fair time
/// @param acts  whether silence has a meaning
/// @param effect what silence does, by the key of its [AskEffect]
/// @param deed  what the writer says they will do
/// @param turn  whom the writer chose to hold the turn; nothing where the rules decide
/// @param bare  the words are the question itself, and no comment
/// @param preview the words as they will look, where that was asked for
public record Draft(
        String words, List<String> to, String add, String kind, String due, boolean acts, String effect, String deed,
        @Nullable List<String> turn, @Nullable Preview preview, boolean bare) {

    public static final Draft EMPTY = new Draft("", List.of(), "", "answer", "", false, "comment", "", null, null, false);

    /// With only these words.
    public static Draft saying(String words) {
        return new Draft(words, List.of(), "", "answer", "", false, "comment", "", null, null, false);
    }

    /// Reads the composer's fields. One taken off the list is gone from it.
    public static Draft of(HttpServletRequest request) {
        Set<String> to = new LinkedHashSet<>();
        for (String username : all(request, "to")) {
            to.add(username.strip().toLowerCase(Locale.ROOT));
        }
        String add = Words.line(one(request, "add"));
        for (String name : names(add)) {
            to.add(name);
        }
        to.remove(one(request, "without").toLowerCase(Locale.ROOT));
        to.remove("");
        List<String> asked = CapacityNotes.chosen(request, to);
        String later = Words.line(one(request, "due_later"));
        return new Draft(
                Words.of(one(request, "note")),
                asked.subList(0, Math.min(asked.size(), Asks.MOST_ASKED + 1)),
                "",
                one(request, "wish").isEmpty() ? "answer" : one(request, "wish"),
                later.isEmpty() ? Words.line(one(request, "due")) : later,
                one(request, "silence").equals("act"),
                one(request, "effect").isEmpty() ? "comment" : one(request, "effect"),
                Words.line(one(request, "deed")),
                TurnWish.of(request),
                null,
                !one(request, "bare").isEmpty());
    }

    /// Whether the form was only sent to be shown again, with the times looked up.
    public static boolean onlyLooks(HttpServletRequest request) {
        return request.getParameter("check") != null || request.getParameter("without") != null
                || Previews.asked(request) || TurnWish.onlyLooks(request);
    }

    /// The same with other words.
    Draft words(String words) {
        return new Draft(words, to, add, kind, due, acts, effect, deed, turn, preview, bare);
    }

    Draft shown(Preview preview) {
        return new Draft(words, to, add, kind, due, acts, effect, deed, turn, preview, bare);
    }

    /// A question by itself.
    static Draft bare(String question) {
        return new Draft(question, List.of(), "", "answer", "", false, "comment", "", null, null, true);
    }

    /// The usernames of all whom it is for: asked, named, or chosen to hold the turn.
    List<String> meant() {
        Set<String> meant = new LinkedHashSet<>(to);
        meant.addAll(CapacityNotes.names(words));
        meant.addAll(turn == null ? List.of() : turn);
        return List.copyOf(meant);
    }

    public boolean asks() {
        return !to.isEmpty();
    }

    private static List<String> names(String typed) {
        List<String> names = new ArrayList<>();
        for (String name : typed.split("[,;\\s]+")) {
            String plain = name.startsWith("@") ? name.substring(1) : name;
            if (!plain.isEmpty()) {
                names.add(plain.toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static String one(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static List<String> all(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }
}
