package antipode.threads.uploads;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Takes attached files from the field for words, and serves them so that none can ever run as a page.
@Controller
public class UploadController {

    /// A file that a browser opens by itself may do nothing at all.
    private static final String SANDBOX = "sandbox; default-src 'none'";

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    private final Uploads uploads;

    UploadController(Uploads uploads) {
        this.uploads = uploads;
    }

    /// What the field puts into the words, in GitLab's form; or a sentence why not.
    @PostMapping("/-/uploads")
    @May(Who.MEMBER)
    ResponseEntity<Map<String, String>> keep(
            @RequestParam long project, @RequestParam(required = false) @Nullable MultipartFile file, Actor actor) {
        if (file == null) {
            return ResponseEntity.badRequest().body(Map.of("message", "There is no file in it."));
        }
        try {
            String name = file.getOriginalFilename();
            Upload upload = uploads.keep(actor, project, name == null ? "" : name, file.getSize(), file::getInputStream);
            return ResponseEntity.status(201).body(Map.of(
                    "markdown", upload.markdown(), "url", upload.url(), "full_path", upload.path(), "alt", upload.alt()));
        } catch (Problem refused) {
            return ResponseEntity.status(refused.status()).body(Map.of("message", refused.message()));
        }
    }

    @GetMapping("/-/project/{number}/uploads/{secret}/{name}")
    @May(Who.ANYONE)
    @OwnTransactions
    public void serve(
            @PathVariable long number, @PathVariable String secret, @PathVariable String name, Actor actor,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(uploads.find(actor, number, secret, name), request, response);
    }

    /// Where a link in a text leads from its project, as GitLab's do.
    @GetMapping("/{place}/uploads/{secret}/{name}")
    @May(Who.ANYONE)
    @OwnTransactions
    void serve(
            @PathVariable String place, @PathVariable String secret, @PathVariable String name, Actor actor,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(uploads.find(actor, place, secret, name), request, response);
    }

    /// Whoever has lost the right to see it is asked again each time, so nothing is kept without asking.
    void serve(Upload upload, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (upload.redacted() != null) {
            throw new Problem(410, upload.redacted());
        }
        String tag = "\"" + upload.secret() + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Content-Security-Policy", SANDBOX);
        response.setHeader("Accept-Ranges", "bytes");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(upload.type());
        response.setHeader(
                "Content-Disposition",
                (upload.shown() ? ContentDisposition.inline() : ContentDisposition.attachment())
                        .filename(upload.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        long from = 0;
        long to = upload.size() - 1;
        String asked = request.getHeader("Range");
        Matcher range = RANGE.matcher(asked == null ? "" : asked);
        if (range.matches() && Long.parseLong(range.group(1)) < upload.size()) {
            from = Long.parseLong(range.group(1));
            to = range.group(2).isEmpty() ? to : Math.min(to, Long.parseLong(range.group(2)));
            if (to >= from) {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader("Content-Range", "bytes " + from + "-" + to + "/" + upload.size());
            } else {
                from = 0;
                to = upload.size() - 1;
            }
        }
        response.setContentLengthLong(to - from + 1);
        if (!request.getMethod().equals("HEAD")) {
            uploads.copy(upload, from, to - from + 1, response.getOutputStream());
        }
    }
}
