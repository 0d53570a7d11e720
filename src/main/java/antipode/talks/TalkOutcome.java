package antipode.talks;

import antipode.jobs.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Runs when the time of a proposed call has passed.
@Component
class TalkOutcome implements Task<TalkOutcome.Due> {

    static final String TASK = "talk-outcome";

    /// The call of these two about this thread.
    record Due(long thread, long one, long other) {}

    private final ObjectProvider<Talks> talks;

    TalkOutcome(ObjectProvider<Talks> talks) {
        this.talks = talks;
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
        talks.getObject().due(due.thread(), due.one(), due.other());
    }
}
