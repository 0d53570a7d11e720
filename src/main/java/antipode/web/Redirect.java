package antipode.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;

/// Where to go after something was done: always a path on this server, with at most one notice.
public record Redirect(String path, @Nullable Notice notice) implements View {

    public static Redirect to(String path) {
        if (!local(path)) {
            throw new IllegalArgumentException("Not a path of this server");
        }
        return new Redirect(path, null);
    }

    /// To a path that came with the request, if it stays here; else to the other.
    public static Redirect back(@Nullable String wished, String otherwise) {
        return to(wished != null && local(wished) ? wished : otherwise);
    }

    public Redirect saying(Notice notice) {
        return new Redirect(path, notice);
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
        var context = RequestContextUtils.findWebApplicationContext(request);
        if (notice != null && context != null) {
            context.getBean(Flash.class).put(response, notice);
        }
        // A script that sends a form goes there itself, so that it can tell a lost connection from an answer.
        response.setStatus(
                "script".equals(request.getHeader("X-Sent-By"))
                        ? HttpServletResponse.SC_NO_CONTENT
                        : HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }

    // Browsers read a backslash as a slash and drop tabs and line ends, so only plain characters may pass.
    private static boolean local(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>');
    }
}
