package antipode.handbook;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.search.Hit;
import antipode.search.Search;
import antipode.search.Snippet;
import antipode.web.Page;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Finds pages of one handbook by their words, also for those who read it only because it is published.
@Controller
class HandbookSearchController {

    private static final int MOST = 30;

    private final Search search;
    private final Handbooks handbooks;
    private final Outsiders outsiders;
    private final ProjectHeads heads;

    HandbookSearchController(Search search, Handbooks handbooks, Outsiders outsiders, ProjectHeads heads) {
        this.search = search;
        this.handbooks = handbooks;
        this.outsiders = outsiders;
        this.heads = heads;
    }

    @GetMapping("/{project}/-/handbook-search")
    @May(value = Who.READER, published = true)
    Page find(@RequestParam(defaultValue = "") String q, Project project, Role role, Actor reader) {
        boolean outside = handbooks.outside(reader, project);
        // Nobody outside learns by asking for an address that is not shown to them.
        var words = outside ? q.replaceAll("\\S*@\\S*", " ") : q;
        var found = search.pages(reader, project.id(), words, MOST);
        var head = outside ? new ProjectHead(project, role, List.of()) : heads.of(project, role);
        return new HandbookSearchPage(
                head, handbooks.trees(project).read(), q.strip(),
                found.hits().stream()
                        .map(hit -> new HandbookSearchPage.Result(path(hit), hit.title(), outside ? hidden(project, hit.snippet()) : hit.snippet()))
                        .toList(),
                found.count() > MOST);
    }

    private static String path(Hit hit) {
        return "/" + hit.projectPath() + (hit.path() == null ? "" : hit.path());
    }

    /// What is found isn't marked where something is kept from the reader: the mark could stand within it.
    private Snippet hidden(Project project, Snippet snippet) {
        var whole = snippet.parts().stream().map(Snippet.Part::text).collect(Collectors.joining());
        UnaryOperator<String> hiding = outsiders.hiding(project, whole);
        var shown = hiding.apply(whole);
        return shown.equals(whole) ? snippet : new Snippet(List.of(new Snippet.Part(shown, false)));
    }
}
