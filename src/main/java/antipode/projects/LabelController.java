package antipode.projects;

import antipode.people.May;
import antipode.people.Who;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The page of a project's labels.
@Controller
class LabelController {

    private final Labels labels;
    private final ProjectHeads heads;

    LabelController(Labels labels, ProjectHeads heads) {
        this.labels = labels;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/labels")
    @May(Who.READER)
    Page list(Project project, Role role) {
        return page(project, role, null, Map.of(), Map.of());
    }

    @PostMapping("/{project}/-/labels")
    @May(Who.REPORTER)
    View add(Project project, Role role, @RequestParam Map<String, String> form) {
        try {
            labels.create(project.id(), name(form), color(form), form.getOrDefault("description", "").strip(), priority(form));
            return done(project, "The label is there.");
        } catch (Problem wrong) {
            return page(project, role, null, form, errors(wrong));
        }
    }

    @PostMapping("/{project}/-/labels/{label}")
    @May(Who.REPORTER)
    View change(Project project, Role role, @PathVariable String label, @RequestParam Map<String, String> form) {
        var found = find(project, label);
        try {
            labels.change(found, name(form), color(form), form.getOrDefault("description", "").strip(), priority(form));
            return done(project, "The label is changed wherever it is worn.");
        } catch (Problem wrong) {
            return page(project, role, found.id(), form, errors(wrong));
        }
    }

    @PostMapping("/{project}/-/labels/{label}/removal")
    @May(Who.REPORTER)
    View remove(Project project, @PathVariable String label) {
        labels.delete(find(project, label));
        return done(project, "The label is gone.");
    }

    private Label find(Project project, String label) {
        return labels.find(project.id(), label).orElseThrow(() -> Problem.notFound("Label"));
    }

    private LabelsPage page(
            Project project, Role role, @Nullable Long changed, Map<String, String> form, Map<String, String> errors) {
        return new LabelsPage(heads.of(project, role), labels.of(project.id()), changed, form, errors);
    }

    private static Redirect done(Project project, String words) {
        return Redirect.to(project.url() + "/-/labels").saying(Notice.done(words));
    }

    private static String name(Map<String, String> form) {
        return form.getOrDefault("name", "");
    }

    private static @Nullable Integer priority(Map<String, String> form) {
        String typed = form.getOrDefault("priority", "").strip();
        if (!typed.isEmpty() && !typed.matches("\\d{1,9}")) {
            throw Problem.invalid("priority", "has to be a whole number, or nothing");
        }
        return typed.isEmpty() ? null : Integer.valueOf(typed);
    }

    private static String color(Map<String, String> form) {
        return form.getOrDefault("color", Labels.DEFAULT_COLOR);
    }

    private static Map<String, String> errors(Problem wrong) {
        var errors = new java.util.HashMap<>(wrong.fields());
        var title = errors.remove("title");
        if (title != null) errors.put("name", title);
        if (errors.isEmpty()) errors.put("name", wrong.status() == 409 ? "This project has a label of that name already." : wrong.message());
        return Map.copyOf(errors);
    }
}
