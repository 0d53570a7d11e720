package antipode.handbook;

import antipode.mergerequests.MergeRequests;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Branches;
import antipode.web.Problem;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Changes that somebody has begun: branches that bear their name. One that was never proposed is still being gathered.
@Component
class OwnChanges {

    private static final int MOST_PATCHES = 10_000;

    private final Branches branches;
    private final MergeRequests requests;

    OwnChanges(Branches branches, MergeRequests requests) {
        this.branches = branches;
        this.requests = requests;
    }

    /// Those still being gathered, the one touched last first.
    List<Branches.Branch> begun(Actor actor, Project project) {
        if (!actor.signedIn()) {
            return List.of();
        }
        var proposed = requests.sources(project.id(), prefix(actor));
        return branches.list(project.id()).stream()
                .filter(branch -> owns(actor, branch.name()) && !proposed.contains(branch.name()))
                .sorted(Comparator.comparing((Branches.Branch branch) -> branch.commit().committer().instant())
                        .thenComparing(branch -> Integer.valueOf(branch.name().substring(prefix(actor).length())))
                        .reversed())
                .toList();
    }

    boolean gathering(Actor actor, Project project, String branch) {
        return owns(actor, branch) && !requests.sources(project.id(), prefix(actor)).contains(branch)
                && branches.find(project.id(), branch).isPresent();
    }

    static boolean owns(Actor actor, String branch) {
        return actor.signedIn() && branch.startsWith(prefix(actor)) && branch.substring(prefix(actor).length()).matches("\\d{1,5}");
    }

    /// What an edit on a revision joins: the change that is gathered there; else what was wished for, if it is the writer's.
    String onto(Actor actor, Project project, String revision, String wished) {
        boolean ours = wished.equals(PageEdits.Draft.ANEW) || owns(actor, wished);
        return gathering(actor, project, revision) ? revision : ours ? wished : "";
    }

    /// A branch that is still being gathered is meant for the default one.
    static PageEdits.Draft aimed(Project project, PageEdits.Draft draft) {
        return draft.onto().isEmpty() || draft.onto().equals(PageEdits.Draft.ANEW)
                ? draft
                : new PageEdits.Draft(
                        project.defaultBranch(), draft.path(), draft.base(), draft.content(), draft.title(), draft.description(), null, draft.onto());
    }

    /// `ana-patch-3`: the first that is free and never was proposed.
    String free(Actor actor, Project project) {
        var taken = new HashSet<>(branches.list(project.id()).stream().map(Branches.Branch::name).collect(Collectors.toSet()));
        taken.addAll(requests.sources(project.id(), prefix(actor)));
        for (int number = 1; number < MOST_PATCHES; number++) {
            if (!taken.contains(prefix(actor) + number)) {
                return prefix(actor) + number;
            }
        }
        throw Problem.conflict("You have too many branches. Remove some, then try again.");
    }

    private static String prefix(Actor actor) {
        return actor.require().username() + "-patch-";
    }
}
