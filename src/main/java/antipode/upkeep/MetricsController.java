package antipode.upkeep;

import antipode.database.CannotStart;
import antipode.database.CannotStart.Reason;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Figures for whoever shows the token of `ANTIPODE_METRICS_TOKEN`, and for administrators. For everyone else there is nothing
/// here: where a request comes from proves nothing behind a proxy.
@RestController
class MetricsController {

    private static final int SHORTEST = 20;

    private final Metrics metrics;
    private final String token;

    MetricsController(Metrics metrics, @Value("${antipode.metrics.token:}") String token) {
        this.metrics = metrics;
        this.token = token.strip();
        if (!this.token.isEmpty() && this.token.length() < SHORTEST) {
            throw new CannotStart(
                    Reason.CONFIGURATION, "ANTIPODE_METRICS_TOKEN is too short: write at least 20 characters, as openssl rand -hex 20 does.");
        }
    }

    @May(Who.ANYONE)
    @GetMapping("/-/metrics")
    ResponseEntity<String> read(Actor actor, @RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        if (!actor.administrator() && !shown(authorization)) {
            throw Problem.notFound("Page");
        }
        return ResponseEntity.ok()
                .header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .header("Cache-Control", "no-store")
                .body(metrics.read());
    }

    private boolean shown(String authorization) {
        return !token.isEmpty()
                && MessageDigest.isEqual(
                        authorization.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }
}
