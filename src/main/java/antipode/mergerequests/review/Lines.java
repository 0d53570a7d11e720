package antipode.mergerequests.review;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// Lines of one side of a difference as an address names them, "9" or "9-12", counted from one.
///
/// @param old whether they are told as they were numbered before
public record Lines(boolean old, int first, int last) {

    /// What `new` or else `old` says; nothing where neither is a line.
    static @Nullable Lines of(HttpServletRequest sent) {
        Lines now = of(sent.getParameter("new"), false);
        return now == null ? of(sent.getParameter("old"), true) : now;
    }

    private static @Nullable Lines of(@Nullable String text, boolean old) {
        if (text == null || !text.matches("\\d{1,9}(-\\d{1,9})?")) {
            return null;
        }
        int dash = text.indexOf('-');
        int last = Integer.parseInt(text.substring(dash + 1));
        return new Lines(old, dash < 0 ? last : Integer.parseInt(text.substring(0, dash)), last);
    }
}
