package antipode.handbook;

import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.threads.Attachments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/// Puts what was pasted into a page beside it, as a file of the same change: an attachment could vanish, and whoever clones
/// the repository wouldn't have it.
@Component
class PagePictures {

    /// What a browser calls a picture from the clipboard.
    private static final Pattern NAMELESS = Pattern.compile("(?i)(image|grafik|unnamed|clipboard)([._-]?\\d*)\\.(png|jpe?g|gif|webp)");

    private final Attachments attachments;
    private final Files files;

    PagePictures(Attachments attachments, Files files) {
        this.attachments = attachments;
        this.files = files;
    }

    /// The text with links to the files, and what brings these.
    record Placed(String text, List<Edits.Action> actions) {}

    Placed place(Actor actor, Project project, String branch, String page, String text) {
        var actions = new ArrayList<Edits.Action>();
        var taken = new HashSet<String>();
        var placed = text;
        for (var shown : attachments.own(actor, project.id(), text)) {
            var name = free(project, branch, page, shown, taken, actions);
            placed = placed.replace(shown.address(), UriUtils.encodePathSegment(name, StandardCharsets.UTF_8));
        }
        return new Placed(placed, actions);
    }

    private String free(
            Project project, String branch, String page, Attachments.Shown shown, HashSet<String> taken, List<Edits.Action> actions) {
        var called = called(page, shown.name());
        int dot = called.lastIndexOf('.') > 0 ? called.lastIndexOf('.') : called.length();
        var blob = new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, shown.bytes()).name();
        for (int number = 1; ; number++) {
            var name = number == 1 ? called : called.substring(0, dot) + "-" + number + called.substring(dot);
            var path = Paths.join(Paths.folder(page), name);
            var there = files.locate(project.id(), branch, path);
            if (there.isPresent() && there.get().blob().equals(blob)) {
                return name;
            }
            if (there.isEmpty() && taken.add(path)) {
                actions.add(new Edits.Action(Edits.Kind.CREATE, path, null, shown.bytes(), null));
                return name;
            }
        }
    }

    private static String called(String page, String name) {
        var nameless = NAMELESS.matcher(name);
        if (!nameless.matches()) {
            return name;
        }
        var words = Paths.asIndex(page) >= 0 ? "picture" : Paths.name(page).replaceFirst("\\.[^.]*$", "").replaceAll("\\s+", "-");
        return words + "." + nameless.group(3).toLowerCase(Locale.ROOT);
    }
}
