package antipode.asks;

import antipode.jobs.Schedules;
import antipode.jobs.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Runs when an answer was wished for, where that time does nothing else.
@Component
class AskReminder implements Task<AskReminder.Due> {

    static final String TASK = "ask-reminder";

    /// The ask whose due time has come.
    record Due(long ask) {}

    private final ObjectProvider<AskTimes> times;
    private final ObjectProvider<Schedules> schedules;

    AskReminder(ObjectProvider<AskTimes> times, ObjectProvider<Schedules> schedules) {
        this.times = times;
        this.schedules = schedules;
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
        times.getObject().remind(due.ask()).ifPresent(later -> schedules.getObject().at(TASK, id, later, due));
    }
}
