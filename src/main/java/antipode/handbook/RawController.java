package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.repositories.Files;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.text.Normalizer;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Files as they are. None of them may act as a page of ours: a browser gets them in a sandbox, with the type their bytes
/// show, whatever their names say.
@Controller
class RawController {

    private static final String SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
    private static final int SNIFFED = 1024;

    private final Places places;
    private final Files files;
    private final Handbooks handbooks;

    RawController(Places places, Files files, Handbooks handbooks) {
        this.handbooks = handbooks;
        this.places = places;
        this.files = files;
    }

    @GetMapping("/{project}/-/raw/{*path}")
    @May(value = Who.READER, published = true)
    @OwnTransactions
    void raw(@PathVariable String path, Project project, Actor reader, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var place = places.find(project, path);
        var file = found(project, place).orElseThrow(() -> Problem.notFound("File"));
        if (handbooks.outside(reader, project) && !open(project, place, file)) {
            throw Problem.notFound("File");
        }
        var etag = "\"" + file.blob() + "\"";
        response.setHeader("ETag", etag);
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Content-Security-Policy", SANDBOX);
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        var type = type(project, file);
        response.setContentType(type);
        if (type.equals("application/octet-stream")) {
            response.setHeader("Content-Disposition", ContentDisposition.attachment()
                    .filename(Paths.name(file.path()), java.nio.charset.StandardCharsets.UTF_8).build().toString());
        }
        response.setContentLengthLong(file.size());
        if (!request.getMethod().equals("HEAD")) {
            files.copy(project.id(), file.blob(), response.getOutputStream());
        }
    }

    /// A picture may lie where other tools look for it, and an umlaut in its name may be one sign or two.
    private Optional<Files.Located> found(Project project, Placed place) {
        return PageLinking.meant(place.path(), true).stream()
                .flatMap(path -> Stream.of(path, Normalizer.normalize(path, Normalizer.Form.NFC), Normalizer.normalize(path, Normalizer.Form.NFD)))
                .distinct()
                .limit(MediaTypes.picture(place.path()) ? Long.MAX_VALUE : 1)
                .map(path -> files.locate(project.id(), place.revision(), path))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// What readers of a published handbook see besides its pages: its pictures and documents, as they are now.
    private boolean open(Project project, Placed place, Files.Located file) {
        var hidden = file.path().startsWith(".") || file.path().contains("/.");
        var type = type(project, file);
        return place.revision().equals(project.defaultBranch()) && !file.link() && !hidden
                && (type.startsWith("image/") || type.equals("application/pdf"));
    }

    private String type(Project project, Files.Located file) {
        var head = new Head();
        try {
            files.copy(project.id(), file.blob(), head);
        } catch (Enough enough) {
            // The beginning tells.
        }
        return MediaTypes.of(head.bytes.toByteArray(), file.path());
    }

    /// Takes the first bytes and no more.
    private static final class Head extends OutputStream {

        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] more, int from, int length) {
            bytes.write(more, from, Math.min(length, SNIFFED - bytes.size()));
            if (bytes.size() >= SNIFFED) {
                throw new Enough();
            }
        }
    }

    private static final class Enough extends RuntimeException {
        Enough() {
            super(null, null, false, false);
        }
    }
}
