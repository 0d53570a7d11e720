package antipode.people;

import antipode.web.MenuItem;
import antipode.web.Viewer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What people has under oneself.
@Configuration(proxyBeanMethods = false)
class PeopleMenu {

    @Bean
    MenuItem settingsItem() {
        return MenuItem.ofSelf("Settings", "/-/settings", 20);
    }

    @Bean
    MenuItem membersItem() {
        return new ForAdministrators("Members", "/-/admin/members", "", 80);
    }

    @Bean
    MenuItem waysInItem() {
        return new ForAdministrators("Sign-in", "/-/admin/sign-in", "", 81);
    }

    @Bean
    MenuItem signOutItem() {
        return new MenuItem.Plain("Sign out", "/-/sign-out", "", 90, MenuItem.Where.SELF, true, true);
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
