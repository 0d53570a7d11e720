package antipode.mergerequests;

import antipode.git.RefChange;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.threads.Assignees;
import antipode.threads.LabelLinks;
import antipode.threads.MilestoneLinks;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What `git push -o merge_request.…` wishes of the merge requests of the branches pushed, in GitLab's words. It is done once
/// the push is stored, each wish by itself; what can't be done is told to whoever pushes, and undoes nothing.
@Component
class PushWishes {

    private static final String PREFIX = "merge_request.";
    private static final int MOST = 50;

    private final MergeRequests requests;
    private final MergeRequestVersions versions;
    private final MergeRequestEdits edits;
    private final AutoMerges autos;
    private final Threads threads;
    private final LabelLinks labels;
    private final Assignees assignees;
    private final MilestoneLinks links;
    private final Milestones milestones;
    private final TransactionTemplate transaction;

    PushWishes(
            MergeRequests requests,
            MergeRequestVersions versions,
            MergeRequestEdits edits,
            AutoMerges autos,
            Threads threads,
            LabelLinks labels,
            Assignees assignees,
            MilestoneLinks links,
            Milestones milestones,
            PlatformTransactionManager transactions) {
        this.requests = requests;
        this.versions = versions;
        this.edits = edits;
        this.autos = autos;
        this.threads = threads;
        this.labels = labels;
        this.assignees = assignees;
        this.links = links;
        this.milestones = milestones;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Wish(String name, String value) {

        static Wish of(String option) {
            int equals = option.indexOf('=');
            return equals < 0
                    ? new Wish(option.substring(PREFIX.length()), "")
                    : new Wish(option.substring(PREFIX.length(), equals), option.substring(equals + 1));
        }
    }

    /// Lines for whoever pushes.
    List<String> steer(Actor actor, Project project, List<RefChange> changes, List<String> options) {
        List<Wish> wishes = options.stream().filter(option -> option.startsWith(PREFIX)).limit(MOST).map(Wish::of).toList();
        List<String> lines = new ArrayList<>();
        if (wishes.isEmpty() || !actor.signedIn()) {
            return lines;
        }
        for (RefChange change : changes) {
            String branch = change.branch();
            if (branch == null || change.deleted()) {
                continue;
            }
            List<MergeRequest> open = requests.openFrom(project.id(), branch);
            if (open.isEmpty() && wishes.stream().anyMatch(wish -> wish.name().equals("create"))) {
                lines.add("No merge request was opened for " + branch + ": " + why(project, change, branch, wishes));
            }
            open.forEach(request -> wishes.forEach(wish -> fulfil(actor, project, request, wish, lines)));
        }
        return lines;
    }

    private String why(Project project, RefChange change, String branch, List<Wish> wishes) {
        String target = wishes.stream().filter(wish -> wish.name().equals("target")).map(Wish::value).findFirst().orElse(project.defaultBranch());
        if (branch.equals(target)) {
            return "it is the branch to merge into.";
        }
        try {
            versions.ends(project.id(), branch, Objects.requireNonNull(change.after()), target);
            return "open it on the web.";
        } catch (Problem impossible) {
            return impossible.message();
        }
    }

    private void fulfil(Actor actor, Project project, MergeRequest request, Wish wish, List<String> lines) {
        try {
            transaction.executeWithoutResult(_ -> fulfil(actor, project, request, wish));
        } catch (Problem refused) {
            lines.add(PREFIX + wish.name() + (wish.value().isEmpty() ? "" : "=" + wish.value()) + " was not done: " + refused.message());
        }
    }

    private void fulfil(Actor actor, Project project, MergeRequest request, Wish wish) {
        var header = threads.lock(request.id());
        switch (wish.name()) {
            case "create", "target_project" -> {}
            case "title" -> edits.edit(actor, request, new MergeRequestEdits.Edit(wish.value(), null, null, null));
            case "description" -> edits.edit(actor, request, new MergeRequestEdits.Edit(null, wish.value().replace("\\n", "\n"), null, null));
            case "target" -> edits.edit(actor, request, new MergeRequestEdits.Edit(null, null, wish.value(), null));
            case "remove_source_branch" -> edits.edit(actor, request, new MergeRequestEdits.Edit(null, null, null, !wish.value().equals("false")));
            case "draft" -> {
                if (!request.draft()) {
                    requests.draft(actor, request);
                }
            }
            case "ready" -> {
                if (request.draft()) {
                    requests.ready(actor, request);
                }
            }
            case "label" -> labelled(actor, request, List.of(wish.value()), List.of());
            case "unlabel" -> labelled(actor, request, List.of(), List.of(wish.value()));
            case "assign" -> assigned(actor, request, wish.value(), true);
            case "unassign" -> assigned(actor, request, wish.value(), false);
            case "milestone" -> {
                threads.requireEditor(actor, header);
                links.replace(actor, header, milestones.titled(project.id(), wish.value()).orElseThrow(() -> Problem.notFound("Milestone")));
            }
            case "squash" -> edits.edit(actor, request, new MergeRequestEdits.Edit(null, null, null, null, null, !wish.value().equals("false")));
            case "merge_when_pipeline_succeeds", "auto_merge" -> autos.set(actor, requests.get(request.id()), MergeRequestMerges.How.usual());
            default -> throw Problem.bad("There is no such wish.");
        }
    }

    private void labelled(Actor actor, MergeRequest request, List<String> on, List<String> off) {
        var header = threads.lock(request.id());
        threads.requireEditor(actor, header);
        labels.change(actor, header, on, off, true);
    }

    private void assigned(Actor actor, MergeRequest request, String username, boolean on) {
        var header = threads.lock(request.id());
        threads.requireEditor(actor, header);
        var name = username.startsWith("@") ? username.substring(1) : username;
        var names = new LinkedHashSet<>(assignees.of(header.id()).stream().map(Person::username).toList());
        if (on) {
            names.add(name);
        } else {
            names.remove(name);
        }
        assignees.name(actor, header, names);
    }
}
