package antipode.issues;

import antipode.projects.Milestone;
import antipode.threads.Around;
import antipode.threads.Words;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What stands in the fields of an issue's form, as it was typed.
///
/// @param version of the words the writer began with; empty for a new issue
record Form(
        String title,
        String description,
        String labels,
        String assignees,
        String due,
        String milestone,
        String weight,
        boolean confidential,
        String version) {

    static Form of(HttpServletRequest request) {
        return new Form(
                Words.line(one(request, "title", "issue[title]")),
                Words.of(one(request, "description", "issue[description]")),
                Words.line(one(request, "labels")),
                Words.line(one(request, "assignees")),
                Words.line(one(request, "due", "issue[due_date]")),
                Words.line(one(request, "milestone")),
                Words.line(one(request, "weight", "issue[weight]")),
                request.getParameter("confidential") != null || one(request, "issue[confidential]").equals("true"),
                one(request, "version"));
    }

    static Form of(Issue issue, Around around, @Nullable Milestone milestone) {
        return new Form(
                issue.header().title(),
                issue.header().description(),
                String.join(", ", around.labels()),
                around.assignees().stream().map(person -> person.username()).collect(Collectors.joining(", ")),
                issue.due() == null ? "" : issue.due().toString(),
                milestone == null ? "" : milestone.title(),
                issue.weight() == null ? "" : issue.weight().toString(),
                issue.header().confidential(),
                issue.version());
    }

    Form version(String version) {
        return new Form(title, description, labels, assignees, due, milestone, weight, confidential, version);
    }

    /// The same for other people.
    Form assignees(List<String> usernames) {
        return new Form(
                title, description, labels, String.join(", ", usernames), due, milestone, weight, confidential, version);
    }

    /// The same with other words in the description.
    Form description(String description) {
        return new Form(title, description, labels, assignees, due, milestone, weight, confidential, version);
    }

    Issues.Opening opening(IssueType type, @Nullable Milestone aim) {
        return new Issues.Opening(
                type.key(), title, description, confidential, date(), usernames(), names(labels), aim, Weight.of(weight));
    }

    List<String> usernames() {
        return Arrays.stream(assignees.split("[,;\\s]+"))
                .map(name -> name.startsWith("@") ? name.substring(1) : name)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    static List<String> names(String typed) {
        return Arrays.stream(typed.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    @Nullable LocalDate date() {
        return Day.of("due", due);
    }

    /// The first of these names that was sent: ours, and GitLab's, so that its links fill the form.
    private static String one(HttpServletRequest request, String... names) {
        for (String name : names) {
            String value = request.getParameter(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}
