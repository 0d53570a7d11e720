package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.repositories.Files;
import antipode.web.Assets;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Diagrams of pages: pictures drawn here, and the frame in which a browser draws others.
@Controller
class DiagramController {

    private static final String STILL = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
    private static final String MERMAID = "webjars/mermaid/11.14.0/dist/mermaid.min.js";
    private static final Pattern FENCE = Pattern.compile("^(\\s*(?:(?:>|[-*+]|\\d{1,9}[.)])\\s*)*)(`{3,}|~{3,})\\s*([\\w-]*).*$");
    private static final int LARGEST = 1 << 20;

    private final Files files;
    private final Pages pages;
    private final Handbooks handbooks;
    private final Diagrams diagrams;

    DiagramController(Files files, Pages pages, Handbooks handbooks, Diagrams diagrams) {
        this.files = files;
        this.pages = pages;
        this.handbooks = handbooks;
        this.diagrams = diagrams;
    }

    /// The picture of the code that begins at a line of a text.
    @GetMapping("/{project}/-/diagrams/{blob}/{line}")
    @May(value = Who.READER, published = true)
    @OwnTransactions
    void draw(@PathVariable String blob, @PathVariable String line, Project project, Actor reader, HttpServletResponse response) throws IOException {
        if (!blob.matches("[0-9a-f]{40}") || handbooks.outside(reader, project) && !pages.holds(project.id(), blob)) {
            throw Problem.notFound("Diagram");
        }
        int from = line.matches("\\d{1,7}") ? Integer.parseInt(line) : 0;
        var text = files.blob(project.id(), blob)
                .filter(bytes -> bytes.length <= LARGEST)
                .map(bytes -> code(new String(bytes, StandardCharsets.UTF_8), from))
                .orElse("");
        if (text.isEmpty()) {
            throw Problem.notFound("Diagram");
        }
        var picture = diagrams.draw(text).getBytes(StandardCharsets.UTF_8);
        response.setContentType("image/svg+xml");
        response.setHeader("Content-Security-Policy", STILL);
        response.setHeader("Cache-Control", "private, max-age=86400");
        response.setContentLength(picture.length);
        response.getOutputStream().write(picture);
    }

    static String code(String source, int line) {
        var lines = source.split("\r?\n", -1);
        var opening = line < 1 || line > lines.length ? null : FENCE.matcher(lines[line - 1]);
        if (opening == null || !opening.matches() || !Diagrams.drawn(opening.group(3))) {
            return "";
        }
        var fence = opening.group(2);
        int indent = opening.group(1).length();
        var code = new StringBuilder();
        for (int at = line; at < lines.length; at++) {
            var each = lines[at];
            var inner = each.length() >= indent && each.substring(0, indent).matches("[\\s>]*") ? each.substring(indent) : each;
            if (inner.strip().startsWith(fence) && inner.strip().replace(fence.substring(0, 1), "").isEmpty()) {
                break;
            }
            code.append(inner).append('\n');
        }
        return code.toString();
    }

    /// An empty page that draws the diagrams it is handed, in a sandbox: it has no origin, no cookies and no network.
    @GetMapping("/-/mermaid")
    @May(Who.ANYONE)
    void frame(HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        response.setHeader(
                "Content-Security-Policy",
                "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; font-src 'none'; img-src data:; frame-ancestors 'self'");
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Cache-Control", "no-cache");
        response.getOutputStream().write("""
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>A diagram</title>
                <style>html, body { margin: 0; background: transparent; overflow: hidden } svg { display: block; max-width: 100%%; height: auto }</style>
                <div id="diagram"></div>
                <script src="%s"></script>
                <script src="%s"></script>
                """.formatted(Assets.url(MERMAID), Assets.url("diagram-frame.js")).getBytes(StandardCharsets.UTF_8));
    }
}
