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
import antipode.projects.Role;
import antipode.web.Problem;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Branches and tags for programs.
@Api
class BranchesApi {

    private final Branches branches;

    BranchesApi(Branches branches) {
        this.branches = branches;
    }

    record BranchJson(
            String name,
            CommitJson commit,
            boolean merged,
            @JsonProperty("protected") boolean guarded,
            boolean developersCanPush,
            boolean developersCanMerge,
            boolean canPush,
            @JsonProperty("default") boolean isDefault,
            String webUrl) {

        static BranchJson of(Branches.Branch branch, Project project, Role role, Site site) {
            return new BranchJson(
                    branch.name(), CommitJson.of(branch.commit(), project.fullPath(), site), false, false, true, true,
                    role.atLeast(Role.DEVELOPER), branch.isDefault(), site.url(project.url() + "/-/tree/" + branch.name()));
        }
    }

    @GetMapping("/projects/{id}/repository/branches")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<BranchJson> list(Parameters parameters, Pagination pagination, Project project, Role role, Site site) {
        var search = parameters.text("search", "");
        return pagination
                .of(branches.list(project.id()).stream().filter(branch -> fits(branch.name(), search)).toList())
                .map(branch -> BranchJson.of(branch, project, role, site));
    }

    /// `^x` begins so, `x$` ends so.
    private static boolean fits(String name, String search) {
        if (search.startsWith("^")) {
            return name.startsWith(search.substring(1));
        }
        return search.endsWith("$") ? name.endsWith(search.substring(0, search.length() - 1)) : name.contains(search);
    }

    @GetMapping("/projects/{id}/repository/branches/{branch}")
    @May(value = Who.READER, scopes = "read_repository")
    BranchJson show(@PathVariable String branch, Project project, Role role, Site site) {
        return branches.find(project.id(), branch)
                .map(found -> BranchJson.of(found, project, role, site))
                .orElseThrow(() -> Problem.notFound("Branch"));
    }

    @PostMapping("/projects/{id}/repository/branches")
    @May(Who.DEVELOPER)
    BranchJson create(Parameters parameters, Project project, Role role, Actor actor, Site site) {
        parameters.require("branch", "ref");
        var branch = FilesApi.plainly(
                () -> branches.create(actor, project, parameters.required("branch"), parameters.required("ref")));
        return BranchJson.of(branch, project, role, site);
    }

    @DeleteMapping("/projects/{id}/repository/branches/{branch}")
    @May(Who.DEVELOPER)
    void delete(@PathVariable String branch, Project project, Actor actor) {
        if (branch.equals(project.defaultBranch())) {
            throw Problem.refused("The default branch stays.");
        }
        branches.delete(actor, project, branch);
    }

    record TagJson(
            String name,
            String message,
            String target,
            CommitJson commit,
            @Nullable String release,
            @JsonProperty("protected") boolean guarded,
            Instant createdAt) {

        static TagJson of(Branches.Tag tag, Project project, Site site) {
            return new TagJson(
                    tag.name(), tag.message(), tag.target(), CommitJson.of(tag.commit(), project.fullPath(), site), null, false,
                    tag.commit().committer().instant());
        }
    }

    @GetMapping("/projects/{id}/repository/tags")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<TagJson> tags(Pagination pagination, Project project, Site site) {
        return pagination.of(branches.tags(project.id())).map(tag -> TagJson.of(tag, project, site));
    }

    @GetMapping("/projects/{id}/repository/tags/{tag}")
    @May(value = Who.READER, scopes = "read_repository")
    TagJson tag(@PathVariable String tag, Project project, Site site) {
        List<Branches.Tag> all = branches.tags(project.id());
        return all.stream().filter(each -> each.name().equals(tag)).findFirst()
                .map(found -> TagJson.of(found, project, site))
                .orElseThrow(() -> Problem.notFound("Tag"));
    }
}
