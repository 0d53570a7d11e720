package antipode.jobs;

import java.time.Duration;

/// Something done again and again, a while after it was last done, by one node at a time.
public interface Repeated {

    String name();

    Duration every();

    void run();
}
