package antipode.audit;

import antipode.web.MenuItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where administrators find the log.
@Configuration(proxyBeanMethods = false)
class AuditMenu {

    @Bean
    MenuItem auditItem() {
        return MenuItem.ofAdministrators("Audit log", "/-/admin/audit", 83);
    }
}
