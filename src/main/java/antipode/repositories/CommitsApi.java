package antipode.repositories;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The commits of a repository for programs.
@Api
class CommitsApi {

    private static final int MOST_ACTIONS = 1000;

    /// So many commits are passed over, at most.
    private static final int FARTHEST = 1_000_000;

    private final Commits commits;
    private final Diffs diffs;
    private final Trails trails;
    private final Edits edits;
    private final FilesApi files;

    CommitsApi(Commits commits, Diffs diffs, Trails trails, Edits edits, FilesApi files) {
        this.commits = commits;
        this.diffs = diffs;
        this.trails = trails;
        this.edits = edits;
        this.files = files;
    }

    @GetMapping("/projects/{id}/repository/commits")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<ListedJson> list(Parameters parameters, Pagination pagination, Project project, Site site) {
        boolean told = parameters.bool("with_stats", false);
        boolean followed = parameters.bool("follow", false);
        var query = query(parameters, project);
        return pagination
                .uncounted((limit, offset) -> found(project, query.part((int) Math.min(offset, FARTHEST), (int) limit), followed))
                .map(commit -> new ListedJson(CommitJson.of(commit, project.fullPath(), site), told ? stats(project, commit) : null));
    }

    /// @param followed whether a file's path stands for all the names it had
    private List<Commit> found(Project project, Commits.Query query, boolean followed) {
        var path = query.path();
        var revision = query.revision();
        if (!followed || path == null || revision == null) {
            return commits.list(project.id(), query);
        }
        return trails.of(project.id(), revision, path, null, query.skip() + query.limit()).steps().stream()
                .skip(query.skip())
                .map(Trails.Step::commit)
                .toList();
    }

    private static Commits.Query query(Parameters parameters, Project project) {
        return new Commits.Query(
                parameters.bool("all", false) ? null : parameters.text("ref_name", project.defaultBranch()), parameters.text("path"),
                parameters.instant("since"), parameters.instant("until"), parameters.text("author"),
                parameters.bool("first_parent", false), "topo".equals(parameters.oneOf("order", "default", "topo")), 0, 0);
    }

    record Stats(int additions, int deletions, int total) {}

    private Stats stats(Project project, Commit commit) {
        var changed = diffs.of(project.id(), commit.id());
        int added = changed.stream().mapToInt(FileDiff::additions).sum();
        int removed = changed.stream().mapToInt(FileDiff::deletions).sum();
        return new Stats(added, removed, added + removed);
    }

    record ListedJson(@JsonUnwrapped CommitJson commit, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Stats stats) {}

    record OneJson(
            @JsonUnwrapped CommitJson commit,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Stats stats,
            @Nullable String status,
            long projectId) {}

    @GetMapping("/projects/{id}/repository/commits/{sha}")
    @May(value = Who.READER, scopes = "read_repository")
    OneJson show(@PathVariable String sha, Parameters parameters, Project project, Site site) {
        return one(find(project, sha), parameters.bool("stats", true), project, site);
    }

    private Commit find(Project project, String sha) {
        return commits.find(project.id(), sha).orElseThrow(() -> Problem.notFound("Commit"));
    }

    private OneJson one(Commit commit, boolean told, Project project, Site site) {
        return new OneJson(CommitJson.of(commit, project.fullPath(), site), told ? stats(project, commit) : null, null, project.id());
    }

    @GetMapping("/projects/{id}/repository/commits/{sha}/diff")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<FileDiff> diff(@PathVariable String sha, Pagination pagination, Project project) {
        return pagination.of(diffs.of(project.id(), find(project, sha).id()));
    }

    @PostMapping("/projects/{id}/repository/commits")
    @May(Who.DEVELOPER)
    OneJson create(Parameters parameters, Project project, Actor actor, Site site) {
        parameters.require("branch", "commit_message", "actions");
        var branch = parameters.required("branch");
        var sent = parameters.hashes("actions");
        if (sent.size() > MOST_ACTIONS) {
            throw Refusal.parameters("actions are too many");
        }
        FilesApi.onlyAs(actor, parameters);
        var other = parameters.text("start_project");
        if (other != null && !other.equals(Long.toString(project.id())) && !other.equals(project.fullPath())) {
            throw Refusal.error(400, "start_project can only be this project: branches begin in their own repository");
        }
        var start = parameters.text("start_sha") != null ? parameters.text("start_sha") : parameters.text("start_branch");
        boolean over = parameters.bool("force", false) && start != null;
        var read = start != null && (over || commits.find(project.id(), branch).isEmpty()) ? start : branch;
        sent.forEach(action -> files.fresh(
                project, action.text("last_commit_id"), read, action.text("previous_path", action.text("file_path", ""))));
        var actions = sent.stream().map(CommitsApi::action).toList();
        var message = parameters.required("commit_message");
        var id = FilesApi.plainly(() -> over
                ? edits.overwrite(actor, project, branch, java.util.Objects.requireNonNull(start), message, actions)
                : edits.commit(actor, project, branch, start, message, actions, null));
        return one(find(project, id), parameters.bool("stats", true), project, site);
    }

    private static Edits.Action action(Parameters action) {
        var kind = action.oneOf("action", "create", "update", "delete", "move", "chmod");
        if (kind == null) {
            throw Refusal.parameters("actions[action] is missing");
        }
        return new Edits.Action(
                Edits.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), action.required("file_path"), action.text("previous_path"),
                FilesApi.content(action), action.bool("execute_filemode"));
    }

    record ComparisonJson(
            @Nullable CommitJson commit,
            List<CommitJson> commits,
            List<FileDiff> diffs,
            boolean compareTimeout,
            boolean compareSameRef,
            String webUrl) {}

    @GetMapping("/projects/{id}/repository/compare")
    @May(value = Who.READER, scopes = "read_repository")
    ComparisonJson compare(Parameters parameters, Project project, Site site) {
        parameters.require("from", "to");
        var from = parameters.required("from");
        var to = parameters.required("to");
        find(project, from);
        find(project, to);
        var comparison = diffs.compare(project.id(), from, to, parameters.bool("straight", false));
        var told = comparison.commits().stream().map(commit -> CommitJson.of(commit, project.fullPath(), site)).toList();
        return new ComparisonJson(
                told.isEmpty() ? null : told.getLast(), told, comparison.diffs(), false, comparison.same(),
                site.url(project.url() + "/-/compare/" + from + "..." + to));
    }

    @GetMapping("/projects/{id}/repository/merge_base")
    @May(value = Who.READER, scopes = "read_repository")
    CommitJson mergeBase(Parameters parameters, Project project, Site site) {
        var refs = parameters.list("refs");
        if (refs == null || refs.size() != 2) {
            throw Refusal.parameters("refs must be two");
        }
        return commits.mergeBase(project.id(), refs.getFirst(), refs.getLast())
                .map(commit -> CommitJson.of(commit, project.fullPath(), site))
                .orElseThrow(() -> Problem.notFound("Merge Base"));
    }

    /// No program reports on commits here yet.
    @GetMapping("/projects/{id}/repository/commits/{sha}/statuses")
    @May(value = Who.READER, scopes = "read_repository")
    List<Map<String, String>> statuses(@PathVariable String sha, Project project) {
        find(project, sha);
        return List.of();
    }
}
