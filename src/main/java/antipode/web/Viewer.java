package antipode.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whoever looks at the page: their name, their clock and how they like it to look.
///
/// `demo` is true in a demonstration workspace, which says so at the top of each page.
public record Viewer(
        @Nullable String username,
        String name,
        ZoneId zone,
        boolean administrator,
        boolean demo,
        Appearance appearance,
        @Nullable String picture) {

    /// The request attribute in which the one who knows people leaves the viewer.
    public static final String ATTRIBUTE = "antipode.viewer";

    /// Light or dark by choice, or as the system has it.
    public enum Appearance {
        AUTOMATIC,
        LIGHT,
        DARK
    }

    public static Viewer nobody() {
        return new Viewer(null, "", ZoneOffset.UTC, false, false, Appearance.AUTOMATIC, null);
    }

    public static Viewer of(String username, String name, ZoneId zone) {
        return new Viewer(username, name, zone, false, false, Appearance.AUTOMATIC, null);
    }

    public static Viewer of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Viewer viewer ? viewer : nobody();
    }

    public boolean known() {
        return username != null;
    }

    public String initials() {
        return initials(name);
    }

    /// "Ana Ferreira" is AF, "Cher" is C, a name of three parts is its first and last.
    public static String initials(String name) {
        var parts = name.strip().split("\\s+");
        if (parts[0].isEmpty()) {
            return "?";
        }
        var first = letter(parts[0]);
        return (parts.length == 1 ? first : first + letter(parts[parts.length - 1])).toUpperCase(Locale.ROOT);
    }

    private static String letter(String part) {
        return part.substring(0, part.offsetByCodePoints(0, 1));
    }
}
