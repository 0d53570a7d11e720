package antipode.projects;

import antipode.web.Problem;
import java.sql.Types;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The labels of projects.
@Component
public class Labels {

    public static final String DEFAULT_COLOR = "#6699cc";
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}");

    private final JdbcClient jdbc;

    Labels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A project's: those with a priority first, the others by name.
    @Transactional(readOnly = true)
    public List<Label> of(long projectId) {
        return jdbc.sql("select id, project_id, name, color, description, priority from label where project_id = :project order by priority nulls last, lower(name), id")
                .param("project", projectId).query(Label.class).list();
    }

    /// One of a project's, by id or name, as the API names labels.
    @Transactional(readOnly = true)
    public Optional<Label> find(long projectId, String idOrName) {
        var labels = of(projectId);
        return labels.stream().filter(label -> Long.toString(label.id()).equals(idOrName)).findFirst()
                .or(() -> labels.stream().filter(label -> label.name().equals(idOrName)).findFirst());
    }

    /// Those of a project by name; a name it has no label for is left out.
    @Transactional(readOnly = true)
    public Map<String, Label> byNames(long projectId, Collection<String> names) {
        var found = new LinkedHashMap<String, Label>();
        if (names.isEmpty()) return found;
        jdbc.sql("select id, project_id, name, color, description, priority from label where project_id = :project and name = any(:names)")
                .param("project", projectId).param("names", names.toArray(String[]::new))
                .query(Label.class).list().forEach(label -> found.put(label.name(), label));
        return found;
    }

    @Transactional
    public Label create(long projectId, String name, String color, String description) {
        return create(projectId, name, color, description, null);
    }

    @Transactional
    public Label create(long projectId, String name, String color, String description, @Nullable Integer priority) {
        check(name, color, priority);
        return jdbc.sql("""
                insert into label (project_id, name, color, description, priority)
                values (:project, :name, :color, :description, :priority)
                on conflict do nothing returning id, project_id, name, color, description, priority
                """)
                .param("project", projectId).param("name", name.strip()).param("color", color).param("description", description)
                .param("priority", priority, Types.INTEGER).query(Label.class).optional().orElseThrow(() -> Problem.conflict("Label already exists"));
    }

    /// The label of this name, made if need be.
    @Transactional
    public Label named(long projectId, String name) {
        var found = byNames(projectId, List.of(name.strip())).get(name.strip());
        return found == null ? create(projectId, name, DEFAULT_COLOR, "") : found;
    }

    @Transactional
    public Label change(Label label, String name, String color, String description, @Nullable Integer priority) {
        check(name, color, priority);
        var other = byNames(label.projectId(), List.of(name.strip())).get(name.strip());
        if (other != null && other.id() != label.id()) throw Problem.conflict("Label already exists");
        return jdbc.sql("""
                update label set name = :name, color = :color, description = :description, priority = :priority where id = :id
                returning id, project_id, name, color, description, priority
                """)
                .param("name", name.strip()).param("color", color).param("description", description)
                .param("priority", priority, Types.INTEGER).param("id", label.id()).query(Label.class).single();
    }

    @Transactional
    public void delete(Label label) {
        jdbc.sql("delete from label where id = :id").param("id", label.id()).update();
    }

    private static void check(String name, String color, @Nullable Integer priority) {
        if (priority != null && priority < 0) throw Problem.invalid("priority", "must be 0 or more");
        if (name.isBlank()) throw Problem.invalid("title", "can't be blank");
        if (name.length() > 255) throw Problem.invalid("title", "can have at most 255 characters");
        if (name.contains(",")) throw Problem.invalid("title", "can't hold a comma");
        if (!COLOR.matcher(color).matches()) throw Problem.invalid("color", "must be a valid color code");
    }
}
