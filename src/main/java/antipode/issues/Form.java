package antipode.issues;

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
        String title, String description, String labels, String assignees, String due, boolean confidential, String version) {

    static Form of(HttpServletRequest request) {
        return new Form(
                Words.line(one(request, "title")),
                Words.of(one(request, "description")),
                Words.line(one(request, "labels")),
                Words.line(one(request, "assignees")),
                Words.line(one(request, "due")),
                request.getParameter("confidential") != null,
                one(request, "version"));
    }

    static Form of(Issue issue, Around around) {
        return new Form(
                issue.header().title(),
                issue.header().description(),
                String.join(", ", around.labels()),
                around.assignees().stream().map(person -> person.username()).collect(Collectors.joining(", ")),
                issue.due() == null ? "" : issue.due().toString(),
                issue.header().confidential(),
                issue.version());
    }

    Form version(String version) {
        return new Form(title, description, labels, assignees, due, confidential, version);
    }

    /// The same with other words in the description.
    Form description(String description) {
        return new Form(title, description, labels, assignees, due, confidential, version);
    }

    Issues.Opening opening(IssueType type) {
        return new Issues.Opening(type.key(), title, description, confidential, date(), usernames(), names(labels));
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

    private static String one(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
