package antipode.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/// Shows whatever was thrown as a page. What the API refuses is left to the API, which speaks JSON.
@Component
class Problems implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /// What forms call the texts that people write.
    private static final List<String> WORDS = List.of("note", "description", "content", "words", "reason");

    // Before Spring's own, which answer in the container's words.
    @Override
    public int getOrder() {
        return -1;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        if (api(request.getRequestURI()) || response.isCommitted()) {
            return null;
        }
        response.reset();
        return new ModelAndView(page(request, response, thrown));
    }

    static ProblemPage page(HttpServletRequest request, HttpServletResponse response, Throwable thrown) {
        if (problem(thrown) instanceof Problem problem) {
            if (problem.retryAfter() != null) {
                response.setHeader("Retry-After", Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
            }
            return ProblemPage.of(problem).keeping(words(request));
        }
        return switch (thrown) {
            case MethodArgumentTypeMismatchException mismatch ->
                ProblemPage.of(mismatch.getParameter().hasParameterAnnotation(PathVariable.class) ? 404 : 400, null);
            case MaxUploadSizeExceededException _ -> ProblemPage.of(413, "The file is larger than may be sent here.");
            case HttpMessageNotReadableException _, ServletRequestBindingException _, MultipartException _,
                    BindException _ -> ProblemPage.of(400, null);
            case ErrorResponse answer -> {
                answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
                yield ProblemPage.of(answer.getStatusCode().value(), null);
            }
            case Exception noText when Problem.noText(noText) ->
                ProblemPage.of(400, "What you sent has characters in it that are no text.");
            default -> {
                var unreadable = unreadable(thrown);
                yield unreadable != 0 ? ProblemPage.of(unreadable, null) : ProblemPage.broken(log(request, thrown));
            }
        };
    }

    /// The longest text that came with a form: whatever is refused, nobody writes it twice.
    private static String words(HttpServletRequest request) {
        if (!"POST".equals(request.getMethod())) {
            return "";
        }
        try {
            return WORDS.stream()
                    .map(request::getParameter)
                    .filter(Objects::nonNull)
                    .max(Comparator.comparingInt(String::length))
                    .orElse("");
        } catch (RuntimeException unreadable) {
            return "";
        }
    }

    /// The status by which the container refuses a query or a form that it can't read; 0 if it is something else.
    private static int unreadable(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException refused && refused.getCode() >= 400 && refused.getCode() < 500) {
                return refused.getCode();
            }
        }
        return 0;
    }

    // The container wraps what was thrown while it read the parameters.
    private static @Nullable Problem problem(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        return null;
    }

    private static String log(HttpServletRequest request, Throwable thrown) {
        var reference = Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36 * 36), 36);
        LOG.error("{} at {} {}", reference, request.getMethod(), request.getRequestURI(), thrown);
        return reference;
    }

    static boolean api(@Nullable String path) {
        return path != null && path.startsWith("/api/");
    }

    /// Where the container sends what went wrong outside of any handler.
    @Component("/error")
    static class Outside implements ErrorController, HttpRequestHandler {

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable throwable
                    ? throwable
                    : null;
            var page = thrown != null ? Problems.page(request, response, thrown) : sent(request);
            if (api(path(request))) {
                json(response, page);
            } else {
                page.render(null, request, response);
            }
        }

        private static ProblemPage sent(HttpServletRequest request) {
            var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
            // The container puts its own words for a status into the message when there are none.
            var message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE) instanceof String words
                            && words.endsWith(".")
                    ? words
                    : null;
            return ProblemPage.of(status, message);
        }

        private static @Nullable String path(HttpServletRequest request) {
            return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path ? path : null;
        }

        private static void json(HttpServletResponse response, ProblemPage page) throws IOException {
            var status = HttpStatus.resolve(page.status());
            var words = page.status() + (status == null ? "" : " " + status.getReasonPhrase());
            var bytes = ("{\"message\":\"" + words + "\"}").getBytes(StandardCharsets.UTF_8);
            response.setStatus(page.status());
            response.setContentType("application/json");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    /// What no room answers to, so that even this page knows who looks at it.
    @Component("/**")
    static class Nowhere implements HttpRequestHandler {

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (api(request.getRequestURI())) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else {
                ProblemPage.of(404, null).render(null, request, response);
            }
        }
    }
}
