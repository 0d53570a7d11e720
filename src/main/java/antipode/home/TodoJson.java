package antipode.home;

import antipode.api.Site;
import antipode.people.Person;
import antipode.people.UserJson;
import antipode.projects.Project;
import antipode.todos.Todo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// GitLab's to-do, and after it what this list knows beyond that.
record TodoJson(
        long id,
        ProjectJson project,
        UserJson author,
        String actionName,
        String targetType,
        Object target,
        String targetUrl,
        String body,
        String state,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant snoozedUntil,
        String kind,
        @Nullable String doneBecause,
        @Nullable TeamJson team) {

    /// The team that holds the turn as one.
    record TeamJson(long id, String name, String fullPath) {}


    record ProjectJson(
            long id,
            String description,
            String name,
            String nameWithNamespace,
            String path,
            String pathWithNamespace,
            Instant createdAt) {

        static ProjectJson of(Project project) {
            return new ProjectJson(
                    project.id(), project.description(), project.name(), project.namespace().replace("/", " / ") + " / " + project.name(),
                    project.path(), project.fullPath(), project.createdAt());
        }
    }

    static TodoJson of(Todo todo, Project project, Object target, Person author, Site site) {
        return new TodoJson(
                todo.id(),
                ProjectJson.of(project),
                UserJson.of(author, site),
                todo.action().key(),
                todo.issuable().kind().apiName(),
                target,
                site.url(todo.path()),
                todo.question().isBlank() ? todo.issuable().title() : todo.question(),
                todo.done() ? "done" : "pending",
                todo.since(),
                todo.doneAt() == null ? todo.since() : todo.doneAt(),
                todo.snoozedUntil(),
                todo.kind().key(),
                todo.doneCause(),
                todo.team() == null ? null : new TeamJson(todo.team().id(), todo.team().name(), todo.team().path()));
    }
}
