package antipode.handbook;

import antipode.markdown.Links;
import antipode.projects.Project;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Leads the links of a file to where its neighbours are read.
///
/// @param revision the branch or commit the file is read at, for its pictures
/// @param blob     its text, from which diagrams are drawn; empty for one that isn't kept anywhere
record PageLinks(Project project, String revision, String path, String blob) implements Links {

    PageLinks(Project project, String revision, String path) {
        this(project, revision, path, "");
    }

    @Override
    public @Nullable String drawing(String language, int line) {
        return blob.isEmpty() || !Diagrams.drawn(language) ? null : project.url() + "/-/diagrams/" + blob + "/" + line;
    }

    /// What an attached file is called in Markdown.
    private static final Pattern UPLOAD = Pattern.compile("/uploads/[0-9a-f]{32}/[^/]+");

    @Override
    public String link(String target) {
        if (target.isEmpty() || target.startsWith("/") && target.contains("/-/")) {
            return target;
        }
        if (UPLOAD.matcher(target).matches()) {
            return "/-/project/" + project.id() + target;
        }
        int query = target.indexOf('?');
        var asked = query < 0 ? "" : target.substring(query);
        var bare = query < 0 ? target : target.substring(0, query);
        var found = Paths.resolved(Paths.folder(path), bare);
        if (found == null) {
            return target;
        }
        boolean page = Paths.isPage(found) || !Paths.name(found).contains(".");
        return (page ? Paths.page(project, found) : Paths.file(project, "blob", revision, found)) + asked;
    }

    @Override
    public String image(String target) {
        if (target.isEmpty() || target.startsWith("/") && target.contains("/-/")) {
            return target;
        }
        if (UPLOAD.matcher(target).matches()) {
            return "/-/project/" + project.id() + target;
        }
        int query = target.indexOf('?');
        var found = Paths.resolved(Paths.folder(path), query < 0 ? target : target.substring(0, query));
        return found == null ? target : Paths.file(project, "raw", revision, found);
    }
}
