package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.repositories.Diffs;
import antipode.web.Page;
import antipode.web.Redirect;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Two revisions side by side, at GitLab's addresses: `main...topic` since they parted, `main..topic` as they stand.
@Controller
@May(Who.READER)
class CompareController {

    private static final int MOST_FILES = 100;
    private static final int MOST_COMMITS = 100;

    private final Commits commits;
    private final Diffs diffs;
    private final Authors authors;
    private final ProjectHeads heads;

    CompareController(Commits commits, Diffs diffs, Authors authors, ProjectHeads heads) {
        this.commits = commits;
        this.diffs = diffs;
        this.authors = authors;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/compare")
    View ask(
            Project project,
            Role role,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam Optional<String> straight) {
        if (from.isBlank() || to.isBlank()) {
            return page(project, role, from.isBlank() ? project.defaultBranch() : from, "", straight.isPresent(), null, List.of(), List.of(), 0);
        }
        return Redirect.to(project.url() + "/-/compare/" + Paths.encoded(from.strip()) + (straight.isPresent() ? ".." : "...") + Paths.encoded(to.strip()));
    }

    @GetMapping("/{project}/-/compare/{*range}")
    Page compare(@PathVariable String range, Project project, Role role, Actor reader) {
        var asked = Paths.clean(range);
        int dots = asked.indexOf("..");
        var straight = dots >= 0 && !asked.startsWith("...", dots);
        var from = dots < 0 ? project.defaultBranch() : asked.substring(0, dots);
        var to = dots < 0 ? asked : asked.substring(dots + (straight ? 2 : 3));
        for (var revision : List.of(from, to)) {
            if (revision.indexOf('\0') >= 0 || commits.find(project.id(), revision).isEmpty()) {
                return page(project, role, from, to, straight, "There is no branch, tag or commit “" + revision + "”.", List.of(), List.of(), 0);
            }
        }
        var comparison = diffs.compare(project.id(), from, to, straight);
        var newest = comparison.commits().reversed().stream().limit(MOST_COMMITS).toList();
        var known = authors.of(reader, project.id(), newest);
        var files = comparison.diffs().stream().limit(MOST_FILES).map(diff -> new CommitPage.FileChange(diff, null)).toList();
        return page(
                project, role, from, to, straight, null, newest.stream().map(commit -> told(commit, known)).toList(), files,
                comparison.diffs().size() - files.size());
    }

    private static HistoryPage.Told told(Commit commit, Authors.Known known) {
        return new HistoryPage.Told(commit, known.author(commit), known.request(commit.id()));
    }

    private Page page(
            Project project,
            Role role,
            String from,
            String to,
            boolean straight,
            @Nullable String error,
            List<HistoryPage.Told> commits,
            List<CommitPage.FileChange> files,
            int more) {
        return new ComparePage(heads.of(project, role), from, to, straight, error, commits, files, more);
    }
}
