package antipode.repositories;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Protected branches, in GitLab's form. The rule that a default branch has by itself is listed with the id 0.
@Api
class ProtectedBranchesApi {

    private final ProtectedBranches rules;

    ProtectedBranchesApi(ProtectedBranches rules) {
        this.rules = rules;
    }

    record LevelJson(long id, int accessLevel, String accessLevelDescription, @Nullable Long userId, @Nullable Long groupId, @Nullable Long deployKeyId) {

        static List<LevelJson> of(ProtectedBranch rule, Role role) {
            var said = switch (role) {
                case NONE -> "No one";
                case DEVELOPER -> "Developers + Maintainers";
                default -> "Maintainers";
            };
            return List.of(new LevelJson(rule.id(), role.level(), said, null, null, null));
        }
    }

    record RuleJson(
            long id,
            String name,
            List<LevelJson> pushAccessLevels,
            List<LevelJson> mergeAccessLevels,
            List<LevelJson> unprotectAccessLevels,
            boolean allowForcePush,
            boolean codeOwnerApprovalRequired,
            boolean inherited) {

        static RuleJson of(ProtectedBranch rule) {
            return new RuleJson(
                    rule.id(), rule.name(), LevelJson.of(rule, rule.push()), LevelJson.of(rule, rule.merge()),
                    LevelJson.of(rule, Role.MAINTAINER), rule.rewrite(), false, false);
        }
    }

    @GetMapping("/projects/{id}/protected_branches")
    @May(Who.DEVELOPER)
    Listing<RuleJson> list(Parameters parameters, Pagination pagination, Project project) {
        var search = parameters.text("search", "");
        return pagination.of(rules.of(project).stream().filter(rule -> rule.name().contains(search)).toList()).map(RuleJson::of);
    }

    @GetMapping("/projects/{id}/protected_branches/{name}")
    @May(Who.DEVELOPER)
    RuleJson show(@PathVariable String name, Project project) {
        return RuleJson.of(find(project, name));
    }

    private ProtectedBranch find(Project project, String name) {
        return rules.find(project, name).orElseThrow(() -> Problem.notFound("Not found"));
    }

    @PostMapping("/projects/{id}/protected_branches")
    @May(Who.MAINTAINER)
    RuleJson protect(Parameters parameters, Project project, Actor actor) {
        parameters.require("name");
        return RuleJson.of(rules.protect(
                actor, project, parameters.required("name"), level(parameters, "push_access_level", "allowed_to_push", Role.MAINTAINER),
                level(parameters, "merge_access_level", "allowed_to_merge", Role.MAINTAINER), parameters.bool("allow_force_push", false)));
    }

    @PatchMapping("/projects/{id}/protected_branches/{name}")
    @May(Who.MAINTAINER)
    RuleJson change(@PathVariable String name, Parameters parameters, Project project, Actor actor) {
        var rule = find(project, name);
        return RuleJson.of(rules.change(
                actor, project, rule, level(parameters, "push_access_level", "allowed_to_push", rule.push()),
                level(parameters, "merge_access_level", "allowed_to_merge", rule.merge()),
                parameters.bool("allow_force_push", rule.rewrite())));
    }

    @DeleteMapping("/projects/{id}/protected_branches/{name}")
    @May(Who.MAINTAINER)
    void remove(@PathVariable String name, Project project, Actor actor) {
        rules.remove(actor, project, find(project, name));
    }

    /// As a number, or in a list of which only levels are known here, not single people.
    private static Role level(Parameters parameters, String name, String list, Role otherwise) {
        if (parameters.has(name)) {
            return level(parameters.requiredInteger(name), name);
        }
        var listed = parameters.has(list) ? parameters.hashes(list) : List.<Parameters>of();
        return listed.stream()
                .filter(each -> each.has("access_level"))
                .findFirst()
                .map(each -> level(each.requiredInteger("access_level"), list))
                .orElse(otherwise);
    }

    private static Role level(long sent, String name) {
        return switch ((int) sent) {
            case 0 -> Role.NONE;
            case 30 -> Role.DEVELOPER;
            case 40 -> Role.MAINTAINER;
            default -> throw Refusal.parameters(name + " does not have a valid value");
        };
    }
}
