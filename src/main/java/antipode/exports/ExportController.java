package antipode.exports;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.web.Notice;
import antipode.web.OwnTransactions;
import antipode.web.Page;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Asks for an export of a project, and fetches it.
@Controller
@May(Who.MAINTAINER)
class ExportController {

    private final Exports exports;
    private final ProjectHeads heads;

    ExportController(Exports exports, ProjectHeads heads) {
        this.exports = exports;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/export")
    Page show(Project project, Role role) {
        return new ExportPage(heads.of(project, role), exports.of(project).orElse(null));
    }

    @PostMapping("/{project}/-/export")
    Redirect ask(Project project, Actor actor) {
        exports.ask(actor, project);
        return Redirect.to(project.url() + "/-/export").saying(Notice.done("The archive is being made. It stands here when it is whole."));
    }

    @GetMapping("/{project}/-/export/download")
    @OwnTransactions
    void download(Project project, HttpServletResponse response) throws IOException {
        send(exports, project, response);
    }

    static void send(Exports exports, Project project, HttpServletResponse response) throws IOException {
        Export export = exports.whole(project);
        response.setContentType("application/gzip");
        if (export.size() != null) {
            response.setContentLengthLong(export.size());
        }
        response.setHeader("Content-Disposition", ContentDisposition.attachment()
                .filename(export.createdAt().toString().substring(0, 10) + "_" + project.fullPath().replace('/', '_') + "_export.tar.gz")
                .build().toString());
        response.setHeader("Cache-Control", "private, no-store");
        exports.write(export, response.getOutputStream());
    }
}
