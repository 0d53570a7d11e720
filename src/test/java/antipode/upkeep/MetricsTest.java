package antipode.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antipode.AntipodeTest;
import antipode.database.CannotStart;
import antipode.people.Actor;
import antipode.testing.Browser;
import antipode.testing.Cast;
import antipode.web.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What Prometheus reads.
@AntipodeTest
class MetricsTest {

    private static final String TOKEN = "0123456789abcdef0123456789";

    private final Cast cast;
    private final Browser browser;
    private final Metrics metrics;

    MetricsTest(Cast cast, Browser browser, Metrics metrics) {
        this.cast = cast;
        this.browser = browser;
        this.metrics = metrics;
    }

    @Test
    void an_administrator_reads_them_and_nobody_else_finds_them() {
        var company = cast.arrive();
        var path = "/" + company.handbook().fullPath() + "/-/issues/4711";
        browser.as(company.ana()).get(path);
        var answer = browser.as(company.ana()).get("/-/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.body())
                .contains("jvm_memory_used_bytes", "antipode_database_connections{state=\"active\"}", "antipode_members_active 5.0",
                        "antipode_http_latency_seconds_bucket{le=\"0.25\"}", "antipode_backup_last_success_timestamp_seconds 0.0")
                .contains("status=\"404\",uri=\"/{project}/-/issues/{iid}")
                .doesNotContain("issues/4711");
        assertThat(answer.body().lines()).allMatch(line -> line.matches("# (HELP|TYPE) .*|[a-z_0-9]+(\\{.*\\})? [-+.\\w]+"));
        assertThat(browser.as(company.kei()).get("/-/metrics").status()).isEqualTo(404);
        assertThat(browser.asNobody().get("/-/metrics").status()).isEqualTo(404);
    }

    @Test
    void whoever_shows_the_token_reads_them() {
        var controller = new MetricsController(metrics, TOKEN);
        assertThat(controller.read(Actor.nobody(), "Bearer " + TOKEN).getBody()).contains("antipode_outbox_waiting");
        for (var shown : List.of("", "Bearer ", "Bearer x" + TOKEN, TOKEN)) {
            assertThatThrownBy(() -> controller.read(Actor.nobody(), shown)).as(shown).isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> new MetricsController(metrics, "").read(Actor.nobody(), "Bearer ")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new MetricsController(metrics, "short")).isInstanceOf(CannotStart.class);
    }
}
