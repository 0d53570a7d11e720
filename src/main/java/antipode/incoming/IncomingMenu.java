package antipode.incoming;

import antipode.web.MenuItem;
import antipode.web.Viewer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What mail that comes in has under oneself.
@Configuration(proxyBeanMethods = false)
class IncomingMenu {

    @Bean
    MenuItem quarantineItem() {
        return new Quarantine();
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
