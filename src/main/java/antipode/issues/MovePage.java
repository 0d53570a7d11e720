package antipode.issues;

import antipode.people.Person;
import antipode.projects.Label;
import antipode.projects.Project;
import antipode.projects.Visibility;
import antipode.web.Page;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where an issue can move, and what would become of it there.
///
/// @param projects those in which the reader is a reporter at least
/// @param plan     nothing until a project is chosen
/// @param error    what is wrong with the choice
record MovePage(
        Issue issue, Project from, List<Project> projects, IssueMoves.@Nullable Plan plan, @Nullable String error)
        implements Page {

    @Override
    public int status() {
        return error == null ? 200 : 422;
    }

    static String names(List<Person> people) {
        return people.stream().map(Person::name).collect(Collectors.joining(", "));
    }

    static String labels(List<Label> labels) {
        return labels.stream().map(Label::name).collect(Collectors.joining(", "));
    }

    /// Whether more people will see it.
    boolean widens() {
        return plan != null && plan.target().visibility().compareTo(from.visibility()) > 0 && !issue.header().confidential();
    }

    String readers() {
        return plan != null && plan.target().visibility() == Visibility.PUBLIC ? "everyone" : "all members";
    }
}
