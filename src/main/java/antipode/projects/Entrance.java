package antipode.projects;

import antipode.people.signin.Actors;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The order in which a request is met: who is it, and may they.
@Configuration(proxyBeanMethods = false)
class Entrance implements WebMvcConfigurer {

    private final Actors actors;
    private final Doors doors;

    Entrance(Actors actors, Doors doors) {
        this.actors = actors;
        this.doors = doors;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(actors);
        interceptors.addInterceptor(doors);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(actors);
        resolvers.add(doors);
    }
}
