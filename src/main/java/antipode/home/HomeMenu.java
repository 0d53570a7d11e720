package antipode.home;

import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What home has in the bar.
@Configuration(proxyBeanMethods = false)
class HomeMenu {

    @Bean
    MenuItem workItem() {
        return new MenuItem.Plain("My work", "/", "work", 10, MenuItem.Where.BAR, false, MenuItem.Readers.MEMBERS);
    }
}
