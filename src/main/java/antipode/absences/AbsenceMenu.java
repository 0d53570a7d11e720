package antipode.absences;

import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// One's time off, under oneself.
@Configuration(proxyBeanMethods = false)
class AbsenceMenu {

    @Bean
    MenuItem timeOffItem() {
        return MenuItem.ofSelf("Time off", AbsenceController.PATH, 15);
    }
}
