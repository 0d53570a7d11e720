package antipode.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.servlet.filter.OrderedFormContentFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/// Fits the API's frame into Spring MVC.
@Configuration(proxyBeanMethods = false)
class ApiFrame implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Arguments());
    }

    /// First in line: Spring's own handlers would negotiate a content type.
    @Bean
    static SmartInitializingSingleton apiAnswersFirst(ObjectProvider<RequestMappingHandlerAdapter> adapters) {
        return () -> adapters.forEach(adapter -> {
            var handlers = new ArrayList<HandlerMethodReturnValueHandler>();
            handlers.add(new Answers());
            var others = adapter.getReturnValueHandlers();
            if (others != null) {
                handlers.addAll(others);
            }
            adapter.setReturnValueHandlers(handlers);
        });
    }

    @Bean
    Refusals apiRefusals() {
        return new Refusals();
    }

    /// The longest form or JSON body; uploads have their own limit and never lie in memory.
    @Bean
    FilterRegistrationBean<ApiFilter> apiFilter(@Value("${antipode.api.longest-body:33554432}") int longestBody) {
        var registration = new FilterRegistrationBean<>(new ApiFilter(longestBody));
        registration.setName("apiFilter");
        registration.addUrlPatterns("/api/*");
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return registration;
    }

    /// Spring's reading of forms on PUT and DELETE, except for the API, which reads them itself.
    @Bean
    FormContentFilter formContentFilter() {
        return new OrderedFormContentFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return ApiFilter.isApi(request);
            }
        };
    }

    private static final class Arguments implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Parameters.class || parameter.getParameterType() == Pagination.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest web,
                @Nullable WebDataBinderFactory binders) {
            var plain = web.getNativeRequest(HttpServletRequest.class);
            if (plain == null) {
                throw new IllegalStateException("Parameters need a request");
            }
            var request = ApiRequest.of(plain);
            var parameters = request.parameters();
            return parameter.getParameterType() == Parameters.class
                    ? parameters
                    : new Pagination(parameters, Addresses.asked(request), request.query());
        }
    }
}
