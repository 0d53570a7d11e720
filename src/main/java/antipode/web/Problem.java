package antipode.web;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one way to refuse a request: a status, a sentence for people, and what is wrong with which field.
///
/// Pages show it as a page, the API as JSON in GitLab's form.
public final class Problem extends RuntimeException {

    private final int status;
    private final @Nullable String subject;
    private final Map<String, String> fields;
    private final @Nullable Duration retryAfter;

    public Problem(int status, String message) {
        this(status, message, null, Map.of(), null);
    }

    private Problem(
            int status,
            String message,
            @Nullable String subject,
            Map<String, String> fields,
            @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.subject = subject;
        this.fields = fields;
        this.retryAfter = retryAfter;
    }

    public static Problem notFound(String what) {
        var name = what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1);
        var message = "There is no such " + name + " here, or it isn’t open to you.";
        return new Problem(404, message, what, Map.of(), null);
    }

    public static Problem bad(String message) {
        return new Problem(400, message);
    }

    public static Problem unauthorized() {
        return new Problem(401, "Sign in first.");
    }

    public static Problem refused(String message) {
        return new Problem(403, message);
    }

    public static Problem conflict(String message) {
        return new Problem(409, message);
    }

    public static Problem tooLarge(String message) {
        return new Problem(413, message);
    }

    public static Problem invalid(String field, String message) {
        return invalid(Map.of(field, message));
    }

    public static Problem invalid(Map<String, String> fields) {
        var sentence = new StringBuilder();
        fields.forEach((field, message) -> sentence.append(sentence.isEmpty() ? "" : "; ")
                .append(field.replace('_', ' '))
                .append(' ')
                .append(message));
        return new Problem(422, sentence.toString(), null, Map.copyOf(fields), null);
    }

    public static Problem tooMany(Duration retryAfter) {
        return new Problem(429, "That was too often. Try again a little later.", null, Map.of(), retryAfter);
    }

    public int status() {
        return status;
    }

    /// The sentence, never absent.
    public String message() {
        var message = getMessage();
        return message == null ? "" : message;
    }

    /// What wasn't found ("Issue"), for those who must name it.
    public @Nullable String subject() {
        return subject;
    }

    /// What is wrong with which field; empty if it isn't about fields.
    public Map<String, String> fields() {
        return fields;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /// Whether the database refused what was sent since it holds characters that are no text.
    public static boolean noText(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "22021".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
