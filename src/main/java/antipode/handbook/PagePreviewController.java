package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What the field for a page asks while somebody writes.
@Controller
class PagePreviewController {

    private static final int MOST = 8;
    private static final int LONGEST = 60;

    private final Places places;
    private final Pages pages;
    private final PagePreviews previews;

    PagePreviewController(Places places, Pages pages, PagePreviews previews) {
        this.places = places;
        this.pages = pages;
        this.previews = previews;
    }

    @PostMapping("/{project}/-/preview/{*path}")
    @May(Who.GUEST)
    Page preview(@PathVariable String path, @RequestParam(defaultValue = "") String text, Project project, Actor actor) {
        var place = places.find(project, path);
        return new PagePreviewPart(previews.html(actor, project, place.revision(), place.path(), LineEnds.plain(text)));
    }

    /// Pages whose title or path holds what was typed, as links from another one.
    ///
    /// @param from the page that is written
    @GetMapping("/{project}/-/pages")
    @May(Who.READER)
    Page offer(@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String q, Project project) {
        var part = q.strip().toLowerCase(Locale.ROOT);
        var found = part.length() > LONGEST ? List.<PageEntry>of() : pages.list(project.id()).stream()
                .filter(page -> page.title().toLowerCase(Locale.ROOT).contains(part) || page.path().toLowerCase(Locale.ROOT).contains(part))
                .sorted(Comparator.comparing((PageEntry page) -> !page.title().toLowerCase(Locale.ROOT).startsWith(part)))
                .limit(MOST)
                .toList();
        return new PageOffersPart(found.stream()
                .map(page -> new PageOffersPart.Offer(
                        "[" + page.title().replaceAll("([\\[\\]\\\\])", "\\\\$1") + "](" + LinkChanges.relative(Paths.folder(from), page.path()) + ")",
                        page.title(), page.path()))
                .toList());
    }
}
