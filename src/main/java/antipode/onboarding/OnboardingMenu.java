package antipode.onboarding;

import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What administrators find under oneself.
@Configuration(proxyBeanMethods = false)
class OnboardingMenu {

    @Bean
    MenuItem gettingStartedItem() {
        return MenuItem.ofAdministrators("Getting started", GettingStartedController.HERE, 79);
    }
}
