package antipode.delivery;

import antipode.web.MenuItem;
import antipode.web.Viewer;
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
        return new ForAdministrators("Letters", "/-/admin/mail", "", 82);
    }

    @Bean
    MenuItem failuresItem() {
        return new ForAdministrators("Given up", "/-/admin/outbox", "", 84);
    }

    private record ForAdministrators(String label, String path, String place, int order) implements MenuItem {

        @Override
        public Where where() {
            return Where.SELF;
        }

        @Override
        public boolean visibleTo(Viewer viewer) {
            return viewer.administrator();
        }
    }
}
