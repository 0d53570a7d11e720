package antipode.issues;

import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.web.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Finds the issue that somebody names in a field: `#12`, `12`, `halyard/booking#12`, or its address.
@Component
class IssueReference {

    private static final Pattern SHORT = Pattern.compile("([\\w./-]*)#?(\\d{1,9})");
    private static final Pattern ADDRESS = Pattern.compile("(?:https?://[^/]+)?/([\\w./-]+)/-/issues/(\\d{1,9})(?:[?#].*)?");

    private final Issues issues;
    private final Projects projects;

    IssueReference(Issues issues, Projects projects) {
        this.issues = issues;
        this.projects = projects;
    }

    /// @param here the project that a bare number speaks of
    Issue find(Actor actor, Project here, String typed) {
        String text = typed.strip();
        Matcher address = ADDRESS.matcher(text);
        Matcher short_ = SHORT.matcher(text);
        Matcher found = address.matches() ? address : short_.matches() ? short_ : null;
        if (found == null || found == short_ && !found.group(1).isEmpty() && text.indexOf('#') < 0) {
            throw Problem.invalid("issue", "“" + text + "” names no issue. Write it like #12 or halyard/booking#12.");
        }
        String path = found.group(1);
        try {
            Project project = path.isEmpty()
                    ? here
                    : projects.visibleTo(actor).find(path).orElseThrow(() -> Problem.notFound("Project"));
            return issues.find(actor, project, Long.parseLong(found.group(2)));
        } catch (Problem unseen) {
            throw Problem.invalid("issue", "There is no issue " + text + ", or it isn’t open to you.");
        }
    }
}
