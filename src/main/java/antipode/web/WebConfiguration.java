package antipode.web;

import jakarta.servlet.Filter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// What stands around the handlers.
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    ServletRegistrationBean<AssetServlet> assets() {
        return new ServletRegistrationBean<>(new AssetServlet(), "/assets/*");
    }

    @Bean
    FilterRegistrationBean<Crossing> crossing(PublicAddress address) {
        return first(new Crossing(address), 10);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        return first(new BodyLimit(), 11);
    }

    /// Spring asks one bean only. This one brings the adapter; who reads paths otherwise brings the mapping.
    @Bean
    @Primary
    WebMvcRegistrations registrations(
            ObjectProvider<PlatformTransactionManager> managers, ObjectProvider<WebMvcRegistrations> all) {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new ReadPages(SingletonSupplier.ofNullable(() -> reading(managers)));
            }

            @Override
            public @Nullable RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return all.stream()
                        .filter(other -> other != this)
                        .map(WebMvcRegistrations::getRequestMappingHandlerMapping)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            }
        };
    }

    private static @Nullable TransactionOperations reading(
            ObjectProvider<PlatformTransactionManager> managers) {
        var manager = managers.getIfAvailable();
        if (manager == null) {
            return null;
        }
        var template = new TransactionTemplate(manager);
        template.setReadOnly(true);
        return template;
    }

    private static <F extends Filter> FilterRegistrationBean<F> first(F filter, int place) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return registration;
    }
}
