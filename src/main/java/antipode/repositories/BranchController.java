package antipode.repositories;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The pages of branches and of tags.
@Controller
class BranchController {

    private static final int ON_A_PAGE = 30;

    private final Branches branches;
    private final Tags tags;
    private final ProtectedBranches rules;
    private final ProjectHeads heads;

    BranchController(Branches branches, Tags tags, ProtectedBranches rules, ProjectHeads heads) {
        this.branches = branches;
        this.tags = tags;
        this.rules = rules;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/branches")
    @May(Who.READER)
    Page list(Project project, Role role, @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "1") int page) {
        return list(project, role, search, page, Map.of(), null);
    }

    private Page list(Project project, Role role, String search, int page, Map<String, String> values, @Nullable String error) {
        int number = Math.clamp(page, 1, 10_000);
        var words = search.strip().toLowerCase(Locale.ROOT);
        var found = branches.list(project.id()).stream()
                .filter(branch -> branch.name().toLowerCase(Locale.ROOT).contains(words))
                .sorted(Comparator.comparing((Branches.Branch branch) -> !branch.isDefault())
                        .thenComparing(branch -> branch.commit().committer().instant(), Comparator.reverseOrder())
                        .thenComparing(Branches.Branch::name))
                .skip((number - 1L) * ON_A_PAGE)
                .limit(ON_A_PAGE + 1L)
                .toList();
        var shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        return new BranchesPage(
                heads.of(project, role), shown, branches.apart(project.id(), project.defaultBranch(), shown), rules.of(project),
                search.strip(), number, found.size() > ON_A_PAGE, values, error);
    }

    @PostMapping("/{project}/-/branches")
    @May(Who.DEVELOPER)
    View create(Project project, Role role, Actor actor, @RequestParam Map<String, String> form) {
        try {
            var made = branches.create(actor, project, form.getOrDefault("name", "").strip(), form.getOrDefault("from", "").strip());
            return Redirect.to(Links.tree(project, made.name())).saying(Notice.done("The branch is there."));
        } catch (Problem wrong) {
            return list(project, role, "", 1, form, sentence(wrong));
        }
    }

    @PostMapping("/{project}/-/branches/removal")
    @May(Who.DEVELOPER)
    View delete(Project project, Actor actor, @RequestParam String name) {
        branches.delete(actor, project, name);
        return Redirect.to(project.url() + "/-/branches").saying(Notice.done("The branch is gone."));
    }

    @GetMapping("/{project}/-/tags")
    @May(Who.READER)
    Page tags(Project project, Role role, @RequestParam(defaultValue = "1") int page) {
        return tags(project, role, page, Map.of(), null);
    }

    private Page tags(Project project, Role role, int page, Map<String, String> values, @Nullable String error) {
        int number = Math.clamp(page, 1, 10_000);
        var found = tags.list(project.id()).stream().skip((number - 1L) * ON_A_PAGE).limit(ON_A_PAGE + 1L).toList();
        return new TagsPage(
                heads.of(project, role), found.subList(0, Math.min(ON_A_PAGE, found.size())), number, found.size() > ON_A_PAGE, values, error);
    }

    @PostMapping("/{project}/-/tags")
    @May(Who.DEVELOPER)
    View tag(Project project, Role role, Actor actor, @RequestParam Map<String, String> form) {
        try {
            tags.create(
                    actor, project, form.getOrDefault("name", "").strip(), form.getOrDefault("from", "").strip(),
                    form.getOrDefault("message", "").replace("\r\n", "\n").strip());
            return Redirect.to(project.url() + "/-/tags").saying(Notice.done("The tag is there."));
        } catch (Problem wrong) {
            return tags(project, role, 1, form, sentence(wrong));
        }
    }

    @PostMapping("/{project}/-/tags/removal")
    @May(Who.DEVELOPER)
    View untag(Project project, Actor actor, @RequestParam String name) {
        tags.delete(actor, project, name);
        return Redirect.to(project.url() + "/-/tags").saying(Notice.done("The tag is gone."));
    }

    private static String sentence(Problem wrong) {
        return wrong.message().endsWith(".") ? wrong.message() : wrong.message() + ".";
    }
}
