package antipode.handbook;

import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.ProjectFacts;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectOverviewPart;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a project's own page and the API tell of what was pushed to it.
@Component
class ProjectReadme implements ProjectOverviewPart, ProjectFacts {

    private final Handbooks handbooks;
    private final JdbcClient jdbc;

    ProjectReadme(Handbooks handbooks, JdbcClient jdbc) {
        this.handbooks = handbooks;
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<Part> of(Actor reader, ProjectHead head) {
        return handbooks.opening(reader, head.project());
    }

    @Override
    public Set<Long> empty(Collection<Project> projects) {
        var empty = new HashSet<>(projects.stream().map(Project::id).toList());
        jdbc.sql("select distinct repository from git_ref where repository = any (:projects) and name like 'refs/heads/%'")
                .param("projects", empty.toArray(Long[]::new))
                .query(Long.class)
                .list()
                .forEach(empty::remove);
        return empty;
    }

    @Override
    public Map<Long, String> readmes(Collection<Project> projects) {
        record Found(long project, String path) {}
        var found = new HashMap<Long, String>();
        jdbc.sql("select project_id, path from page where project_id = any (:projects) and position('/' in path) = 0")
                .param("projects", projects.stream().map(Project::id).toArray(Long[]::new))
                .query((row, _) -> new Found(row.getLong("project_id"), row.getString("path")))
                .list()
                .stream()
                .filter(page -> page.path().toLowerCase(java.util.Locale.ROOT).startsWith("readme."))
                .sorted(Comparator.comparingInt(page -> Paths.asIndex(page.path())))
                .forEach(page -> found.putIfAbsent(page.project(), page.path()));
        return found;
    }
}
