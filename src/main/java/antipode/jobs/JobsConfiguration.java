package antipode.jobs;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one clock, unless this is a demo: then it is [DemoClock].
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

    /// In microseconds, as PostgreSQL keeps them: what is written is what is read.
    @Bean
    @ConditionalOnBooleanProperty(name = "antipode.demo", havingValue = false, matchIfMissing = true)
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }
}
