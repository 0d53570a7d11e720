package antipode.threads;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whom a writer chose to hold the turn, as it is sent with what they write: `turn` and `turn_chosen`, and the buttons that
/// change the choice. What the rules would do is sent as `turn_ruled`, so that a change can begin with it.
public final class TurnWish {

    private TurnWish() {}

    /// Usernames and team paths, and `me` for the writer; nothing where the rules decide.
    public static @Nullable List<String> of(HttpServletRequest request) {
        switch (one(request, "turn_set")) {
            case "rules" -> {
                return null;
            }
            case "nobody" -> {
                return List.of();
            }
            default -> {}
        }
        boolean chosen = !one(request, "turn_chosen").isEmpty();
        String without = one(request, "turn_without").toLowerCase(Locale.ROOT);
        String add = Words.line(one(request, "turn_add"));
        boolean mine = one(request, "turn_set").equals("mine");
        boolean instead = request.getParameter("instead") != null;
        if (!chosen && without.isEmpty() && add.isEmpty() && !mine && !instead) {
            return null;
        }
        Set<String> holders = new LinkedHashSet<>();
        for (String name : all(request, chosen ? "turn" : "turn_ruled")) {
            holders.add(name.strip().toLowerCase(Locale.ROOT));
        }
        for (String name : add.split("[,;\\s]+")) {
            holders.add((name.startsWith("@") ? name.substring(1) : name).toLowerCase(Locale.ROOT));
        }
        if (mine) {
            holders.add("me");
        }
        holders.remove(without);
        holders.remove("");
        return CapacityNotes.chosen(request, holders);
    }

    /// Whether the form was only sent to change the choice.
    public static boolean onlyLooks(HttpServletRequest request) {
        return request.getParameter("turn_set") != null || request.getParameter("turn_without") != null
                || CapacityNotes.onlyLooks(request);
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
