package antipode.handoffs;

import antipode.hours.DayBand;
import antipode.threads.Issuable;
import antipode.todos.Turn;
import antipode.web.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which somebody goes on without whom they wait for.
///
/// @param next "Next at work 23:30, in 6 h"
record GoingOnPage(
        Issuable issuable,
        Turn turn,
        String next,
        @Nullable DayBand band,
        String shipped,
        String through,
        String question,
        Map<String, String> errors,
        int status)
        implements Page {

    @Nullable String error(String field) {
        String error = errors.get(field);
        return error == null ? null : field.isEmpty() ? error : "It " + error + (error.endsWith(".") ? "" : ".");
    }
}
