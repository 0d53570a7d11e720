package antipode.incoming;

import antipode.issues.OtherWay;
import antipode.mail.ReplyAddress;
import antipode.web.MenuItem;
import antipode.web.Viewer;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where one comes to what this room has.
@Configuration(proxyBeanMethods = false)
class IncomingMenu {

    @Bean
    MenuItem quarantineItem() {
        return new Quarantine();
    }

    @Bean
    OtherWay byMail(ReplyAddress address) {
        return project -> address.exists()
                ? Optional.of(new OtherWay.Way("Or write it by mail", project.url() + "/-/issues/by-mail"))
                : Optional.empty();
    }

    private record Quarantine() implements MenuItem {

        @Override
        public String label() {
            return "Mail that came in";
        }

        @Override
        public String path() {
            return QuarantineController.PATH;
        }

        @Override
        public String place() {
            return "";
        }

        @Override
        public int order() {
            return 83;
        }

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
