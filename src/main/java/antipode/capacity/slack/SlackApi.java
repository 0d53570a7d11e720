package antipode.capacity.slack;

import antipode.outgoing.Answer;
import antipode.outgoing.Call;
import antipode.outgoing.Outgoing;
import antipode.outgoing.OutgoingFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Slack's Web API: it answers 200 to nearly everything, and says in the body whether it is `ok`.
@Component
class SlackApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Set<String> OVER = Set.of(
            "token_revoked", "token_expired", "invalid_auth", "not_authed", "account_inactive", "no_permission", "missing_scope",
            "org_login_required", "team_access_not_granted", "access_denied", "not_allowed_token_type", "user_is_bot");
    private static final Set<String> PASSING = Set.of(
            "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "accesslimited");

    private final Outgoing outgoing;
    private final String base;

    SlackApi(Outgoing outgoing, @Value("${antipode.slack.url:https://slack.com/api/}") String base) {
        this.outgoing = outgoing;
        this.base = base.endsWith("/") ? base : base + "/";
    }

    /// It has to be asked again later, and says when.
    static final class TooOften extends Exception {
        private final Duration pause;

        TooOften(Duration pause) {
            super("Slack asks to wait " + pause.toSeconds() + " s", null, false, false);
            this.pause = pause;
        }

        Duration pause() {
            return pause;
        }
    }

    /// The token opens nothing any more, or not this.
    static final class Over extends Exception {
        Over(String error) {
            super(error, null, false, false);
        }
    }

    /// It refuses this one thing, and would again.
    static final class Never extends Exception {
        Never(String error) {
            super(error, null, false, false);
        }
    }

    /// It may go better the next time. The message holds no secret.
    static final class Failed extends RuntimeException {
        Failed(String why) {
            super(why, null, false, false);
        }
    }

    JsonNode call(String token, String method, Map<String, ?> body) throws TooOften, Over, Never {
        Answer answer;
        try {
            answer = outgoing.send(Call.post(base + method, "application/json; charset=utf-8", JSON.writeValueAsString(body))
                    .secret("Authorization", "Bearer " + token));
        } catch (OutgoingFailure failure) {
            throw new Failed("Slack, " + method + ": " + failure.sentence());
        }
        if (answer.status() == 429) {
            throw new TooOften(pause(answer));
        }
        JsonNode said;
        try {
            said = JSON.readTree(answer.text());
        } catch (JacksonException e) {
            throw new Failed("Slack, " + method + ": " + answer.status() + " without an answer that can be read");
        }
        if (answer.well() && said.path("ok").asBoolean(false)) {
            return said;
        }
        var error = said.path("error").asString("").replaceAll("[^a-z0-9_]", "");
        if (error.equals("ratelimited") || error.equals("rate_limited")) {
            throw new TooOften(pause(answer));
        }
        if (OVER.contains(error)) {
            throw new Over(error);
        }
        if (!answer.well() || error.isEmpty() || PASSING.contains(error)) {
            throw new Failed("Slack, " + method + ": " + answer.status() + " " + error);
        }
        throw new Never(error);
    }

    private static Duration pause(Answer answer) {
        var said = answer.header("Retry-After").filter(text -> text.matches("\\d{1,6}")).map(Long::parseLong).map(Duration::ofSeconds).orElse(PAUSE);
        return said.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : said.isZero() ? Duration.ofSeconds(1) : said;
    }
}
