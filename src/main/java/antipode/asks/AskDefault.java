package antipode.asks;

import antipode.jobs.Schedules;
import antipode.jobs.Task;
import antipode.web.Problem;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs when the default of an ask is due. If what should take effect is refused, it is undone whole, and the refusal is
/// written instead, in the same transaction as the end of the job.
@Component
class AskDefault implements Task<AskDefault.Due> {

    static final String TASK = "ask-default";

    /// The ask whose default is due.
    record Due(long ask) {}

    private final ObjectProvider<AskEnds> ends;
    private final ObjectProvider<Schedules> schedules;
    private final TransactionTemplate undoable;

    AskDefault(
            ObjectProvider<AskEnds> ends,
            ObjectProvider<Schedules> schedules,
            PlatformTransactionManager transactions) {
        this.ends = ends;
        this.schedules = schedules;
        this.undoable = new TransactionTemplate(transactions);
        this.undoable.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @Override
    public String name() {
        return TASK;
    }

    @Override
    public Class<Due> payload() {
        return Due.class;
    }

    @Override
    public void run(String id, Due due) {
        try {
            Optional<Instant> later = undoable.execute(_ -> ends.getObject().takeEffect(due.ask()));
            if (later != null) {
                later.ifPresent(at -> schedules.getObject().at(TASK, id, at, due));
            }
        } catch (Problem refused) {
            undoable.executeWithoutResult(_ -> ends.getObject().refuse(due.ask(), refused.message()));
        }
    }
}
