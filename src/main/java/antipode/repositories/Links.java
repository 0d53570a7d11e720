package antipode.repositories;

import antipode.projects.Project;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/// Addresses of a repository's places.
public final class Links {

    private Links() {}

    /// A branch, a tag or a path as it stands in an address.
    static String encoded(String name) {
        return Arrays.stream(name.split("/")).map(part -> UriUtils.encode(part, StandardCharsets.UTF_8)).collect(Collectors.joining("/"));
    }

    public static String tree(Project project, String revision) {
        return project.url() + "/-/tree/" + encoded(revision);
    }

    public static String commit(Project project, String id) {
        return project.url() + "/-/commit/" + id;
    }

    /// What `to` brings beside `from`.
    public static String compare(Project project, String from, String to) {
        return project.url() + "/-/compare/" + encoded(from) + "..." + encoded(to);
    }

    public static String archive(Project project, String revision, Archives.Format format) {
        return project.url() + "/-/archive/" + encoded(revision) + "/"
                + encoded(project.path() + "-" + revision.replace('/', '-')) + "." + format.ending();
    }
}
