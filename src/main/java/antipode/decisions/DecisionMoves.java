package antipode.decisions;

import antipode.markdown.Qualified;
import antipode.people.Actor;
import antipode.threads.FurtherWords;
import antipode.threads.Issuable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was written into a decision keeps its meaning when its issue moves to another project.
@Component
class DecisionMoves {

    private final JdbcClient jdbc;
    private final DecisionRows rows;
    private final FurtherWords words;

    DecisionMoves(JdbcClient jdbc, DecisionRows rows, FurtherWords words) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.words = words;
    }

    @EventListener
    void moved(Issuable.Moved moved) {
        rows.find(moved.issuable().id()).ifPresent(decision -> {
            take(moved, "decision", "because", decision.id(), decision.because());
            for (Decision.Option option : decision.options()) {
                take(moved, "decision_option", "pro", option.id(), option.pro());
                take(moved, "decision_option", "con", option.id(), option.con());
            }
            for (Decision.Question question : decision.questions()) {
                take(moved, "decision_question", "answer", question.id(), question.answer());
            }
            words.find(moved.issuable());
        });
    }

    private void take(Issuable.Moved moved, String table, String column, long id, String text) {
        String taken = Qualified.of(text, moved.from());
        if (!taken.equals(text)) {
            Actor actor = moved.actor();
            jdbc.sql("update " + table + " set " + column + " = :text, " + column + "_html = :html where id = :id")
                    .param("text", taken)
                    .param("html", words.read(actor, moved.issuable(), null, taken).html())
                    .param("id", id)
                    .update();
        }
    }
}
