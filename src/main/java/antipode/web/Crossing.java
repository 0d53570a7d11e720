package antipode.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what another site makes a browser do here, without tokens in forms: the browser itself says where a
/// request comes from. Programs that say nothing about it aren't browsers and carry no cookie of ours.
class Crossing extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final PublicAddress address;

    Crossing(PublicAddress address) {
        this.address = address;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!KNOWN.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (SAFE.contains(request.getMethod()) || fromHere(request) || withToken(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(
                    HttpServletResponse.SC_FORBIDDEN, "This came from another site, so nothing was done here.");
        }
    }

    private boolean fromHere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        var origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        var from = authority(origin);
        return from != null && (from.equals(authority(address.known())) || from.equals(request.getHeader("Host")));
    }

    // A browser sends such a header to another origin only after asking, and we never say yes.
    private static boolean withToken(HttpServletRequest request) {
        var authorization = request.getHeader("Authorization");
        return request.getRequestURI().startsWith("/api/")
                && (request.getHeader("PRIVATE-TOKEN") != null
                        || authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7));
    }

    private static @Nullable String authority(String url) {
        try {
            return URI.create(url).getRawAuthority();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
