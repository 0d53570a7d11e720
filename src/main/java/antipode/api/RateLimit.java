package antipode.api;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// How much of a limit a client has used, as told in the headers of an answer.
public record RateLimit(String name, long limit, long observed, Instant reset) {

    /// Tells the client on an ordinary answer.
    public void tell(HttpServletResponse response) {
        headers().forEach(response::setHeader);
    }

    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("RateLimit-Name", name);
        headers.put("RateLimit-Limit", Long.toString(limit));
        headers.put("RateLimit-Observed", Long.toString(observed));
        headers.put("RateLimit-Remaining", Long.toString(Math.max(0, limit - observed)));
        headers.put("RateLimit-Reset", Long.toString(reset.getEpochSecond()));
        headers.put("RateLimit-ResetTime", DateTimeFormatter.RFC_1123_DATE_TIME.format(reset.atZone(ZoneOffset.UTC)));
        return headers;
    }

    /// Clients read only whole seconds; never zero, which some take for "at once, for ever".
    static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
