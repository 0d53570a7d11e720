package antipode.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// Writes what the handlers of the API return. There is nothing to negotiate: every client gets JSON.
final class Answers implements HandlerMethodReturnValueHandler {

    /// Exactly this: some clients compare the whole string.
    private static final String JSON = "application/json";

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        var returned = type.getParameterType();
        return AnnotatedElementUtils.hasAnnotation(type.getContainingClass(), Api.class)
                && !HttpEntity.class.isAssignableFrom(returned)
                && !StreamingResponseBody.class.isAssignableFrom(returned)
                && !View.class.isAssignableFrom(returned);
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest web)
            throws IOException {
        container.setRequestHandled(true);
        var request = web.getNativeRequest(HttpServletRequest.class);
        var response = web.getNativeResponse(HttpServletResponse.class);
        if (request == null || response == null) {
            throw new IllegalStateException("An answer needs a request");
        }
        switch (value) {
            case null -> answer(request, response, new Answer<>(204, null, Map.of()));
            case Answer<?> answer -> answer(request, response, answer);
            case Listing<?> listing ->
                answer(request, response, new Answer<>(200, listing.rows(), listing.headers()));
            default -> answer(request, response, new Answer<>(usual(type, request), value, Map.of()));
        }
    }

    private static int usual(MethodParameter type, HttpServletRequest request) {
        var declared = type.getMethodAnnotation(ResponseStatus.class);
        if (declared != null) {
            return declared.code().value();
        }
        return request.getMethod().equals("POST") ? 201 : 200;
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Answer<?> answer)
            throws IOException {
        answer.headers().forEach(response::setHeader);
        var body = answer.body();
        if (body == null) {
            heading(request, response, answer.status());
            return;
        }
        var bytes = Json.write(body);
        var method = request.getMethod();
        if (answer.status() == 200 && (method.equals("GET") || method.equals("HEAD"))) {
            var tag = tag(bytes);
            response.setHeader("ETag", tag);
            if (known(request.getHeader("If-None-Match"), tag)) {
                heading(request, response, 304);
                return;
            }
        }
        write(request, response, answer.status(), JSON, bytes);
    }

    /// Refuses, unless something was said already.
    static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        refusal.headers().forEach(response::setHeader);
        if (refusal.status() == 429) {
            write(request, response, 429, "text/plain", "Retry later\n".getBytes(StandardCharsets.UTF_8));
        } else {
            write(request, response, refusal.status(), JSON, Json.write(refusal.body()));
        }
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, int status, String type, byte[] bytes)
            throws IOException {
        heading(request, response, status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    private static void heading(HttpServletRequest request, HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setHeader("Cache-Control", "max-age=0, private, must-revalidate");
        var api = ApiRequest.find(request);
        if (api != null) {
            if (!api.drained()) {
                response.setHeader("Connection", "close");
            }
            response.setHeader("X-Runtime", String.format(Locale.ROOT, "%.6f", api.seconds()));
        }
    }

    private static String tag(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "W/\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static boolean known(@Nullable String sent, String tag) {
        return sent != null
                && Arrays.stream(sent.split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || one.equals(tag) || ("W/" + one).equals(tag));
    }
}
