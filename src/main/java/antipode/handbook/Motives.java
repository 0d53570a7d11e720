package antipode.handbook;

import antipode.decisions.Decision;
import antipode.decisions.Decisions;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.threads.Citations;
import antipode.threads.Issuable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The issues and decisions that stand behind merge requests and commits, as far as a reader may see them.
@Component
class Motives {

    private static final int LONGEST_OPENING = 200;
    private static final int MOST = 5;
    private static final Pattern END = Pattern.compile("[.!?…](?=\\s|$)");

    private final Citations citations;
    private final Decisions decisions;
    private final JdbcClient jdbc;

    Motives(Citations citations, Decisions decisions, JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                    opening(decision, link.other()), null);
        }).toList()));
        return told;
    }

    /// The same with the decisions that are named only by those issues, or name them, each after its issue.
    List<Why.Behind> further(Actor reader, List<Why.Behind> behind) {
        var issues = behind.stream().filter(each -> each.decision() == null).map(each -> each.issue().id()).toList();
        if (issues.isEmpty()) {
            return behind;
        }
        var links = linked(issues);
        var decided = decisions.visible(reader, links.values().stream().flatMap(List::stream).distinct().toList());
        var shown = behind.stream().map(each -> each.issue().id()).collect(Collectors.toCollection(HashSet::new));
        var all = new ArrayList<Why.Behind>();
        for (var each : behind) {
            all.add(each);
            for (var id : links.getOrDefault(each.issue().id(), List.of())) {
                var decision = decided.get(id);
                if (decision != null && all.size() < 2 * MOST && shown.add(id)) {
                    all.add(new Why.Behind(decision.header(), false, decision, opening(decision, decision.header()), each.issue()));
                }
            }
        }
        return all;
    }

    /// The decisions that speak of issues, are spoken of by them, or are linked with them.
    private Map<Long, List<Long>> linked(List<Long> issues) {
        var linked = new HashMap<Long, List<Long>>();
        jdbc.sql("""
                        select issue, decision.id from (
                            select source_id issue, target_id other from reference where source_id = any (:issues)
                            union select target_id, source_id from reference where target_id = any (:issues)
                            union select source_id, target_id from issue_link where source_id = any (:issues)
                            union select target_id, source_id from issue_link where target_id = any (:issues)
                        ) both_ways join decision on decision.id = other order by issue, decision.id desc limit\s""" + 10 * MOST)
                .param("issues", issues.toArray(Long[]::new))
                .query(row -> {
                    linked.computeIfAbsent(row.getLong("issue"), _ -> new ArrayList<>()).add(row.getLong("id"));
                });
        return linked;
    }

    private static String opening(@Nullable Decision decision, Issuable issue) {
        return opening(decision == null || decision.because().isEmpty() ? issue.description() : decision.because());
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
