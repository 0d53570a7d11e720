package antipode.mergerequests;

import antipode.markdown.Links;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Leads the links and pictures of a file that is shown in a difference to its neighbours at the same commit.
public record FileLinks(String projectPath, String commit, String path) implements Links {

    @Override
    public String link(String target) {
        return lead("blob", target);
    }

    @Override
    public String image(String target) {
        return lead("raw", target);
    }

    private String lead(String place, String target) {
        if (target.isEmpty() || target.startsWith("/") && target.contains("/-/")) {
            return target;
        }
        String found = resolved(target.contains("?") ? target.substring(0, target.indexOf('?')) : target);
        return found == null ? target : address(projectPath, place, commit, found);
    }

    private @Nullable String resolved(String target) {
        Deque<String> parts = new ArrayDeque<>();
        int slash = path.lastIndexOf('/');
        String whole = target.startsWith("/") ? target : (slash < 0 ? "" : path.substring(0, slash)) + "/" + target;
        for (String part : whole.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return null;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    /// `/halyard/handbook/-/blob/SHA/a/b.md`, each part encoded.
    public static String address(String projectPath, String place, String revision, String path) {
        String encoded = Arrays.stream(path.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return "/" + projectPath + "/-/" + place + "/" + revision + "/" + encoded;
    }
}
