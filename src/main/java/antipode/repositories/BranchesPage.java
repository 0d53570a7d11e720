package antipode.repositories;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.Role;
import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The branches of a project, those first that were worked on last.
///
/// @param apart how far each stands from the default branch
record BranchesPage(
        ProjectHead head,
        List<Branches.Branch> branches,
        Map<String, Branches.Apart> apart,
        List<ProtectedBranch> rules,
        String search,
        int number,
        boolean more,
        Map<String, String> values,
        @Nullable String error)
        implements Page {

    @Override
    public int status() {
        return error == null ? 200 : 422;
    }

    Project project() {
        return head.project();
    }

    String path() {
        return project().url() + "/-/branches";
    }

    boolean mayWrite() {
        return head.role().atLeast(Role.DEVELOPER);
    }

    boolean guarded(Branches.Branch branch) {
        return ProtectedBranches.covering(rules, branch.name()).isPresent();
    }

    /// Protected ones go by a maintainer's hand; the default branch stays.
    boolean mayDelete(Branches.Branch branch) {
        return mayWrite() && !branch.isDefault() && (!guarded(branch) || head.role().atLeast(Role.MAINTAINER));
    }

    String compare(Branches.Branch branch) {
        return Links.compare(project(), project().defaultBranch(), branch.name());
    }

    String proposing(Branches.Branch branch) {
        return project().url() + "/-/merge_requests/new?merge_request%5Bsource_branch%5D="
                + URLEncoder.encode(branch.name(), StandardCharsets.UTF_8);
    }

    /// "3 ahead, 12 behind", where it differs.
    String distance(Branches.Branch branch) {
        var found = apart.get(branch.name());
        if (branch.isDefault() || found == null) {
            return "";
        }
        var words = (found.ahead() > 0 ? count(found.ahead()) + " ahead" : "")
                + (found.ahead() > 0 && found.behind() > 0 ? ", " : "")
                + (found.behind() > 0 ? count(found.behind()) + " behind" : "");
        return words.isEmpty() ? "nothing of its own" : words;
    }

    private static String count(int commits) {
        return commits >= Branches.Apart.MOST ? Branches.Apart.MOST + " or more" : Integer.toString(commits);
    }

    @Nullable String older() {
        return more ? at(number + 1) : null;
    }

    @Nullable String newer() {
        return number > 1 ? at(number - 1) : null;
    }

    private String at(int page) {
        return path() + "?page=" + page + (search.isEmpty() ? "" : "&search=" + URLEncoder.encode(search, StandardCharsets.UTF_8));
    }
}
