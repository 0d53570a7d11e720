package antipode.exports;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.OwnTransactions;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Exports of projects, in GitLab's form.
@Api
@May(Who.MAINTAINER)
class ExportApi {

    private final Exports exports;

    ExportApi(Exports exports) {
        this.exports = exports;
    }

    record Links(String apiUrl, String webUrl) {}

    record ExportJson(
            long id, String description, String name, String nameWithNamespace, String path, String pathWithNamespace, Instant createdAt,
            String exportStatus, @JsonProperty("_links") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Links links) {}

    @PostMapping("/projects/{id}/export")
    Answer<Map<String, String>> ask(Project project, Actor actor) {
        exports.ask(actor, project);
        return Answer.accepted();
    }

    @GetMapping("/projects/{id}/export")
    ExportJson show(Project project, Site site) {
        var export = exports.of(project);
        return new ExportJson(
                project.id(), project.description(), project.name(), project.namespace() + " / " + project.name(), project.path(),
                project.fullPath(), project.createdAt(), export.map(one -> one.state().key()).orElse("none"),
                export.filter(Export::whole)
                        .map(_ -> new Links(
                                site.url("/api/v4/projects/" + project.id() + "/export/download"), site.url(project.url() + "/-/export/download")))
                        .orElse(null));
    }

    @GetMapping("/projects/{id}/export/download")
    @OwnTransactions
    void download(Project project, HttpServletResponse response) throws IOException {
        ExportController.send(exports, project, response);
    }
}
