package antipode.handbook;

import antipode.decisions.Decisions;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.threads.Citations;
import antipode.threads.Issuable;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The issues and decisions that stand behind merge requests and commits, as far as a reader may see them.
@Component
class Motives {

    private static final int LONGEST_OPENING = 200;
    private static final int MOST = 5;
    private static final Pattern END = Pattern.compile("[.!?…](?=\\s|$)");

    private final Citations citations;
    private final Decisions decisions;

    Motives(Citations citations, Decisions decisions) {
        this.citations = citations;
        this.decisions = decisions;
    }

    /// Of merge requests, by their ids, in two questions: what their words and their discussions close or speak of, and the
    /// issues that speak of them.
    Map<Long, List<Why.Behind>> of(Actor reader, Collection<Issuable> requests) {
        var links = citations.of(reader, requests.stream().map(Issuable::id).toList());
        return told(reader, links);
    }

    /// Of what was pushed without a merge request: what its message speaks of.
    List<Why.Behind> said(Actor reader, Project project, String message) {
        return told(reader, Map.of(0L, citations.in(reader, project.fullPath(), message))).getOrDefault(0L, List.of());
    }

    private Map<Long, List<Why.Behind>> told(Actor reader, Map<Long, List<Citations.Link>> links) {
        var chosen = new LinkedHashMap<Long, List<Citations.Link>>();
        links.forEach((id, all) -> chosen.put(id, chosen(all)));
        var decided = decisions.visible(reader, chosen.values().stream().flatMap(List::stream).map(Citations.Link::other)
                .filter(one -> one.type().equals("decision")).map(Issuable::id).distinct().toList());
        var told = new HashMap<Long, List<Why.Behind>>();
        chosen.forEach((id, all) -> told.put(id, all.stream().map(link -> {
            var decision = decided.get(link.other().id());
            return new Why.Behind(link.other(), link.kind().equals("closes"), decision,
                    opening(decision == null || decision.because().isEmpty() ? link.other().description() : decision.because()));
        }).toList()));
        return told;
    }

    /// Each issue once, however often it is cited: a decision says most, that it is closed more than that it is mentioned, and
    /// that it mentions the request itself least.
    private static List<Citations.Link> chosen(List<Citations.Link> links) {
        return links.stream()
                .filter(link -> link.other().kind() == Issuable.Kind.ISSUE)
                .sorted(Comparator.comparing((Citations.Link link) -> !link.other().type().equals("decision"))
                        .thenComparing(link -> !link.kind().equals("closes"))
                        .thenComparing(link -> !link.outgoing()))
                .collect(Collectors.toMap(link -> link.other().id(), link -> link, (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .limit(MOST)
                .toList();
    }

    /// The first sentence of a text.
    static String opening(String text) {
        var words = text.strip().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("<!--") && !line.startsWith("```"))
                .findFirst()
                .orElse("")
                .replaceAll("^[>*\\-\\s]+", "")
                .replaceAll("[*_`]", "");
        var end = END.matcher(words);
        var first = end.find() ? words.substring(0, end.end()) : words;
        return first.length() > LONGEST_OPENING ? first.substring(0, LONGEST_OPENING).strip() + "…" : first;
    }
}
