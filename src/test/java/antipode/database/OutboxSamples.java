package antipode.database;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/// A consumer that writes, remembers, and can be made to fail for one key.
@Component
class OutboxSamples implements OutboxConsumer {

    record Sample(String text) {}

    final List<String> seen = new CopyOnWriteArrayList<>();
    volatile boolean failing;
    volatile boolean slow;
    private final Settings settings;

    OutboxSamples(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public boolean slow() {
        return slow;
    }

    @Override
    public void accept(OutboxRow row) {
        var text = row.payload(Sample.class).text();
        settings.put("written by " + text, "yes");
        if (failing && row.key().equals("fails")) {
            throw new IllegalStateException("does not work");
        }
        seen.add(text);
    }
}
