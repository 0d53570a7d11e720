package antipode.git;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// Puts git before the pages: its requests need neither session nor forms.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Receiving.Limits.class)
class GitConfiguration {

    @Bean
    Receiving receiving(Receiving.Limits limits, Packs packs, Refs refs, Pushes pushes) {
        return new Receiving(limits, packs, refs, pushes);
    }

    @Bean
    FilterRegistrationBean<GitHttp> gitHttp(Repositories repositories, ObjectProvider<Doorkeeper> doorkeeper, Receiving receiving) {
        var registration = new FilterRegistrationBean<>(new GitHttp(repositories, doorkeeper, receiving));
        registration.addUrlPatterns("/*");
        registration.setName("git");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return registration;
    }
}
