package antipode.repositories;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Problem;
import java.util.Arrays;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The templates of descriptions, in GitLab's form.
@Api
class TemplateApi {

    private final Templates templates;

    TemplateApi(Templates templates) {
        this.templates = templates;
    }

    record NamedJson(String key, String name) {}

    record TemplateJson(String name, String content) {}

    @GetMapping("/projects/{id}/templates/{kind:issues|merge_requests|pages}")
    @May(Who.READER)
    Listing<NamedJson> list(@PathVariable String kind, Project project, Pagination pagination) {
        return pagination.of(templates.names(project, kind(kind))).map(name -> new NamedJson(name, name));
    }

    @GetMapping("/projects/{id}/templates/{kind:issues|merge_requests|pages}/{name}")
    @May(Who.READER)
    TemplateJson show(@PathVariable String kind, @PathVariable String name, Project project) {
        return templates.text(project, kind(kind), name)
                .map(text -> new TemplateJson(name, text))
                .orElseThrow(() -> Problem.notFound("Template"));
    }

    private static Templates.Kind kind(String apiName) {
        return Arrays.stream(Templates.Kind.values()).filter(kind -> kind.apiName().equals(apiName)).findFirst().orElseThrow();
    }
}
