package antipode.issues;

import antipode.web.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// A day as typed in a form: a date and nothing else, so that no zone moves it.
final class Day {

    private Day() {}

    static @Nullable LocalDate of(String field, String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1970 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeParseException unclear) {
            // falls through
        }
        throw Problem.invalid(field, "“" + text + "” is no day. Write it like 2026-11-27.");
    }
}
