package antipode.handbook;

import antipode.people.Person;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.web.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which one asks about a paragraph.
///
/// @param quoted    the paragraph, as it is read
/// @param answering who will be asked; nobody where nobody answers for the page
record AskPage(
        ProjectHead head, PageQuestions.About about, String quoted, @Nullable Person answering, String title, String words,
        Map<String, String> errors)
        implements Page {

    @Override
    public int status() {
        return errors.isEmpty() ? 200 : 422;
    }

    Project project() {
        return head.project();
    }

    String action() {
        return project().url() + "/-/ask/" + Paths.encoded(about.path());
    }

    String back() {
        return Paths.page(project(), about.path()) + "#L" + about.start();
    }
}
