package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Blame;
import antipode.repositories.Blames;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.web.OwnTransactions;
import antipode.web.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The report of links that lead to nothing.
@Controller
class BrokenLinksController {

    private static final int ON_A_PAGE = 60;

    private final BrokenLinks broken;
    private final Blames blames;
    private final Commits commits;
    private final Authors authors;
    private final ProjectHeads heads;

    BrokenLinksController(BrokenLinks broken, Blames blames, Commits commits, Authors authors, ProjectHeads heads) {
        this.broken = broken;
        this.blames = blames;
        this.commits = commits;
        this.authors = authors;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/broken-links")
    @May(Who.READER)
    @OwnTransactions
    Page list(
            @RequestParam(defaultValue = "") String page, @RequestParam(defaultValue = "0") int line, @RequestParam(defaultValue = "0") long after,
            Project project, Role role, Actor reader) {
        var found = broken.list(project, page, line, after, ON_A_PAGE + 1);
        var shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        var touched = touched(reader, project, shown);
        var pages = new LinkedHashMap<String, BrokenLinksPage.OnPage>();
        for (var link : shown) {
            pages.computeIfAbsent(link.page(), path -> new BrokenLinksPage.OnPage(path, link.title(), new ArrayList<>()))
                    .rows().add(new BrokenLinksPage.Row(link, touched.get(link.id())));
        }
        var last = shown.isEmpty() ? null : shown.getLast();
        return new BrokenLinksPage(
                heads.of(project, role), broken.count(project), List.copyOf(pages.values()),
                last == null || found.size() <= ON_A_PAGE ? null : project.url() + "/-/broken-links?page="
                        + URLEncoder.encode(last.page(), StandardCharsets.UTF_8) + "&line=" + last.line() + "&after=" + last.id());
    }

    /// Who wrote the line of each of these last: one blame for each page.
    private Map<Long, BrokenLinksPage.Touched> touched(Actor reader, Project project, List<BrokenLinks.Broken> links) {
        Map<String, @Nullable Blame> read = new HashMap<>();
        var written = new HashMap<Long, String>();
        for (var link : links) {
            if (!read.containsKey(link.page())) {
                read.put(link.page(), blames.of(project.id(), project.defaultBranch(), link.page()).orElse(null));
            }
            var blame = read.get(link.page());
            if (blame != null) {
                Reasons.lines(blame, link.line(), link.line()).keySet().stream().findFirst().ifPresent(commit -> written.put(link.id(), commit));
            }
        }
        Map<String, Commit> all = commits.byIds(project.id(), written.values().stream().distinct().toList());
        var known = authors.of(reader, project.id(), all.values());
        var touched = new HashMap<Long, BrokenLinksPage.Touched>();
        written.forEach((link, id) -> {
            var commit = all.get(id);
            if (commit != null) {
                touched.put(link, new BrokenLinksPage.Touched(known.author(commit), commit.author().instant()));
            }
        });
        return touched;
    }
}
