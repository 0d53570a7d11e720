package antipode.repositories;

import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Downloads of all files, or of a folder. It holds no connection to the database while somebody's line is slow.
@Controller
@May(value = Who.READER, scopes = "read_repository")
class ArchiveController {

    private final Archives archives;

    ArchiveController(Archives archives) {
        this.archives = archives;
    }

    /// GitLab's form: `archive/REVISION/NAME.zip`; the name says nothing but its ending.
    @GetMapping("/{project}/-/archive/{*path}")
    @OwnTransactions
    void download(@PathVariable("path") String place, @RequestParam(name = "path", defaultValue = "") String folder, Project project, HttpServletResponse response)
            throws IOException {
        var clean = Files.clean(place);
        int slash = clean.lastIndexOf('/');
        if (slash < 0) {
            throw Problem.notFound("Archive");
        }
        send(archives, project, clean.substring(0, slash), folder, format(clean.substring(slash + 1)), response);
    }

    static void send(Archives archives, Project project, String revision, String path, Archives.Format format, HttpServletResponse response)
            throws IOException {
        if (revision.indexOf('\0') >= 0 || path.indexOf('\0') >= 0) {
            throw Problem.notFound("File");
        }
        var archive = archives.find(project, revision, path).orElseThrow(() -> Problem.notFound("File"));
        response.setContentType(format.type());
        response.setHeader("Content-Disposition", ContentDisposition.attachment()
                .filename(archive.name() + "." + format.ending(), java.nio.charset.StandardCharsets.UTF_8).build().toString());
        response.setHeader("ETag", "\"" + archive.commit() + "-" + format.ending() + "\"");
        response.setHeader("Cache-Control", "private, no-cache");
        archives.write(archive, format, response.getOutputStream());
    }

    /// Which of the endings a name has.
    static Archives.Format format(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            var format = Archives.Format.of(name.substring(dot + 1));
            if (format.isPresent()) {
                return format.get();
            }
        }
        throw Problem.notFound("Archive");
    }
}
