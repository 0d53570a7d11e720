package antipode.capacity;

import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What one says of oneself in one tap, from every page.
@Configuration(proxyBeanMethods = false)
class CapacityMenu {

    @Bean
    MenuItem openTap() {
        return tap(Tap.OPEN, 1);
    }

    @Bean
    MenuItem focusTap() {
        return tap(Tap.FOCUS, 2);
    }

    @Bean
    MenuItem fullTap() {
        return tap(Tap.FULL, 3);
    }

    @Bean
    MenuItem awayTap() {
        return tap(Tap.AWAY, 4);
    }

    private static MenuItem tap(Tap tap, int order) {
        return MenuItem.ofTap(tap.label(), tap.path(), order);
    }
}
