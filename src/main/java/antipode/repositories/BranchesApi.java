package antipode.repositories;

import antipode.api.Answer;
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
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Branches for programs.
@Api
class BranchesApi {

    private final Branches branches;
    private final ProtectedBranches rules;

    BranchesApi(Branches branches, ProtectedBranches rules) {
        this.branches = branches;
        this.rules = rules;
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

        static BranchJson of(Branches.Branch branch, boolean merged, List<ProtectedBranch> rules, Project project, Role role, Site site) {
            var rule = ProtectedBranches.covering(rules, branch.name());
            return new BranchJson(
                    branch.name(), CommitJson.of(branch.commit(), project.fullPath(), site), merged, rule.isPresent(),
                    rule.map(found -> found.mayPush(Role.DEVELOPER)).orElse(true), rule.map(found -> found.mayMerge(Role.DEVELOPER)).orElse(true),
                    rule.map(found -> found.mayPush(role)).orElse(role.atLeast(Role.DEVELOPER)), branch.isDefault(),
                    site.url(project.url() + "/-/tree/" + branch.name()));
        }
    }

    @GetMapping("/projects/{id}/repository/branches")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<BranchJson> list(Parameters parameters, Pagination pagination, Project project, Role role, Site site) {
        var search = parameters.text("search", "");
        var all = rules.of(project);
        return pagination
                .of(branches.list(project.id()).stream().filter(branch -> fits(branch.name(), search)).toList())
                .mapAll(page -> {
                    var merged = branches.merged(project.id(), page);
                    return page.stream()
                            .map(branch -> BranchJson.of(branch, merged.contains(branch.name()), all, project, role, site))
                            .toList();
                });
    }

    /// `^x` begins so, `x$` ends so.
    static boolean fits(String name, String search) {
        if (search.startsWith("^")) {
            return name.startsWith(search.substring(1));
        }
        return search.endsWith("$") ? name.endsWith(search.substring(0, search.length() - 1)) : name.contains(search);
    }

    @GetMapping("/projects/{id}/repository/branches/{branch}")
    @May(value = Who.READER, scopes = "read_repository")
    BranchJson show(@PathVariable String branch, Project project, Role role, Site site) {
        return branches.find(project.id(), branch)
                .map(found -> BranchJson.of(
                        found, !branches.merged(project.id(), List.of(found)).isEmpty(), rules.of(project), project, role, site))
                .orElseThrow(() -> Problem.notFound("Branch"));
    }

    @PostMapping("/projects/{id}/repository/branches")
    @May(Who.DEVELOPER)
    BranchJson create(Parameters parameters, Project project, Role role, Actor actor, Site site) {
        parameters.require("branch", "ref");
        var branch = FilesApi.plainly(
                () -> branches.create(actor, project, parameters.required("branch"), parameters.required("ref")));
        return BranchJson.of(branch, !branches.merged(project.id(), List.of(branch)).isEmpty(), rules.of(project), project, role, site);
    }

    @DeleteMapping("/projects/{id}/repository/branches/{branch}")
    @May(Who.DEVELOPER)
    void delete(@PathVariable String branch, Project project, Actor actor) {
        if (branch.equals(project.defaultBranch())) {
            throw Problem.refused("The default branch stays.");
        }
        branches.delete(actor, project, branch);
    }

    @DeleteMapping("/projects/{id}/repository/merged_branches")
    @May(Who.DEVELOPER)
    Answer<Map<String, String>> deleteMerged(Project project, Actor actor) {
        branches.deleteMerged(actor, project);
        return Answer.accepted();
    }
}
