package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.repositories.Archives;
import antipode.repositories.Files;
import antipode.repositories.Links;
import antipode.web.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.util.UriUtils;

/// The files of a folder.
record FolderPage(ProjectHead head, Placed place, List<Files.Entry> entries, List<String> branches) implements Page {

    Project project() {
        return head.project();
    }

    String path(Files.Entry entry) {
        return Paths.file(project(), entry.kind() == Files.Kind.TREE ? "tree" : "blob", place.revision(), entry.path());
    }

    List<Archives.Format> formats() {
        return List.of(Archives.Format.ZIP, Archives.Format.TAR_GZ);
    }

    /// Of this folder alone, where it is not the first.
    String archive(Archives.Format format) {
        var all = Links.archive(project(), place.revision(), format);
        return place.path().isEmpty() ? all : all + "?path=" + UriUtils.encode(place.path(), StandardCharsets.UTF_8);
    }

    String icon(Files.Entry entry) {
        return switch (entry.kind()) {
            case TREE -> "folder";
            case COMMIT -> "package";
            case BLOB -> entry.mode().equals("120000") ? "link" : Paths.isPage(entry.path()) ? "file-text" : "file";
        };
    }
}
