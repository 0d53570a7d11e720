package antipode.repositories;

import antipode.projects.ProjectHead;
import antipode.projects.Role;
import antipode.web.Choice;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of a project about its branches, and the form for another.
record BranchRulesPage(ProjectHead head, List<ProtectedBranch> rules, Map<String, String> values, Map<String, String> errors)
        implements Page {

    static final List<Choice> LEVELS = List.of(
            new Choice("maintainer", "Maintainers"), new Choice("developer", "Developers and maintainers"), new Choice("nobody", "Nobody"));

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    String path() {
        return head.project().url() + "/-/settings/branches";
    }

    static String choice(Role role) {
        return role == Role.NONE ? "nobody" : role == Role.DEVELOPER ? "developer" : "maintainer";
    }

    static String said(Role role) {
        return switch (role) {
            case NONE -> "nobody";
            case DEVELOPER -> "developers";
            default -> "maintainers";
        };
    }

    @Nullable String error(String field) {
        var error = errors.get(field);
        return error == null || Character.isUpperCase(error.codePointAt(0)) ? error : "It " + error + ".";
    }
}
