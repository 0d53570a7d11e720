package antipode.handbook;

import antipode.markdown.ProseDiff;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.repositories.Diffs;
import antipode.repositories.FileDiff;
import antipode.repositories.Files;
import antipode.threads.CommitThreads;
import antipode.threads.Conversations;
import antipode.threads.Issuable;
import antipode.web.Page;
import antipode.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// One commit: what it says, what it changed, and what is said of it.
@Controller
@May(Who.READER)
class CommitController {

    private static final int SHOWN = 1 << 20;
    private static final int MOST_PROSE = 20;

    private final Files files;
    private final Commits commits;
    private final Diffs diffs;
    private final Authors authors;
    private final ProjectHeads heads;
    private final CommitThreads threads;
    private final Conversations conversations;

    CommitController(
            Files files,
            Commits commits,
            Diffs diffs,
            Authors authors,
            ProjectHeads heads,
            CommitThreads threads,
            Conversations conversations) {
        this.files = files;
        this.commits = commits;
        this.diffs = diffs;
        this.authors = authors;
        this.heads = heads;
        this.threads = threads;
        this.conversations = conversations;
    }

    @GetMapping("/{project}/-/commit/{sha}")
    Page commit(
            @PathVariable String sha, @RequestParam(required = false) @Nullable Long quote, Project project, Role role, Actor reader) {
        var commit = commits.find(project.id(), sha).orElseThrow(() -> Problem.notFound("Commit"));
        var known = authors.of(reader, project.id(), List.of(commit));
        Issuable thread = threads.of(reader, project, commit);
        return new CommitPage(
                heads.of(project, role), new HistoryPage.Told(commit, known.author(commit), known.request(commit.id())),
                changes(project, commit), conversations.of(reader, thread, role, Set.of()), conversations.quotation(thread, quote));
    }

    private List<CommitPage.FileChange> changes(Project project, Commit commit) {
        var parent = commit.parents().isEmpty() ? null : commit.parents().getFirst();
        var shown = new ArrayList<CommitPage.FileChange>();
        int prose = 0;
        for (var diff : diffs.of(project.id(), commit.id())) {
            boolean page = Paths.isPage(diff.path()) && !diff.binary() && !diff.tooLarge() && prose < MOST_PROSE;
            if (page) {
                prose++;
            }
            shown.add(new CommitPage.FileChange(diff, page ? prose(project, commit.id(), parent, diff) : null));
        }
        return shown;
    }

    private ProseDiff prose(Project project, String commit, @Nullable String parent, FileDiff diff) {
        var before = diff.created() || parent == null ? "" : text(project, parent, diff.oldPath());
        var after = diff.deleted() ? "" : text(project, commit, diff.newPath());
        return ProseDiff.of(before, after, new PageLinks(project, commit, diff.path()));
    }

    private String text(Project project, String revision, String path) {
        return files.locate(project.id(), revision, path)
                .filter(file -> file.size() <= SHOWN)
                .flatMap(file -> files.blob(project.id(), file.blob()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }
}
