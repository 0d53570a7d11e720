package antipode.repositories;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Archives for programs.
@Api
class ArchivesApi {

    private final Archives archives;

    ArchivesApi(Archives archives) {
        this.archives = archives;
    }

    @GetMapping("/projects/{id}/repository/archive")
    @May(value = Who.READER, scopes = "read_repository")
    @OwnTransactions
    void download(Parameters parameters, Project project, HttpServletResponse response) throws IOException {
        send(parameters, Archives.Format.of(parameters.text("format", "tar.gz")).orElseThrow(() -> Problem.notFound("Format")), project, response);
    }

    @GetMapping("/projects/{id}/repository/archive.{ending}")
    @May(value = Who.READER, scopes = "read_repository")
    @OwnTransactions
    void downloadAs(@PathVariable String ending, Parameters parameters, Project project, HttpServletResponse response) throws IOException {
        send(parameters, Archives.Format.of(ending).orElseThrow(() -> Problem.notFound("Format")), project, response);
    }

    private void send(Parameters parameters, Archives.Format format, Project project, HttpServletResponse response) throws IOException {
        ArchiveController.send(archives, project, parameters.text("sha", project.defaultBranch()), parameters.text("path", ""), format, response);
    }
}
