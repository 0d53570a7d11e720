package antipode.world;

import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The world's place in the bar.
@Configuration(proxyBeanMethods = false)
class WorldMenu {

    @Bean
    MenuItem worldItem() {
        return new MenuItem.Plain("World", "/-/world", "world", 55, MenuItem.Where.BAR, false, MenuItem.Readers.MEMBERS);
    }
}
