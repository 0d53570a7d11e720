package antipode.jobs;

import antipode.database.Settings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/// A task that writes, remembers, and lets the test step in while it runs.
@Component
class SampleTask implements Task<SampleTask.Sample> {

    record Sample(String text) {}

    final List<String> seen = new CopyOnWriteArrayList<>();
    volatile Runnable inTheMiddle = () -> {};
    private final Settings settings;

    SampleTask(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public Class<Sample> payload() {
        return Sample.class;
    }

    @Override
    public void run(String id, Sample payload) {
        settings.put("job " + id, payload.text());
        inTheMiddle.run();
        seen.add(payload.text());
    }
}
