package antipode.projects;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Labels, in GitLab's form.
@Api
class LabelApi {

    private final Labels labels;

    LabelApi(Labels labels) {
        this.labels = labels;
    }

    record LabelJson(
            long id,
            String name,
            String description,
            String descriptionHtml,
            String textColor,
            String color,
            boolean subscribed,
            @Nullable Integer priority,
            @com.fasterxml.jackson.annotation.JsonProperty("is_project_label") boolean isProjectLabel) {

        static LabelJson of(Label label) {
            return new LabelJson(
                    label.id(), label.name(), label.description(), "", "#FFFFFF", label.color(), false, label.priority(), true);
        }
    }

    @GetMapping("/projects/{id}/labels")
    @May(Who.READER)
    Listing<LabelJson> list(Project project, Parameters parameters, Pagination pagination) {
        var search = parameters.text("search", "").toLowerCase(Locale.ROOT);
        return pagination.of(labels.of(project.id()).stream()
                .filter(label -> label.name().toLowerCase(Locale.ROOT).contains(search)).toList()).map(LabelJson::of);
    }

    @PostMapping("/projects/{id}/labels")
    @May(Who.REPORTER)
    LabelJson create(Project project, Parameters parameters) {
        parameters.require("name", "color");
        return LabelJson.of(labels.create(
                project.id(), parameters.required("name"), parameters.required("color"), parameters.text("description", ""),
                priority(parameters)));
    }

    @GetMapping("/projects/{id}/labels/{label}")
    @May(Who.READER)
    LabelJson show(Project project, @PathVariable String label) {
        return LabelJson.of(find(project, label));
    }

    /// As older clients say it: the name, or the id, among the parameters.
    @PutMapping("/projects/{id}/labels")
    @May(Who.REPORTER)
    LabelJson changeNamed(Project project, Parameters parameters) {
        return change(project, named(parameters), parameters);
    }

    @DeleteMapping("/projects/{id}/labels")
    @May(Who.REPORTER)
    void deleteNamed(Project project, Parameters parameters) {
        delete(project, named(parameters));
    }

    private static String named(Parameters parameters) {
        return parameters.has("label_id") ? parameters.required("label_id") : parameters.required("name");
    }

    @PutMapping("/projects/{id}/labels/{label}")
    @May(Who.REPORTER)
    LabelJson change(Project project, @PathVariable String label, Parameters parameters) {
        parameters.atLeastOneOf("new_name", "color", "description", "priority");
        var found = find(project, label);
        return LabelJson.of(labels.change(
                found, parameters.text("new_name", found.name()), parameters.text("color", found.color()),
                parameters.has("description") ? parameters.text("description", "") : found.description(),
                parameters.has("priority") ? priority(parameters) : found.priority()));
    }

    /// Nothing, and an empty one, is none.
    private static @Nullable Integer priority(Parameters parameters) {
        Long sent = parameters.integer("priority");
        if (sent != null && (sent < 0 || sent > Integer.MAX_VALUE)) {
            throw Problem.invalid("priority", "must be greater than or equal to 0");
        }
        return sent == null ? null : sent.intValue();
    }

    @DeleteMapping("/projects/{id}/labels/{label}")
    @May(Who.REPORTER)
    void delete(Project project, @PathVariable String label) {
        labels.delete(find(project, label));
    }

    private Label find(Project project, String label) {
        return labels.find(project.id(), label).orElseThrow(() -> Problem.notFound("Label"));
    }
}
