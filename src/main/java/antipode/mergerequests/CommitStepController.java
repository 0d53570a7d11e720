package antipode.mergerequests;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.repositories.Branches;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.repositories.Merges;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// From the page of a commit: a draft that takes it back, or that does the same in another branch.
@Controller
class CommitStepController {

    private final MergeRequests requests;
    private final Merges merges;
    private final Commits commits;
    private final Branches branches;

    CommitStepController(MergeRequests requests, Merges merges, Commits commits, Branches branches) {
        this.requests = requests;
        this.merges = merges;
        this.commits = commits;
        this.branches = branches;
    }

    @PostMapping("/{project}/-/commit/{sha}/revert")
    @May(Who.DEVELOPER)
    @Transactional
    View revert(@PathVariable String sha, @RequestParam(defaultValue = "") String branch, Project project, Actor actor) {
        Commit commit = commit(project, sha);
        String target = target(project, branch);
        String own = free(project, "revert-" + commit.shortId());
        done(merges.revert(actor, project, commit.id(), own, target, null), "taken back");
        return proposed(actor, project, own, target, "Revert “" + title(commit) + "”", "This takes back commit " + commit.id() + ".");
    }

    @PostMapping("/{project}/-/commit/{sha}/picking")
    @May(Who.DEVELOPER)
    @Transactional
    View pick(@PathVariable String sha, @RequestParam(defaultValue = "") String branch, Project project, Actor actor) {
        Commit commit = commit(project, sha);
        String target = target(project, branch);
        String own = free(project, "pick-" + commit.shortId());
        done(merges.pick(actor, project, commit.id(), own, target, null), "picked");
        return proposed(actor, project, own, target, title(commit), "This does once more what commit " + commit.id() + " did.");
    }

    private Commit commit(Project project, String sha) {
        return commits.find(project.id(), sha).orElseThrow(() -> Problem.notFound("Commit"));
    }

    private String target(Project project, String branch) {
        String target = branch.isBlank() ? project.defaultBranch() : branch.strip();
        var _ = branches.find(project.id(), target).orElseThrow(() -> Problem.bad("There is no branch " + target + "."));
        return target;
    }

    private static void done(Merges.Outcome outcome, String word) {
        if (outcome instanceof Merges.Conflicting conflicting) {
            throw new Problem(422, "It can’t be " + word + " by itself: " + String.join(", ", conflicting.paths())
                    + " changed otherwise there. Do it with git.");
        }
    }

    private View proposed(Actor actor, Project project, String branch, String target, String title, String words) {
        MergeRequest request = requests.propose(actor, project, Proposal.draft(branch, target, title, words));
        return Redirect.to(request.path()).saying(Notice.done("Here is the draft. Say why, then mark it as ready."));
    }

    private static String title(Commit commit) {
        String title = MergeRequest.withoutDraft(commit.title());
        return title.isBlank() ? commit.shortId() : title.length() <= 200 ? title : title.substring(0, 199) + "…";
    }

    private String free(Project project, String wished) {
        Set<String> taken = branches.list(project.id()).stream().map(Branches.Branch::name).collect(Collectors.toSet());
        String name = wished;
        for (int number = 2; taken.contains(name); number++) {
            name = wished + "-" + number;
        }
        return name;
    }
}
