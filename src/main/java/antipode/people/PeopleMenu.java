package antipode.people;

import antipode.web.MenuItem;
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
        return MenuItem.ofAdministrators("Members", "/-/admin/members", 80);
    }

    @Bean
    MenuItem waysInItem() {
        return MenuItem.ofAdministrators("Sign-in", "/-/admin/sign-in", 81);
    }

    @Bean
    MenuItem signOutItem() {
        return new MenuItem.Plain("Sign out", "/-/sign-out", "", 90, MenuItem.Where.SELF, true, MenuItem.Readers.MEMBERS);
    }
}
