package antipode.people.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/// The cookie of a session. Over https its name says to browsers that no other host may set it.
final class Cookies {

    private static final String SECURE = "__Host-antipode";
    private static final String PLAIN = "antipode";

    static @Nullable String session(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) return null;
        var name = name(request);
        for (var cookie : cookies) {
            if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) return cookie.getValue();
        }
        return null;
    }

    static void give(HttpServletRequest request, HttpServletResponse response, String secret) {
        response.addCookie(cookie(request, secret, (int) Sessions.LONGEST.toSeconds()));
    }

    static void take(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, "", 0));
    }

    private static Cookie cookie(HttpServletRequest request, String secret, int seconds) {
        var cookie = new Cookie(name(request), secret);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? SECURE : PLAIN;
    }

    private Cookies() {}
}
