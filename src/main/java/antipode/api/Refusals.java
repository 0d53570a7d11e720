package antipode.api;

import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Whatever goes wrong below `/api/`, said in GitLab's form.
final class Refusals implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (ApiRequest.find(request) == null) {
            return null;
        }
        try {
            Answers.refuse(request, response, refusal(request, failure));
        } catch (IOException gone) {
            LOG.debug("The client left before it was refused", gone);
        }
        return new ModelAndView();
    }

    static Refusal refusal(HttpServletRequest request, Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case Problem problem -> refusal(problem);
            case NoHandlerFoundException _ -> Refusal.unknownRoute();
            case NoResourceFoundException _ -> Refusal.unknownRoute();
            case HttpRequestMethodNotSupportedException method -> notAllowed(method.getSupportedMethods());
            case MethodArgumentTypeMismatchException mismatch ->
                Refusal.parameters(mismatch.getName() + " is invalid");
            case MissingServletRequestParameterException missing ->
                Refusal.parameters(missing.getParameterName() + " is missing");
            case MissingRequestValueException _ -> Refusal.badRequest();
            case MaxUploadSizeExceededException _ -> Refusal.tooLarge();
            case MultipartException multipart ->
                ApiRequest.tooLarge(multipart) ? Refusal.tooLarge() : Refusal.malformedParts();
            case ErrorResponse other when other.getStatusCode().is4xxClientError() ->
                status(other.getStatusCode().value());
            case UncheckedIOException gone -> {
                LOG.debug("The client left", gone);
                yield Refusal.badRequest();
            }
            case Exception noText when Problem.noText(noText) -> Refusal.badRequest();
            default -> {
                LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
                yield Refusal.message(500, "500 Internal Server Error");
            }
        };
    }

    private static Refusal refusal(Problem problem) {
        var subject = problem.subject();
        var retryAfter = problem.retryAfter();
        var status = problem.status();
        if (!problem.fields().isEmpty()) {
            var fields = new LinkedHashMap<String, List<String>>();
            problem.fields().forEach((field, what) -> fields.put(field, List.of(what)));
            return Refusal.fields(fields);
        }
        if (status == 429) {
            return Refusal.tooMany(retryAfter == null ? Duration.ofMinutes(1) : retryAfter, null);
        }
        return switch (status) {
            case 401 -> Refusal.unauthorized();
            case 404 -> Refusal.message(404, subject == null ? "404 Not found" : "404 " + subject + " Not Found");
            case 400 -> Refusal.message(400, sentence("400 Bad request", problem));
            case 403 -> Refusal.message(403, sentence("403 Forbidden", problem));
            case 405, 409 -> Refusal.message(status, problem.message());
            case 422 -> Refusal.message(422, "422 " + problem.message());
            default -> Refusal.message(status, sentence(reason(status), problem));
        };
    }

    private static String sentence(String reason, Problem problem) {
        return problem.message().isEmpty() ? reason : reason + " - " + problem.message();
    }

    static Refusal notAllowed(String @Nullable [] methods) {
        var refusal = Refusal.message(405, "405 Method Not Allowed");
        return methods == null ? refusal : refusal.with("Allow", String.join(", ", methods));
    }

    static Refusal status(int status) {
        return switch (status) {
            case 401 -> Refusal.unauthorized();
            case 403 -> Refusal.forbidden();
            case 404 -> Refusal.unknownRoute();
            case 405 -> notAllowed(null);
            case 413 -> Refusal.tooLarge();
            default -> Refusal.error(status, reason(status));
        };
    }

    private static String reason(int status) {
        var known = HttpStatus.resolve(status);
        return known == null ? Integer.toString(status) : status + " " + known.getReasonPhrase();
    }
}
