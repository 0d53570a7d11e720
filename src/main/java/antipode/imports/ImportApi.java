package antipode.imports;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Namespaces;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Teams;
import antipode.web.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/// Bringing a project by GitLab's API, also one of GitHub. Authors are those members whose mail address they have, as far as the caller may say so.
@Api
class ImportApi {

    private final Imports imports;
    private final Teams teams;
    private final Namespaces namespaces;

    ImportApi(Imports imports, Teams teams, Namespaces namespaces) {
        this.imports = imports;
        this.teams = teams;
        this.namespaces = namespaces;
    }

    record ImportJson(
            long id, String description, String name, String nameWithNamespace, String path, String pathWithNamespace, Instant createdAt,
            String importStatus, @Nullable String importType, @Nullable String correlationId, List<String> failedRelations,
            @Nullable String importError) {}

    @PostMapping("/projects/import")
    @ResponseStatus(HttpStatus.CREATED)
    @May(Who.MEMBER)
    ImportJson receive(Parameters sent, Actor actor) throws IOException {
        sent.require("path", "file");
        var file = sent.file("file");
        if (file == null) {
            throw Refusal.parameters("file is invalid");
        }
        var wished = sent.text("namespace", "");
        var namespace = (wished.isEmpty() ? namespaces.ofMember(actor.id()) : teams.find(actor, wished))
                .orElseThrow(() -> Problem.notFound("Namespace"));
        var path = sent.text("path", "");
        try (var archive = file.getInputStream()) {
            var project = imports.bring(actor, archive, namespace, path, sent.text("name", path));
            return json(project, imports.ofProject(project.id()).orElse(null));
        }
    }

    @GetMapping("/projects/{id}/import")
    @May(Who.GUEST)
    ImportJson status(Project project) {
        return json(project, imports.ofProject(project.id()).orElse(null));
    }

    private static ImportJson json(Project project, @Nullable Import brought) {
        var status = brought == null ? "none" : switch (brought.state()) {
            case PREVIEWED -> "scheduled";
            case RUNNING -> brought.step() == Import.Step.REPOSITORY ? "scheduled" : "started";
            case FINISHED -> "finished";
            case FAILED -> "failed";
        };
        return new ImportJson(
                project.id(), project.description(), project.name(), project.namespace() + " / " + project.name(), project.path(),
                project.fullPath(), project.createdAt(), status, brought == null ? null : ProjectOrigin.isGitHub(brought.origin()) ? "github" : "gitlab_project", null, List.of(),
                brought == null ? null : brought.problem());
    }
}
