package antipode.mergerequests;

import antipode.database.Outbox;
import antipode.git.PushListener;
import antipode.git.PushOrigin;
import antipode.git.RefChange;
import antipode.people.Actor;
import antipode.people.Members;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.repositories.Commits;
import antipode.threads.Events;
import antipode.threads.Threads;
import antipode.todos.Turns;
import antipode.web.Problem;
import antipode.web.PublicAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What a push means for merge requests: a new version of those it is the source of, and what came into a target. What needs
/// other locks than those of the versions follows from the outbox.
@Component
class MergeRequestPushes implements PushListener {

    private final MergeRequests requests;
    private final MergeRequestVersions versions;
    private final MergeRequestReviews reviews;
    private final AskedOwners owners;
    private final Approvals approvals;
    private final Threads threads;
    private final Events events;
    private final Turns turns;
    private final Members members;
    private final Projects projects;
    private final Commits commits;
    private final Outbox outbox;
    private final PushWishes wishes;
    private final Patches patches;
    private final ObjectProvider<AutoMerges> autos;
    private final PublicAddress address;

    MergeRequestPushes(
            MergeRequests requests,
            MergeRequestVersions versions,
            MergeRequestReviews reviews,
            AskedOwners owners,
            Approvals approvals,
            Threads threads,
            Events events,
            Turns turns,
            Members members,
            Projects projects,
            Commits commits,
            Outbox outbox,
            PushWishes wishes,
            Patches patches,
            ObjectProvider<AutoMerges> autos,
            PublicAddress address) {
        this.requests = requests;
        this.versions = versions;
        this.reviews = reviews;
        this.owners = owners;
        this.approvals = approvals;
        this.threads = threads;
        this.events = events;
        this.turns = turns;
        this.members = members;
        this.projects = projects;
        this.commits = commits;
        this.outbox = outbox;
        this.wishes = wishes;
        this.patches = patches;
        this.autos = autos;
        this.address = address;
    }

    /// The headers of all whose source moves, before any ref is locked.
    @Override
    public void prepare(long repository, List<RefChange> changes, PushOrigin origin) {
        changes.stream()
                .map(RefChange::branch)
                .filter(Objects::nonNull)
                .flatMap(branch -> requests.openFrom(repository, branch).stream())
                .map(MergeRequest::id)
                .sorted()
                .forEach(threads::lock);
    }

    @Override
    public void pushed(long repository, List<RefChange> changes, PushOrigin origin) {
        Project project = projects.unrestricted(repository).orElse(null);
        if (project == null) {
            return;
        }
        Actor actor = actor(origin);
        for (RefChange change : changes) {
            String branch = change.branch();
            if (branch == null) {
                continue;
            }
            requests.openFrom(repository, branch).forEach(request -> moved(actor, request, change));
            if (change.before() != null && change.after() != null && !change.before().equals(change.after())) {
                outbox.put(Arrivals.NAME, "branch " + repository + ":" + branch, new Arrivals.Arrived(
                        repository, branch, change.before(), change.after(), origin.actor(), origin.token()));
            }
        }
        if (actor.signedIn()) {
            open(actor, project, changes, options(origin));
        }
    }

    private void moved(Actor actor, MergeRequest request, RefChange change) {
        String head = change.after();
        String branch = request.sourceBranch();
        if (head == null) {
            events.append(actor, request.header(), "branch deleted", Map.of("branch", branch));
            return;
        }
        if (head.equals(request.head())) {
            return;
        }
        long project = request.header().projectId();
        MergeRequestVersions.Ends ends;
        try {
            ends = versions.ends(project, branch, head, request.targetBranch());
        } catch (Problem noCommonHistory) {
            // It stands with its last version; the push itself is not to blame.
            return;
        }
        // What was approved, brought up to date and otherwise the same, is still what was approved.
        boolean same = patches.same(request, ends);
        versions.move(request, ends);
        int kept = same ? approvals.carry(request, head) : 0;
        List<Long> approvers = same ? List.of() : approvals.reset(request.id());
        if (!same) {
            reviews.waitAnew(request);
        }
        int gone = approvers.size();
        boolean forced = change.kind() == RefChange.Kind.FORCED;
        int count = forced ? 0 : commits.count(project, request.head(), head);
        Map<String, String> detail = new HashMap<>();
        detail.put("commits", forced ? "a rewritten history" : count + (count == 1 ? " commit" : " commits"));
        detail.put("branch", branch);
        detail.put("from", request.head());
        detail.put("to", head);
        if (gone > 0) {
            detail.put("so", gone == 1 ? "; one approval no longer holds" : "; " + gone + " approvals no longer hold");
        }
        if (same) {
            detail.put("so", ", which changes the same" + (kept == 0 ? "" : kept == 1 ? "; one approval holds" : "; " + kept + " approvals hold"));
        }
        long note = events.append(actor, request.header(), "pushed", detail);
        autos.getObject().pushed(actor, request, head, same);
        threads.touch(request.id());
        reviews.askAgain(actor, request, approvers, note);
        owners.ask(actor, requests.get(request.id()));
        if (actor.signedIn()) {
            turns.end(request.id(), actor.id(), "you pushed a new version", actor.id(), note);
        }
    }

    /// `git push -o merge_request.create -o merge_request.title=…`: opens one for each branch pushed that has none.
    private void open(Actor actor, Project project, List<RefChange> changes, Map<String, String> options) {
        if (!options.containsKey("merge_request.create")) {
            return;
        }
        String target = options.getOrDefault("merge_request.target", project.defaultBranch());
        for (RefChange change : changes) {
            String branch = change.branch();
            String head = change.after();
            if (branch == null || head == null || branch.equals(target)
                    || requests.openBetween(project.id(), branch, target).isPresent()) {
                continue;
            }
            // What can't be opened must not undo the push, so it is looked at before.
            try {
                versions.ends(project.id(), branch, head, target);
            } catch (Problem impossible) {
                continue;
            }
            String title = options.getOrDefault("merge_request.title", "").strip();
            if (title.isEmpty() || MergeRequest.withoutDraft(title).isEmpty()) {
                title = commits.find(project.id(), head).orElseThrow().title();
            }
            if (title.isBlank()) {
                title = branch;
            }
            String description = options.getOrDefault("merge_request.description", "").replace("\\n", "\n");
            boolean draft = options.containsKey("merge_request.draft");
            String shortened = title.length() > 255 ? title.substring(0, 254) + "…" : title;
            requests.propose(actor, project, draft
                    ? Proposal.draft(branch, target, shortened, description)
                    : Proposal.ready(branch, target, shortened, description));
        }
    }

    private static Map<String, String> options(PushOrigin origin) {
        Map<String, String> options = new HashMap<>();
        for (String option : origin.options()) {
            int equals = option.indexOf('=');
            options.put(equals < 0 ? option : option.substring(0, equals), equals < 0 ? "" : option.substring(equals + 1));
        }
        return options;
    }

    private Actor actor(PushOrigin origin) {
        Long id = origin.actor();
        return id == null
                ? Actor.nobody()
                : members.find(id).map(member -> new Actor(member, Set.of("api"), origin.token())).orElse(Actor.nobody());
    }

    /// Where to look at what was pushed, or to propose it.
    @Override
    public List<String> messages(long repository, List<RefChange> changes, PushOrigin origin) {
        Project project = projects.unrestricted(repository).orElse(null);
        if (project == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(wishes.steer(actor(origin), project, changes, origin.options()));
        for (RefChange change : changes) {
            String branch = change.branch();
            if (branch == null || change.deleted() || branch.equals(project.defaultBranch())) {
                continue;
            }
            List<MergeRequest> open = requests.openFrom(repository, branch);
            if (!open.isEmpty()) {
                lines.add("");
                lines.add("View merge request for " + branch + ":");
                open.forEach(request -> lines.add("  " + address.link(request.path())));
            } else if (change.created()) {
                lines.add("");
                lines.add("To create a merge request for " + branch + ", visit:");
                lines.add("  " + address.link(creating(project, branch)));
            }
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    /// GitLab's address of the form, with the branch filled in.
    static String creating(Project project, @Nullable String branch) {
        String form = project.url() + "/-/merge_requests/new";
        return branch == null
                ? form
                : form + "?merge_request%5Bsource_branch%5D=" + URLEncoder.encode(branch, StandardCharsets.UTF_8);
    }
}
