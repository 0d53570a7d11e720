package antipode.web;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What stands around the handlers.
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    ServletRegistrationBean<AssetServlet> assets() {
        return new ServletRegistrationBean<>(new AssetServlet(), "/assets/*");
    }
}
