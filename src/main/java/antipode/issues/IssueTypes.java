package antipode.issues;

import antipode.api.Site;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Templates;
import antipode.threads.ClosingRule;
import antipode.threads.Issuable;
import antipode.web.Problem;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// All types of issues there are.
@Component
public class IssueTypes implements ClosingRule {

    /// Types keep what is theirs through the verbs of issues, so they are asked for late.
    private final ObjectProvider<IssueType> rooms;
    private final ObjectProvider<Issues> issues;
    private final Templates templates;
    private volatile List<IssueType> all = List.of();

    IssueTypes(ObjectProvider<IssueType> rooms, ObjectProvider<Issues> issues, Templates templates) {
        this.rooms = rooms;
        this.issues = issues;
        this.templates = templates;
    }

    /// A plain issue first.
    public List<IssueType> all() {
        if (all.isEmpty()) {
            all = rooms.stream().sorted(Comparator.comparingInt(IssueType::order)).toList();
        }
        return all;
    }

    /// The one of this key; an unknown one is refused.
    public IssueType named(String key) {
        return all().stream()
                .filter(type -> type.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("issue_type", "does not have a valid value"));
    }

    IssueType of(Issuable issue) {
        return named(issue.type());
    }

    /// The one asked for in an address; a plain issue where there is no such type.
    IssueType asked(@Nullable String key) {
        return all().stream().filter(type -> type.key().equals(key)).findFirst().orElseGet(() -> named(PlainIssue.KEY));
    }

    @Override
    public @Nullable String whyNotClosed(Issuable issuable) {
        // Most types owe nothing, and need not be read for it.
        return issuable.kind() == Issuable.Kind.ISSUE && !issuable.type().equals(PlainIssue.KEY)
                ? of(issuable).whyNotClosed(issues.getObject().get(issuable.id()))
                : null;
    }

    /// How the description of a new one begins: as the repository says, or else the type itself.
    String template(Project project, IssueType type) {
        if (type.key().equals(PlainIssue.KEY)) {
            return "";
        }
        return templates.names(project, Templates.Kind.ISSUE).stream()
                .filter(name -> name.equalsIgnoreCase(type.name()))
                .findFirst()
                .flatMap(name -> templates.text(project, Templates.Kind.ISSUE, name))
                .orElseGet(type::template);
    }

    /// Where each stands, of those whose type has words of its own for it.
    Map<Long, IssueType.Standing> standings(Collection<Issue> rows) {
        return standingsOf(rows.stream().map(Issue::header).toList());
    }

    /// The same for things of any kind.
    public Map<Long, IssueType.Standing> standingsOf(Collection<Issuable> things) {
        Map<Long, IssueType.Standing> found = new HashMap<>();
        for (IssueType type : all()) {
            List<Long> own = things.stream().filter(thing -> thing.type().equals(type.key())).map(Issuable::id).toList();
            if (!own.isEmpty()) {
                found.putAll(type.standings(own));
            }
        }
        return found;
    }

    /// What the API tells of each beyond what every issue has: the type's key and what stands there.
    Map<Long, Map<String, Object>> told(Actor reader, Collection<Issue> rows, Site site) {
        Map<Long, Map<String, Object>> found = new HashMap<>();
        for (IssueType type : all()) {
            List<Issue> own = rows.stream().filter(issue -> issue.header().type().equals(type.key())).toList();
            if (!own.isEmpty()) {
                type.told(reader, own, site).forEach((id, told) -> found.put(id, Map.of(type.key(), told)));
            }
        }
        return found;
    }
}
