package antipode.git;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What JGit's filter sees of the server. JGit logs each push that was refused, and each clone that broke off, as if something
/// had failed here: of those, which git's user was told, a line is enough.
final class QuietContext implements FilterConfig {

    private static final Logger log = LoggerFactory.getLogger(GitHttp.class);

    private final FilterConfig config;
    private final ServletContext context;

    QuietContext(FilterConfig config) {
        this.config = config;
        this.context = (ServletContext) Proxy.newProxyInstance(
                QuietContext.class.getClassLoader(), new Class<?>[] {ServletContext.class},
                (_, method, arguments) -> method.getName().equals("log") ? told(arguments) : passed(method, arguments));
    }

    private static @Nullable Object told(Object[] said) {
        var failure = said.length == 2 ? said[1] : null;
        switch (failure) {
            case IOException refused when !(refused.getCause() instanceof RuntimeException) ->
                log.info("A push or a fetch was refused: {}", refused.getMessage());
            case Throwable broken -> log.error("{}", said[0], broken);
            case null, default -> log.info("A push or a fetch was refused or broke off: {}", said[0]);
        }
        return null;
    }

    private @Nullable Object passed(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(config.getServletContext(), arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public String getFilterName() {
        return config.getFilterName();
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public String getInitParameter(String name) {
        return config.getInitParameter(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return config.getInitParameterNames();
    }
}
