package antipode.decisions;

import antipode.threads.FurtherWords;
import antipode.threads.Issuable;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What becomes of a decision when its issue is opened again.
@Component
class Reopenings {

    private final JdbcClient jdbc;
    private final DecisionRows rows;
    private final DecisionReviews reviews;
    private final Supersessions supersessions;
    private final FurtherWords words;
    private final Clock clock;

    Reopenings(
            JdbcClient jdbc,
            DecisionRows rows,
            DecisionReviews reviews,
            Supersessions supersessions,
            FurtherWords words,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.reviews = reviews;
        this.supersessions = supersessions;
        this.words = words;
        this.clock = clock;
    }

    /// What was closed is open again: it stands to choose once more, and what it had superseded stands again.
    @EventListener
    void reopened(Issuable.Reopened reopened) {
        Decision decision = reopened.issuable().type().equals(DecisionType.KEY)
                ? rows.find(reopened.issuable().id()).orElse(null)
                : null;
        if (decision == null) {
            return;
        }
        jdbc.sql("""
                        update decision set status = 'proposed', chosen_id = null, because = '', because_html = '', decided_at = null,
                               decided_by = null, listed_at = 'infinity', version = version + 1,
                               review_on = case when review_on > :today then review_on end
                        where id = :id""")
                .param("today", LocalDate.ofInstant(clock.instant(), reopened.actor().require().zone()))
                .param("id", decision.id())
                .update();
        jdbc.sql("update decision_page set commit = null where decision_id = :id").param("id", decision.id()).update();
        if (decision.supersedes() != null && decision.status() == Decision.Status.DECIDED) {
            supersessions.restore(reopened.actor(), decision.supersedes(), "what had superseded it was reopened");
            reviews.plan(rows.get(decision.supersedes()));
        }
        reviews.plan(rows.get(decision.id()));
        words.find(reopened.issuable());
    }
}
