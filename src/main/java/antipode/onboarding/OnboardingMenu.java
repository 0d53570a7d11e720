package antipode.onboarding;

import antipode.web.MenuItem;
import antipode.web.Viewer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What administrators find under oneself.
@Configuration(proxyBeanMethods = false)
class OnboardingMenu {

    @Bean
    MenuItem gettingStartedItem() {
        return new GettingStarted("Getting started", GettingStartedController.HERE, "", 79);
    }

    private record GettingStarted(String label, String path, String place, int order) implements MenuItem {

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
