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
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// What is known of a commit, what is done with it, and who has written a history, for programs.
@Api
class HistoryApi {

    private final Commits commits;
    private final Branches branches;
    private final Merges merges;
    private final TransactionTemplate transaction;

    HistoryApi(Commits commits, Branches branches, Merges merges, PlatformTransactionManager transactions) {
        this.commits = commits;
        this.branches = branches;
        this.merges = merges;
        this.transaction = new TransactionTemplate(transactions);
    }

    private Commit find(Project project, String sha) {
        return commits.find(project.id(), sha).orElseThrow(() -> Problem.notFound("Commit"));
    }

    record RefJson(String type, String name) {}

    @GetMapping("/projects/{id}/repository/commits/{sha}/refs")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<RefJson> refs(@PathVariable String sha, Parameters parameters, Pagination pagination, Project project) {
        var type = parameters.oneOf("type", "all", "branch", "tag");
        return pagination.of(commits.holding(project.id(), find(project, sha).id()).stream()
                .map(name -> name.startsWith(Constants.R_TAGS)
                        ? new RefJson("tag", name.substring(Constants.R_TAGS.length()))
                        : new RefJson("branch", name.substring(Constants.R_HEADS.length())))
                .filter(ref -> type == null || type.equals("all") || type.equals(ref.type()))
                .toList());
    }

    record SequenceJson(int count) {}

    /// How many commits led there.
    @GetMapping("/projects/{id}/repository/commits/{sha}/sequence")
    @May(value = Who.READER, scopes = "read_repository")
    SequenceJson sequence(@PathVariable String sha, Parameters parameters, Project project) {
        return new SequenceJson(commits.depth(project.id(), find(project, sha).id(), parameters.bool("first_parent", false)));
    }

    @PostMapping("/projects/{id}/repository/commits/{sha}/revert")
    @May(Who.DEVELOPER)
    Answer<?> revert(@PathVariable String sha, Parameters parameters, Project project, Actor actor, Site site) {
        return apply(project, parameters, site, "revert",
                branch -> merges.revert(actor, project, find(project, sha).id(), branch, null, parameters.text("message")));
    }

    @PostMapping("/projects/{id}/repository/commits/{sha}/cherry_pick")
    @May(Who.DEVELOPER)
    Answer<?> pick(@PathVariable String sha, Parameters parameters, Project project, Actor actor, Site site) {
        return apply(project, parameters, site, "cherry-pick",
                branch -> merges.pick(actor, project, find(project, sha).id(), branch, null, parameters.text("message")));
    }

    private interface Deed {
        Merges.Outcome on(String branch);
    }

    private Answer<?> apply(Project project, Parameters parameters, Site site, String what, Deed deed) {
        parameters.require("branch");
        var branch = parameters.required("branch");
        if (branches.find(project.id(), branch).isEmpty()) {
            throw Problem.notFound("Branch");
        }
        boolean trial = parameters.bool("dry_run", false);
        try {
            var outcome = trial ? tried(deed, branch) : deed.on(branch);
            return switch (outcome) {
                case Merges.Conflicting _ -> impossible(what, "conflict");
                case Merges.Merged _ when trial -> Answer.ok(Map.of("dry_run", "success"));
                case Merges.Merged merged -> Answer.created(CommitJson.of(find(project, merged.commit()), project.fullPath(), site));
            };
        } catch (Problem problem) {
            if (problem.status() == 400) {
                return impossible(what, "empty");
            }
            throw problem;
        }
    }

    /// Does it and takes it back: whether it would succeed.
    private Merges.Outcome tried(Deed deed, String branch) {
        var outcome = transaction.execute(status -> {
            status.setRollbackOnly();
            return deed.on(branch);
        });
        return java.util.Objects.requireNonNull(outcome);
    }

    private static Answer<?> impossible(String what, String code) {
        return Answer.of(400, Map.of(
                "message", "Sorry, we cannot " + what + " this commit automatically. This commit may already have been "
                        + (what.equals("revert") ? "reverted" : "cherry-picked") + ", or a more recent commit may have updated some of its content.",
                "error_code", code));
    }

    record ContributorJson(String name, String email, int commits, int additions, int deletions) {}

    @GetMapping("/projects/{id}/repository/contributors")
    @May(value = Who.READER, scopes = "read_repository")
    Listing<ContributorJson> contributors(Parameters parameters, Pagination pagination, Project project) {
        @Nullable String order = parameters.oneOf("order_by", "commits", "name", "email");
        var found = new ArrayList<>(commits.contributors(project.id(), parameters.text("ref", project.defaultBranch())));
        found.sort(switch (order == null ? "commits" : order) {
            case "name" -> Comparator.comparing((Commits.Contributor each) -> each.name().toLowerCase(Locale.ROOT));
            case "email" -> Comparator.comparing(Commits.Contributor::email);
            default -> Comparator.comparingInt(Commits.Contributor::commits);
        });
        if ("desc".equals(parameters.oneOf("sort", "asc", "desc"))) {
            Collections.reverse(found);
        }
        return pagination.of(found).map(each -> new ContributorJson(each.name(), each.email(), each.commits(), 0, 0));
    }
}
