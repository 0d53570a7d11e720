package antipode.issues;

import antipode.projects.Project;
import antipode.web.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriUtils;

/// Where a new issue goes: the projects that the writer may open issues in, their own first.
///
/// @param type of which type it will be
/// @param words title and description that came with the address
record NewIssuePage(List<Project> projects, IssueType type, Map<String, String> words) implements Page {

    String path(Project project) {
        List<String> query = new ArrayList<>();
        if (!type.key().equals(PlainIssue.KEY)) {
            query.add("type=" + type.key());
        }
        words.forEach((name, value) -> query.add(name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8)));
        return project.url() + "/-/issues/new" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }
}
