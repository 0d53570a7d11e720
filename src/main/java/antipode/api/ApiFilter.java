package antipode.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Stands before everything below `/api/`: what reaches a handler is an [ApiRequest],
/// and whatever fails on the way, here or in another filter, is answered as the API answers.
final class ApiFilter extends OncePerRequestFilter {

    private final int longestBody;

    ApiFilter(int longestBody) {
        this.longestBody = longestBody;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isApi(request);
    }

    static boolean isApi(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/api/") || path.equals("/api");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest plain, HttpServletResponse raw, FilterChain chain)
            throws IOException, ServletException {
        var request = new ApiRequest(plain, longestBody);
        var response = new Response(request, raw);
        if (!response.containsHeader("X-Request-Id")) {
            response.setHeader("X-Request-Id", UUID.randomUUID().toString());
        }
        response.addHeader("Vary", "Origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            if (request.getRequestURI().contains("%00")) {
                throw Refusal.badRequest();
            }
            chain.doFilter(request, response);
        } catch (Exception failure) {
            var cause = failure instanceof ServletException servlet && servlet.getCause() != null
                    ? servlet.getCause()
                    : failure;
            Answers.refuse(request, response, Refusals.refusal(request, cause));
        }
    }

    /// An error sent by anyone becomes JSON, so that no error page is ever asked for.
    private static final class Response extends HttpServletResponseWrapper {

        private final HttpServletRequest request;

        Response(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public void sendError(int status) throws IOException {
            Answers.refuse(request, this, Refusals.status(status));
        }

        @Override
        public void sendError(int status, @Nullable String message) throws IOException {
            sendError(status);
        }
    }
}
