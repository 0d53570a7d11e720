package antipode.handbook;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Notes that a page was read once it is put together: pages are made in a transaction that can't write.
@Configuration(proxyBeanMethods = false)
class LastReading implements WebMvcConfigurer, HandlerInterceptor {

    private final LastReads reads;

    LastReading(LastReads reads) {
        this.reads = reads;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this);
    }

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        if (request.getMethod().equals("GET") && answer != null && answer.getView() instanceof HandbookPage page
                && page.reading() != null && page.reading().news()) {
            reads.note(page.reading());
        }
    }
}
