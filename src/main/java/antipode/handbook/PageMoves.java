package antipode.handbook;

import antipode.projects.Project;
import antipode.repositories.Diffs;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/// What renaming, moving or deleting a file does to the pages around it: whose links lead to it, and how they would read.
@Component
class PageMoves {

    private static final int AT_ONCE = 200;

    private final Files files;
    private final Diffs diffs;

    PageMoves(Files files, Diffs diffs) {
        this.files = files;
        this.diffs = diffs;
    }

    /// A page that points to the file.
    ///
    /// @param links how many do
    record Pointing(String path, int links, String text, String changed) {}

    /// The pages that point to a file, by path; how they would point to `to` instead.
    ///
    /// @param commit where it is looked
    List<Pointing> pointing(Project project, String commit, String file, String to) {
        var texts = new LinkedHashMap<String, String>();
        for (var entry : files.list(project.id(), commit, "", true).orElse(List.of())) {
            if (entry.kind() == Files.Kind.BLOB && entry.mode().startsWith("100") && Paths.isPage(entry.path()) && !entry.path().equals(file)) {
                texts.put(entry.path(), entry.id());
            }
        }
        var found = new ArrayList<Pointing>();
        var paths = List.copyOf(texts.keySet());
        for (int from = 0; from < paths.size(); from += AT_ONCE) {
            var some = paths.subList(from, Math.min(paths.size(), from + AT_ONCE));
            var read = diffs.texts(project.id(), some.stream().map(texts::get).toList());
            for (var path : some) {
                var text = read.get(texts.get(path));
                if (text != null && speaksOf(text, file) && text.indexOf('\uFFFD') < 0) {
                    var changed = LinkChanges.of(text, leading(Paths.folder(path), file, to));
                    if (changed.count() > 0) {
                        found.add(new Pointing(path, changed.count(), text, changed.text()));
                    }
                }
            }
        }
        return found;
    }

    /// Quicker than to look at each link.
    private static boolean speaksOf(String text, String file) {
        var name = Paths.asIndex(file) >= 0 ? Paths.name(Paths.folder(file)) : Paths.name(file).replaceFirst("\\.[^.]*$", "");
        return text.contains(name) || text.contains("..") || text.contains(UriUtils.encode(name, StandardCharsets.UTF_8))
                || text.contains(UriUtils.encodePathSegment(name, StandardCharsets.UTF_8));
    }

    /// Gives for a target that means `file` how the same kind of target means `to`.
    private static Function<String, @Nullable String> leading(String folder, String file, String to) {
        return target -> {
            var meant = Paths.resolved(folder, target);
            if (meant == null || meant.isEmpty()) {
                return null;
            }
            boolean whole = meant.equals(file);
            boolean bare = !whole && Paths.isPage(file) && meant.equals(file.substring(0, file.lastIndexOf('.')));
            boolean chapter = !whole && Paths.asIndex(file) >= 0 && meant.equals(Paths.folder(file));
            if (!whole && !bare && !chapter) {
                return null;
            }
            var now = bare && Paths.isPage(to) ? to.substring(0, to.lastIndexOf('.'))
                    : chapter && Paths.asIndex(to) >= 0 && !Paths.folder(to).isEmpty() ? Paths.folder(to) : to;
            var slash = chapter && !now.equals(to) && target.endsWith("/") ? "/" : "";
            return (target.startsWith("/") ? "/" + Paths.encoded(now) : LinkChanges.relative(folder, now)) + slash;
        };
    }

    /// The text of the moved file itself, whose links have to mean from its new place what they meant; nothing if it stays.
    static Optional<String> own(String text, String from, String to) {
        var was = Paths.folder(from);
        var is = Paths.folder(to);
        var self = leading(was, from, to);
        var changed = LinkChanges.of(text, target -> {
            var meant = Paths.resolved(was, target);
            if (target.startsWith("/") || meant == null || meant.isEmpty()) {
                return target.startsWith("/") ? self.apply(target) : null;
            }
            boolean itself = self.apply(target) != null;
            return was.equals(is) && !itself ? null
                    : LinkChanges.relative(is, itself ? (meant.equals(from) || Paths.asIndex(from) >= 0 ? to : to.substring(0, to.lastIndexOf('.'))) : meant)
                            + (target.endsWith("/") && !itself ? "/" : "");
        });
        return changed.count() == 0 ? Optional.empty() : Optional.of(changed.text());
    }

    /// Moves a file; pages in `with` point to it then.
    List<Edits.Action> move(Project project, String commit, String from, String to, List<Pointing> with) {
        var file = files.find(project.id(), commit, from).orElseThrow(() -> Problem.notFound("File"));
        var text = Paths.isPage(from) && !file.binary() && !file.mode().equals("120000") ? file.text() : "";
        var own = text.indexOf('\uFFFD') >= 0 ? Optional.<String>empty() : own(text, from, to);
        var actions = new ArrayList<Edits.Action>();
        actions.add(own.isEmpty()
                ? Edits.Action.move(from, to)
                : new Edits.Action(Edits.Kind.MOVE, to, from, own.get().getBytes(StandardCharsets.UTF_8), null));
        with.forEach(page -> actions.add(Edits.Action.update(page.path(), page.changed())));
        return actions;
    }

    /// Deletes a file. Where another page stands in for it, that one takes its address as an alias.
    List<Edits.Action> delete(Project project, String commit, String path, @Nullable String instead, List<Pointing> with) {
        var actions = new ArrayList<Edits.Action>();
        actions.add(Edits.Action.delete(path));
        Map<String, String> changed = new LinkedHashMap<>();
        with.forEach(page -> changed.put(page.path(), page.changed()));
        if (instead != null && Paths.isPage(instead) && Paths.isPage(path)) {
            var text = files.find(project.id(), commit, instead).map(Files.File::text).orElseThrow(() -> Problem.invalid("instead", "is not a page"));
            if (text.indexOf('\uFFFD') < 0) {
                changed.put(instead, aliased(changed.getOrDefault(instead, text), path));
            }
        }
        changed.forEach((page, text) -> actions.add(Edits.Action.update(page, text)));
        return actions;
    }

    /// The page with one more address in what it says of itself.
    static String aliased(String text, String path) {
        var end = text.contains("\r\n") ? "\r\n" : "\n";
        var alias = "  - \"/" + path.replace("\"", "") + "\"" + end;
        if (!text.startsWith("---" + end)) {
            return "---" + end + "aliases:" + end + alias + "---" + end + end + text;
        }
        int close = text.indexOf(end + "---" + end, 3);
        if (close < 0) {
            return "---" + end + "aliases:" + end + alias + "---" + end + end + text;
        }
        int list = text.indexOf(end + "aliases:" + end, 0);
        if (list >= 0 && list < close) {
            int at = list + end.length() + "aliases:".length() + end.length();
            return text.substring(0, at) + alias + text.substring(at);
        }
        int at = close + end.length();
        return text.substring(0, at) + "aliases:" + end + alias + text.substring(at);
    }
}
