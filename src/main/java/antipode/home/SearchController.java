package antipode.home;

import antipode.issues.IssueType;
import antipode.issues.IssueTypes;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.search.Found;
import antipode.search.Hit;
import antipode.search.Search;
import antipode.search.Snippet;
import antipode.threads.Issuable;
import antipode.web.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The search page. Everyone may look; each finds what they may see.
@Controller
class SearchController {

    /// `type:decision` among the words.
    private static final Pattern TYPE = Pattern.compile("(?i)(?<!\\S)type:(\\w{1,30})(?!\\S)");

    private final Search search;
    private final FoundPlaces places;
    private final IssueTypes types;

    SearchController(Search search, FoundPlaces places, IssueTypes types) {
        this.types = types;
        this.search = search;
        this.places = places;
    }

    @GetMapping("/search")
    @May(Who.ANYONE)
    View show(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") int page,
            Actor actor) {
        Matcher typed = TYPE.matcher(q);
        String type = typed.find() ? typed.group(1).toLowerCase(Locale.ROOT) : null;
        String words = typed.reset().replaceAll(" ").strip();
        if (words.isEmpty() && "decision".equals(type)) {
            return Redirect.to("/-/decisions");
        }
        String wanted = SearchPage.Kind.of(kind) == SearchPage.Kind.ALL ? "" : kind;
        boolean decisions = wanted.equals("decision");
        int shown = Math.clamp(page, 1, Found.COUNTED / SearchPage.EACH);
        Found found = search.find(
                actor,
                new Search.Query(
                        words, wanted.isEmpty() || decisions ? List.of() : List.of(wanted), null, null, decisions ? wanted : type),
                SearchPage.EACH,
                (long) (shown - 1) * SearchPage.EACH);
        Map<Long, Issuable> threads = places.threads(actor, found.hits());
        Map<Long, IssueType.Standing> standings = types.standingsOf(threads.values());
        return new SearchPage(
                q, wanted, shown, found, found.hits().stream().map(hit -> result(hit, threads, standings)).toList());
    }

    private static SearchPage.Result result(
            Hit hit, Map<Long, Issuable> threads, Map<Long, IssueType.Standing> standings) {
        Issuable thread = hit.issuableId() == null ? null : threads.get(hit.issuableId());
        boolean comment = hit.kind().equals("comment");
        return new SearchPage.Result(
                SearchPage.Kind.of(thread != null && !comment && thread.type().equals("decision") ? thread.type() : hit.kind()).word(),
                FoundPlaces.path(hit, threads),
                comment && thread != null ? new Snippet(List.of(new Snippet.Part(thread.title(), false))) : hit.title(),
                hit.snippet(),
                thread != null ? Said.reference(thread) : hit.projectPath(),
                comment || thread == null
                        ? null
                        : standings.getOrDefault(thread.id(), SearchPage.standing(thread.state().key())),
                hit.changedAt());
    }
}
