package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.repositories.Files;
import antipode.web.Page;
import java.util.List;

/// The files of a folder.
record FolderPage(ProjectHead head, Placed place, List<Files.Entry> entries, List<String> branches) implements Page {

    Project project() {
        return head.project();
    }

    String path(Files.Entry entry) {
        return Paths.file(project(), entry.kind() == Files.Kind.TREE ? "tree" : "blob", place.revision(), entry.path());
    }

    String icon(Files.Entry entry) {
        return switch (entry.kind()) {
            case TREE -> "folder";
            case COMMIT -> "package";
            case BLOB -> entry.mode().equals("120000") ? "link" : Paths.isPage(entry.path()) ? "file-text" : "file";
        };
    }
}
