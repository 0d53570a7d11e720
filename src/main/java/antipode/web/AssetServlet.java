package antipode.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// `/assets/HASH/NAME`: for good under its right hash, and not kept under an outdated one.
class AssetServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getPathInfo() == null ? "" : request.getPathInfo();
        var slash = path.indexOf('/', 1);
        var asset = slash < 0 ? null : Assets.find(path.substring(slash + 1));
        if (asset == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        var current = path.substring(1, slash).equals(asset.hash());
        response.setHeader("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader("ETag", '"' + asset.hash() + '"');
        if (path.endsWith("/diagram-frame.js") || path.contains("/webjars/mermaid/")) {
            // Read by a frame that has no origin.
            response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        }
        response.setHeader("Vary", "Accept-Encoding");
        if (('"' + asset.hash() + '"').equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.type());
        var bytes = asset.bytes();
        var accepted = request.getHeader("Accept-Encoding");
        if (asset.compressed() != null && accepted != null && accepted.contains("gzip")) {
            bytes = asset.compressed();
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
