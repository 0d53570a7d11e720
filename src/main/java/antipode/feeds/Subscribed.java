package antipode.feeds;

import antipode.api.Site;
import antipode.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;

/// What a program reads again and again. It is told what it already has only by the content itself: a time of last change
/// would hide that something was taken away, or from the reader.
sealed interface Subscribed extends View permits AtomFeed, CalendarFeed {

    /// The whole document.
    ///
    /// @param server the server's address, without a slash at the end
    /// @param self   path and query of this feed, without its token
    String document(String server, String self);

    String fileName();

    @Override
    default void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String filters = FeedQuery.of(request.getQueryString()).filters();
        byte[] bytes = document(server(request), request.getRequestURI() + (filters.isEmpty() ? "" : "?" + filters))
                .getBytes(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex");
        if (new ServletWebRequest(request, response).checkNotModified(tag(bytes))) {
            return;
        }
        response.setContentType(getContentType());
        response.setHeader("Content-Disposition", "inline; filename=\"" + fileName() + "\"");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /// As it was given to the server on purpose; else as this client knows it.
    private static String server(HttpServletRequest request) {
        var context = RequestContextUtils.findWebApplicationContext(request);
        String given = context == null ? "" : context.getBean(PublicAddress.class).known();
        return given.isEmpty() ? Site.of(request).address() : given;
    }

    private static String tag(byte[] bytes) {
        try {
            return "\"" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The address of a page's feed: `/-/issues?state=all` is `/-/issues.atom?state=all`.
    static String address(String page, FeedAddress.Kind kind) {
        int query = page.indexOf('?');
        return query < 0
                ? page + "." + kind.key()
                : page.substring(0, query) + "." + kind.key() + page.substring(query);
    }
}
