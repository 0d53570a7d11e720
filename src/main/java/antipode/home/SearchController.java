package antipode.home;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.search.Found;
import antipode.search.Hit;
import antipode.search.Search;
import antipode.search.Snippet;
import antipode.threads.Issuable;
import antipode.web.Page;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The search page. Everyone may look; each finds what they may see.
@Controller
class SearchController {

    private final Search search;
    private final FoundPlaces places;

    SearchController(Search search, FoundPlaces places) {
        this.search = search;
        this.places = places;
    }

    @GetMapping("/search")
    @May(Who.ANYONE)
    Page show(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") int page,
            Actor actor) {
        String wanted = SearchPage.Kind.of(kind) == SearchPage.Kind.ALL ? "" : kind;
        int shown = Math.clamp(page, 1, Found.COUNTED / SearchPage.EACH);
        Found found = search.find(
                actor,
                new Search.Query(q, wanted.isEmpty() ? List.of() : List.of(wanted), null, null),
                SearchPage.EACH,
                (long) (shown - 1) * SearchPage.EACH);
        Map<Long, Issuable> threads = places.threads(actor, found.hits());
        return new SearchPage(
                q, wanted, shown, found, found.hits().stream().map(hit -> result(hit, threads)).toList());
    }

    private static SearchPage.Result result(Hit hit, Map<Long, Issuable> threads) {
        Issuable thread = hit.issuableId() == null ? null : threads.get(hit.issuableId());
        boolean comment = hit.kind().equals("comment");
        return new SearchPage.Result(
                SearchPage.Kind.of(hit.kind()).word(),
                FoundPlaces.path(hit, threads),
                comment && thread != null ? new Snippet(List.of(new Snippet.Part(thread.title(), false))) : hit.title(),
                hit.snippet(),
                thread != null ? Said.reference(thread) : hit.projectPath(),
                comment || thread == null ? null : thread.state().key(),
                hit.changedAt());
    }
}
