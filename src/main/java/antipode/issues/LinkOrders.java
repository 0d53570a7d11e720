package antipode.issues;

import antipode.issues.IssueLink.Relation;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.threads.QuickAction;
import antipode.threads.QuickAction.Effect;
import antipode.threads.QuickAction.Order;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Orders about what an issue is to others: `/blocks #12 #13`.
@Component
class LinkOrders implements QuickAction.Several {

    private final Issues issues;
    private final IssueLinks links;
    private final IssueReference references;
    private final Duplicates duplicates;
    private final Threads threads;
    private final Projects projects;
    private final Access access;

    LinkOrders(
            Issues issues,
            IssueLinks links,
            IssueReference references,
            Duplicates duplicates,
            Threads threads,
            Projects projects,
            Access access) {
        this.issues = issues;
        this.links = links;
        this.references = references;
        this.duplicates = duplicates;
        this.threads = threads;
        this.projects = projects;
        this.access = access;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(
                linking("relate", "Says that they have to do with each other.", Relation.RELATES, "Relates it to", "Related it to"),
                linking("blocks", "Says that they wait for this one.", Relation.BLOCKS, "Lets it block", "It blocks"),
                linking(
                        "blocked_by", "Says that this one waits for them.", Relation.IS_BLOCKED_BY, "Lets it wait for",
                        "It waits for"),
                duplicate());
    }

    private QuickAction linking(String name, String help, Relation relation, String will, String did) {
        return QuickAction.of(name, "#12 halyard/booking#13", help, LinkOrders::issue, order -> {
            List<Issue> others = others(order, name);
            threads.requireEditor(order.actor(), order.issuable());
            String named = named(order, others);
            return Effect.of(
                    will + " " + named + ".", did + " " + named + ".", "related_issues",
                    others.stream().map(other -> other.header().fullReference()).toList(),
                    locked -> others.forEach(
                            other -> links.put(order.actor(), issues.get(locked.id()), relation, issues.get(other.id()))));
        }, this::locked);
    }

    private QuickAction duplicate() {
        return QuickAction.of("duplicate", "#12", "Closes this one, which says what another says.", LinkOrders::issue, order -> {
            List<Issue> originals = others(order, "duplicate");
            threads.requireEditor(order.actor(), order.issuable());
            if (originals.size() > 1) {
                throw new Problem(422, "It can be the duplicate of one issue only.");
            }
            if (!order.issuable().open()) {
                throw new Problem(422, "It is closed.");
            }
            String named = named(order, originals);
            return Effect.of(
                    "Closes it as a duplicate of " + named + ".", "Closed it as a duplicate of " + named + ".",
                    "canonical_issue_id", originals.getFirst().id(),
                    locked -> duplicates.close(
                            order.actor(), issues.get(locked.id()), issues.get(originals.getFirst().id())));
        }, this::locked);
    }

    /// Those among the words that can be found.
    private List<Long> locked(Order order) {
        Project here = projects.unrestricted(order.issuable().projectId()).orElseThrow();
        List<Long> found = new ArrayList<>();
        for (String typed : order.arguments().split("[,\\s]+")) {
            try {
                found.add(references.find(order.actor(), here, typed).id());
            } catch (Problem none) {
                // Reading the order refuses it, with its sentence.
            }
        }
        return found;
    }

    private List<Issue> others(Order order, String name) {
        Project here = projects.unrestricted(order.issuable().projectId()).orElseThrow();
        List<Issue> others = new ArrayList<>();
        for (String typed : order.someArguments("/" + name + " #12").split("[,\\s]+")) {
            Issue other = references.find(order.actor(), here, typed);
            if (other.id() == order.issuable().id()) {
                throw new Problem(422, "An issue is nothing to itself.");
            }
            access.require(order.actor(), other.header().projectId(), Role.GUEST);
            others.add(other);
        }
        return others;
    }

    private static String named(Order order, List<Issue> others) {
        return others.stream()
                .map(other -> other.header().projectId() == order.issuable().projectId()
                        ? other.header().reference()
                        : other.header().fullReference())
                .collect(Collectors.joining(", "));
    }

    private static boolean issue(Issuable issuable) {
        return issuable.kind() == Issuable.Kind.ISSUE;
    }
}
