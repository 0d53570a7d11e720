package antipode.handbook;

import antipode.markdown.Rendered;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What in a page leads elsewhere within the repository, and which places of the page can be led to.
final class PageLinking {

    static final int MOST_LINKS = 5_000;
    private static final int LONGEST = 1_000;
    private static final String PREFIX = "user-content-";
    private static final Pattern ADDRESS = Pattern.compile("<(?:a|img) [^>]*?(href|src)=\"([^\"]*)\"");
    private static final Pattern NAMED = Pattern.compile(" (?:id|name)=\"" + PREFIX + "([^\"]+)\"");
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)^(?:[a-z][a-z0-9+.-]*:|//|/uploads/|/-/|/.*/-/).*");

    private PageLinking() {}

    /// @param path     of a file or folder; nothing where it leads out of the repository
    /// @param fragment the place on the page, without its sign; empty for none
    record Link(int line, String written, @Nullable String path, String fragment, boolean picture) {}

    /// @param page rendered with its links as they are written
    static List<Link> links(String path, Rendered page, String source) {
        var found = new ArrayList<Link>();
        var lines = source.lines().toList();
        for (var block : page.blocks()) {
            int from = block.start();
            for (var address = ADDRESS.matcher(block.html()); address.find() && found.size() < MOST_LINKS; ) {
                var target = unescaped(address.group(2));
                if (target.isEmpty() || target.length() > LONGEST || ELSEWHERE.matcher(target).matches()) {
                    continue;
                }
                int hash = target.indexOf('#');
                var before = hash < 0 ? target : target.substring(0, hash);
                var bare = before.indexOf('?') < 0 ? before : before.substring(0, before.indexOf('?'));
                var marked = hash < 0 ? "" : target.substring(hash + 1);
                boolean ours = marked.startsWith(PREFIX);
                if (bare.isEmpty() && !ours) {
                    // A footnote, a line, the top.
                    continue;
                }
                var fragment = decoded(ours ? marked.substring(PREFIX.length()) : marked);
                var written = bare.isEmpty() ? "#" + fragment : fragment.isEmpty() ? before : before + "#" + fragment;
                var resolved = bare.isEmpty() ? path : Paths.resolved(Paths.folder(path), bare);
                int line = line(lines, from, block.end(), bare.isEmpty() ? "#" : bare, fragment);
                found.add(new Link(line, written.replace("\0", ""), resolved, fragment.replace("\0", ""), address.group(1).equals("src")));
            }
        }
        return found;
    }

    private static int line(List<String> lines, int from, int to, String bare, String fragment) {
        var decoded = decoded(bare);
        for (int line = Math.max(1, from); line <= Math.min(to, lines.size()); line++) {
            var text = lines.get(line - 1);
            if ((text.contains(bare) || text.contains(decoded)) && (fragment.isEmpty() || !bare.equals("#") || text.contains("#"))) {
                return line;
            }
        }
        return Math.max(1, from);
    }

    /// The names of headings and of places marked by hand.
    static Set<String> anchors(Rendered page) {
        Set<String> anchors = new TreeSet<>();
        page.headings().forEach(heading -> anchors.add(heading.anchor()));
        for (var named = NAMED.matcher(page.html()); named.find(); ) {
            anchors.add(unescaped(named.group(1)));
        }
        return anchors;
    }

    /// Where a path may have been meant: as Hugo and others lay out what they publish, too.
    static Set<String> meant(String path, boolean picture) {
        Set<String> meant = new LinkedHashSet<>(List.of(path));
        for (var root : picture ? List.of("static", "assets", "content") : List.of("content", "docs", "static")) {
            meant.add(path.isEmpty() ? root : root + "/" + path);
        }
        return meant;
    }

    private static String unescaped(String html) {
        return html.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
