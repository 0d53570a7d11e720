package antipode.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;

/// What a handler returns to show a page: a record of exactly what the page shows.
///
/// Its template has the record's own name and lies beside it; it is handed the record as `page`
/// and what every page knows as `frame`.
public interface Page extends View {

    /// The status of the answer; a page that refuses something says so here too.
    default int status() {
        return 200;
    }

    @Override
    default String getContentType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    default void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var frame = Frames.of(request).frame(request, response);
        var output = new Utf8ByteOutput();
        Templates.ENGINE.render(Templates.beside(getClass()), Map.of("page", this, "frame", frame), output);
        response.setStatus(status());
        response.setContentType(getContentType());
        if (!response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-cache, private");
        }
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }
}

/// The templates, compiled together with the code.
final class Templates {

    static final TemplateEngine ENGINE = precompiled();

    static String beside(Class<?> page) {
        return page.getName().substring("antipode.".length()).replace('.', '/') + ".jte";
    }

    private static TemplateEngine precompiled() {
        var engine = TemplateEngine.createPrecompiled(null, ContentType.Html, Page.class.getClassLoader(), "antipode");
        engine.setBinaryStaticContent(true);
        return engine;
    }

    private Templates() {}
}
