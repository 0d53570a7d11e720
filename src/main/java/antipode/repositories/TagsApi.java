package antipode.repositories;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Problem;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Tags for programs.
@Api
class TagsApi {

    private final Tags tags;

    TagsApi(Tags tags) {
        this.tags = tags;
    }

    record TagJson(
            String name,
            String message,
            String target,
            CommitJson commit,
            @Nullable String release,
            @JsonProperty("protected") boolean guarded,
            Instant createdAt) {

        static TagJson of(Tags.Tag tag, Project project, Site site) {
            return new TagJson(
                    tag.name(), tag.message(), tag.target(), CommitJson.of(tag.commit(), project.fullPath(), site), null, false, tag.at());
        }
    }

    @GetMapping("/projects/{id}/repository/tags")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<TagJson> list(Parameters parameters, Pagination pagination, Project project, Site site) {
        var search = parameters.text("search", "");
        var found = new ArrayList<>(tags.list(project.id()).stream().filter(tag -> BranchesApi.fits(tag.name(), search)).toList());
        var order = parameters.oneOf("order_by", "updated", "name", "version");
        if (order != null && !order.equals("updated")) {
            found.sort(order.equals("name") ? Comparator.comparing(Tags.Tag::name).reversed() : Comparator.comparing(Tags.Tag::name, Versions.ORDER).reversed());
        }
        if ("asc".equals(parameters.oneOf("sort", "asc", "desc"))) {
            Collections.reverse(found);
        }
        return pagination.of(found).map(tag -> TagJson.of(tag, project, site));
    }

    @GetMapping("/projects/{id}/repository/tags/{tag}")
    @May(value = Who.READER, scopes = "read_repository")
    TagJson show(@PathVariable String tag, Project project, Site site) {
        return tags.find(project.id(), tag).map(found -> TagJson.of(found, project, site)).orElseThrow(() -> Problem.notFound("Tag"));
    }

    @PostMapping("/projects/{id}/repository/tags")
    @May(Who.DEVELOPER)
    TagJson create(Parameters parameters, Project project, Actor actor, Site site) {
        parameters.require("tag_name", "ref");
        var tag = FilesApi.plainly(() -> tags.create(
                actor, project, parameters.required("tag_name"), parameters.required("ref"), parameters.text("message", "")));
        return TagJson.of(tag, project, site);
    }

    @DeleteMapping("/projects/{id}/repository/tags/{tag}")
    @May(Who.DEVELOPER)
    void delete(@PathVariable String tag, Project project, Actor actor) {
        tags.delete(actor, project, tag);
    }
}
