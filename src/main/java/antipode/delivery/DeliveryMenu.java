package antipode.delivery;

import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What delivery has under oneself.
@Configuration(proxyBeanMethods = false)
class DeliveryMenu {

    @Bean
    MenuItem noticesItem() {
        return MenuItem.ofSelf("What you are told", "/-/notices", 10);
    }

    @Bean
    MenuItem lettersItem() {
        return MenuItem.ofAdministrators("Letters", "/-/admin/mail", 82);
    }

    @Bean
    MenuItem failuresItem() {
        return MenuItem.ofAdministrators("Given up", "/-/admin/outbox", 84);
    }
}
