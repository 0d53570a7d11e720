package antipode.incoming;

import antipode.issues.OtherWay;
import antipode.mail.ReplyAddress;
import antipode.web.MenuItem;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where one comes to what this room has.
@Configuration(proxyBeanMethods = false)
class IncomingMenu {

    @Bean
    MenuItem quarantineItem() {
        return MenuItem.ofAdministrators("Mail that came in", QuarantineController.PATH, 83);
    }

    @Bean
    OtherWay byMail(ReplyAddress address) {
        return project -> address.exists()
                ? Optional.of(new OtherWay.Way("Or write it by mail", project.url() + "/-/issues/by-mail"))
                : Optional.empty();
    }
}
