package antipode.handbook;

import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.Role;
import antipode.repositories.Files;
import antipode.web.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One file as it is written.
///
/// @param lines of a text; nothing for anything else
record FilePage(ProjectHead head, Placed place, Files.Located file, Kind kind, List<String> lines) implements Page {

    enum Kind { TEXT, PICTURE, LINK, BINARY, LARGE }

    static FilePage of(ProjectHead head, Placed place, Files.Located file, byte[] bytes, boolean large) {
        if (file.link()) {
            return new FilePage(head, place, file, Kind.LINK, List.of(new String(bytes, StandardCharsets.UTF_8)));
        }
        if (MediaTypes.picture(file.path())) {
            return new FilePage(head, place, file, Kind.PICTURE, List.of());
        }
        if (large) {
            return new FilePage(head, place, file, Kind.LARGE, List.of());
        }
        boolean text = MediaTypes.of(bytes, "").startsWith("text/");
        return new FilePage(
                head, place, file, text ? Kind.TEXT : Kind.BINARY,
                text ? List.of(new String(bytes, StandardCharsets.UTF_8).stripTrailing().split("\n", -1)) : List.of());
    }

    Project project() {
        return head.project();
    }

    boolean mayEdit() {
        return kind == Kind.TEXT && head.role().atLeast(Role.DEVELOPER) && place.revision().equals(project().defaultBranch());
    }

    boolean mayRedact() {
        return head.role().atLeast(Role.MAINTAINER);
    }

    String size() {
        long bytes = file.size();
        return bytes < 1024 ? bytes + " bytes" : bytes < 1 << 20 ? bytes / 1024 + " KiB" : bytes / (1 << 20) + " MiB";
    }

    String at(String kind) {
        return Paths.file(project(), kind, place.revision(), place.path());
    }
}
