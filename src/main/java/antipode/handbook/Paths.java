package antipode.handbook;

import antipode.projects.Project;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// Names of files, and the addresses at which they are read.
final class Paths {

    private static final List<String> INDEXES = List.of("readme.md", "index.md", "_index.md", "readme.markdown");
    private static final List<String> PAGES = List.of(".md", ".markdown", ".mdown", ".mkd");

    private Paths() {}

    static boolean isPage(String path) {
        var name = path.toLowerCase(Locale.ROOT);
        return PAGES.stream().anyMatch(name::endsWith);
    }

    /// How well a file serves as the first page of its folder: the lower the better, -1 not at all.
    static int asIndex(String path) {
        return INDEXES.indexOf(name(path).toLowerCase(Locale.ROOT));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The folder a file lies in; "" is the root.
    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /// Without slashes at its ends.
    static String clean(String path) {
        return path.replaceAll("^/+|/+$", "");
    }

    /// What a file is called where it says nothing itself: `time-off.md` is "Time off", `people/README.md` "People".
    static String spoken(String path) {
        if (asIndex(path) >= 0 && !folder(path).isEmpty()) {
            return spoken(folder(path));
        }
        var name = name(path);
        if (isPage(path)) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        var words = name.replaceAll("[-_]+", " ").strip();
        return words.isEmpty() ? name(path) : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// As it stands in an address.
    static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(segment -> UriUtils.encode(segment, StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
    }

    static String page(Project project, String path) {
        return project.url() + "/-/handbook" + (path.isEmpty() ? "" : "/" + encoded(path));
    }

    /// @param kind `blob`, `tree`, `raw`, `blame`, `commits`, `edit`, `new`
    static String file(Project project, String kind, String revision, String path) {
        return project.url() + "/-/" + kind + "/" + encoded(revision) + (path.isEmpty() ? "" : "/" + encoded(path));
    }

    /// Where a target leads that is written in a file of `folder`; nothing if it leads out of the repository.
    static @Nullable String resolved(String folder, String target) {
        var written = target.startsWith("/") ? target : folder + "/" + target;
        var steps = new ArrayList<String>();
        for (var step : decoded(written).split("/")) {
            if (step.equals("..")) {
                if (steps.isEmpty()) {
                    return null;
                }
                steps.removeLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    private static String decoded(String target) {
        try {
            return URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return target;
        }
    }
}
