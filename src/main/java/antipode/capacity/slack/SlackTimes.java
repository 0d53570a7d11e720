package antipode.capacity.slack;

import antipode.jobs.Task;
import org.springframework.stereotype.Component;

/// Looks again when somebody's capacity may have changed by itself.
@Component
class SlackTimes implements Task<SlackLinks.Push> {

    private final SlackLinks links;

    SlackTimes(SlackLinks links) {
        this.links = links;
    }

    @Override
    public String name() {
        return SlackLinks.NAME;
    }

    @Override
    public Class<SlackLinks.Push> payload() {
        return SlackLinks.Push.class;
    }

    @Override
    public void run(String id, SlackLinks.Push payload) {
        links.due(payload.member());
    }
}
