package antipode.mergerequests;

import antipode.markdown.Closing;
import antipode.markdown.Marker;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.threads.ClosingRule;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The issues that a merge closes, by what it says of itself.
@Component
public class ClosedIssues {

    private static final int READ = 100;

    private final MergeRequests requests;
    private final MergeRequestVersions versions;
    private final Threads threads;
    private final Events events;
    private final Access access;
    private final Projects projects;
    private final List<ClosingRule> rules;

    ClosedIssues(
            MergeRequests requests, MergeRequestVersions versions, Threads threads, Events events, Access access, Projects projects, List<ClosingRule> rules) {
        this.requests = requests;
        this.versions = versions;
        this.threads = threads;
        this.events = events;
        this.access = access;
        this.projects = projects;
        this.rules = rules;
    }

    /// The open issues that its description or its commits say it closes, as far as the actor may see them.
    public List<Issuable> of(Actor actor, MergeRequest request) {
        StringBuilder said = new StringBuilder(request.header().description());
        versions.commits(request, READ).forEach(commit -> said.append("\n\n").append(commit.message()));
        return named(actor, request.header().projectPath(), said.toString());
    }

    /// The issues that a text says it closes.
    List<Issuable> named(Actor actor, String projectPath, String text) {
        Map<Long, Issuable> found = new LinkedHashMap<>();
        for (Marker marker : Closing.issues(text)) {
            String path = marker.project() == null ? projectPath : marker.project();
            projects.visibleTo(actor).find(path).flatMap(project -> issue(actor, project, marker.number()))
                    .filter(Issuable::open)
                    .ifPresent(issue -> found.put(issue.id(), issue));
        }
        return List.copyOf(found.values());
    }

    private Optional<Issuable> issue(Actor actor, Project project, long iid) {
        try {
            return Optional.of(threads.find(actor, project, Issuable.Kind.ISSUE, iid));
        } catch (Problem missing) {
            return Optional.empty();
        }
    }

    List<Issuable> lockInOrder(List<Issuable> issues) {
        return issues.stream().sorted(Comparator.comparingLong(Issuable::id)).map(issue -> threads.lock(issue.id())).toList();
    }

    /// Closes issues that are locked, as far as the actor may.
    void close(Actor actor, MergeRequest request, List<Issuable> issues) {
        for (Issuable issue : issues) {
            close(actor, issue, reference(request, issue) + " was merged");
        }
    }

    private static String reference(MergeRequest request, Issuable issue) {
        return issue.projectId() == request.header().projectId() ? request.reference() : request.header().fullReference();
    }

    void close(Actor actor, Issuable issue, String because) {
        if (!issue.isOf(actor) && !access.level(actor, issue.projectId()).atLeast(Role.REPORTER)) {
            return;
        }
        String why = rules.stream().map(rule -> rule.whyNotClosed(issue)).filter(Objects::nonNull).findFirst().orElse(null);
        if (why != null) {
            events.append(actor, issue, "not closed", Map.of("when", because, "why", why));
        } else {
            threads.end(actor, issue, Issuable.State.CLOSED, because, Map.of());
        }
    }
}
