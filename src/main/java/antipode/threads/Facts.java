package antipode.threads;

import antipode.people.Person;
import antipode.projects.Label;
import antipode.projects.Milestone;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What stands beside an issue or a merge request, each with the small form that changes it: who is to do it, its labels,
/// its milestone. Its template is `threads/Facts.jte`.
///
/// @param assignees  whoever is responsible first
/// @param labels     by name
/// @param mayEdit    whether the reader may change them; what one could choose is empty if not
/// @param offered    the labels of the project
/// @param milestones those that the project offers
public record Facts(
        Issuable issuable,
        List<Person> assignees,
        List<String> labels,
        @Nullable Milestone milestone,
        boolean mayEdit,
        List<Label> offered,
        List<Milestone> milestones) {

    /// What one may change here, as it stands in an address.
    public enum Fact {
        ASSIGNEES("Assigned to"),
        LABELS("Labels"),
        MILESTONE("Milestone");

        private final String title;

        Fact(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        String path() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    String action(Fact fact) {
        return issuable.path() + "/" + fact.path();
    }

    /// In the list of issues, whatever wears the label; that of merge requests can't be asked for it.
    @Nullable String path(String label) {
        return issuable.kind() == Issuable.Kind.MERGE_REQUEST ? null : "/" + issuable.projectPath() + "/-/" + issuable.kind().path() + "?label="
                + URLEncoder.encode(label, StandardCharsets.UTF_8);
    }

    String usernames() {
        return String.join(", ", assignees.stream().map(Person::username).toList());
    }

    /// The scopes, of each of which one label is worn at most.
    Set<String> scopes() {
        Set<String> scopes = new TreeSet<>();
        offered.stream().map(Label::scope).filter(scope -> !scope.isEmpty()).forEach(scopes::add);
        return scopes;
    }

    /// The labels of a scope; those without one for the empty scope.
    List<Label> of(String scope) {
        return offered.stream().filter(label -> label.scope().equals(scope)).toList();
    }

    boolean wears(Label label) {
        return labels.contains(label.name());
    }

    /// What one may choose from, the milestone that is set among it even if it is closed.
    List<Milestone> choices() {
        return milestone == null || milestones.contains(milestone)
                ? milestones
                : java.util.stream.Stream.concat(java.util.stream.Stream.of(milestone), milestones.stream()).toList();
    }
}
