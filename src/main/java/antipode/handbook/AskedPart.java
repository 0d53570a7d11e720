package antipode.handbook;

import antipode.projects.Project;
import antipode.web.Part;

/// Beside an issue that asks about a paragraph: which, and the way to write the answer there.
///
/// @param now the line at which it stands by now; 0 if it is gone
record AskedPart(Project project, String path, String title, String commit, int start, int end, int now, long iid)
        implements Part {

    String asAsked() {
        return Paths.page(project, path) + "?at=" + commit + "&why=" + start + "-" + end + "#L" + start;
    }

    String there() {
        return Paths.page(project, path) + (now > 0 ? "#L" + now : "");
    }

    /// Its merge request closes the question.
    String edit() {
        return Paths.file(project, "edit", project.defaultBranch(), path) + "?line=" + Math.max(1, now) + "&answers=" + iid + "#content";
    }
}
