package antipode.api;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refusal in a form only the API has; what pages may refuse too is an [antipode.web.Problem].
public final class Refusal extends RuntimeException {

    private final int status;
    private final transient Map<String, Object> body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Refusal(int status, Map<String, Object> body) {
        super(status + " " + body, null, false, false);
        this.status = status;
        this.body = body;
    }

    /// `{"error": …}`: what is wrong with the request itself.
    public static Refusal error(int status, String error) {
        return new Refusal(status, Map.of("error", error));
    }

    /// `{"message": …}`: why it isn't done.
    public static Refusal message(int status, String message) {
        return new Refusal(status, Map.of("message", message));
    }

    /// `{"message": [ … ]}`, as GitLab says it of merge requests.
    public static Refusal messages(int status, List<String> messages) {
        return new Refusal(status, Map.of("message", List.copyOf(messages)));
    }

    /// `{"message": {"title": ["can't be blank"]}}`.
    public static Refusal fields(Map<String, List<String>> fields) {
        return new Refusal(400, Map.of("message", fields));
    }

    /// A parameter is missing or makes no sense: `title is missing`.
    public static Refusal parameters(String what) {
        return error(400, what);
    }

    public static Refusal unauthorized() {
        return message(401, "401 Unauthorized");
    }

    public static Refusal forbidden() {
        return message(403, "403 Forbidden");
    }

    /// The token may do other things, not this.
    public static Refusal insufficientScope(Collection<String> needed) {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", "insufficient_scope");
        body.put("error_description", "The request requires higher privileges than provided by the access token.");
        body.put("scope", String.join(" ", needed));
        return new Refusal(403, body);
    }

    /// Too often; the answer is the bare text `Retry later`.
    public static Refusal tooMany(Duration retryAfter, @Nullable RateLimit limit) {
        var refusal = new Refusal(429, Map.of());
        refusal.headers.put("Retry-After", Long.toString(RateLimit.wholeSeconds(retryAfter)));
        if (limit != null) {
            refusal.headers.putAll(limit.headers());
        }
        return refusal;
    }

    static Refusal unknownRoute() {
        return error(404, "404 Not Found");
    }

    static Refusal malformed() {
        return error(400, "message body does not match declared format");
    }

    static Refusal badRequest() {
        return error(400, "400 Bad Request");
    }

    static Refusal tooLarge() {
        return message(413, "413 Request Entity Too Large").unread();
    }

    static Refusal malformedParts() {
        return malformed().unread();
    }

    /// The rest of the body was never read, so the server will close the connection: the client is told,
    /// lest it sends its next request into it.
    private Refusal unread() {
        return with("Connection", "close");
    }

    Refusal with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public int status() {
        return status;
    }

    Map<String, Object> body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
