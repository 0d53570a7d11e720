package antipode.handbook;

import antipode.decisions.Decisions;
import antipode.markdown.Block;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Blame;
import antipode.repositories.Blames;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.threads.Citations;
import antipode.threads.Issuable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells of each block of a page who wrote it, when, and what for.
@Component
class Reasons {

    private static final int LONGEST_OPENING = 200;

    private final Blames blames;
    private final Commits commits;
    private final Authors authors;
    private final Citations citations;
    private final Decisions decisions;

    Reasons(Blames blames, Commits commits, Authors authors, Citations citations, Decisions decisions) {
        this.blames = blames;
        this.commits = commits;
        this.authors = authors;
        this.citations = citations;
        this.decisions = decisions;
    }

    /// Who changed a block last; beside it as much as fits on a line.
    record Written(Author author, Instant at, String commit, @Nullable Issuable request) {}

    /// Of each block, by its first line.
    Map<Integer, Written> blocks(Actor reader, Project project, String revision, String path, Collection<Block> blocks) {
        var blame = blames.of(project.id(), revision, path).orElse(null);
        if (blame == null) {
            return Map.of();
        }
        var ids = blame.ranges().stream().map(Blame.Range::commit).distinct().toList();
        var all = commits.byIds(project.id(), ids);
        var known = authors.of(reader, project.id(), all.values());
        var found = new HashMap<Integer, Written>();
        for (var block : blocks) {
            newest(lines(blame, block.start(), block.end()).keySet(), all).ifPresent(commit -> found.put(
                    block.start(),
                    new Written(known.author(commit), commit.author().instant(), commit.id(), known.request(commit.id()))));
        }
        return found;
    }

    /// Of some lines, from the first to the last.
    @Nullable Why why(Actor reader, Project project, String revision, String path, int start, int end) {
        var blame = blames.of(project.id(), revision, path).orElse(null);
        if (blame == null) {
            return null;
        }
        var lines = lines(blame, start, end);
        var all = commits.byIds(project.id(), lines.keySet());
        var newest = newest(lines.keySet(), all).orElse(null);
        if (newest == null) {
            return null;
        }
        var known = authors.of(reader, project.id(), all.values());
        var request = known.request(newest.id());
        return new Why(
                start, end, newest, known.author(newest), older(lines, all, newest, known), request,
                request == null ? List.of() : behind(reader, request));
    }

    /// How many of the lines each commit wrote.
    static Map<String, Integer> lines(Blame blame, int start, int end) {
        var lines = new LinkedHashMap<String, Integer>();
        for (var range : blame.ranges()) {
            int common = Math.min(end, range.line() + range.length() - 1) - Math.max(start, range.line()) + 1;
            if (common > 0) {
                lines.merge(range.commit(), common, Integer::sum);
            }
        }
        return lines;
    }

    private static java.util.Optional<Commit> newest(Collection<String> ids, Map<String, Commit> all) {
        return ids.stream()
                .map(all::get)
                .filter(java.util.Objects::nonNull)
                .max(Comparator.comparing((Commit commit) -> commit.author().instant()));
    }

    /// One entry for each person, with their newest time.
    private static List<Why.Older> older(
            Map<String, Integer> lines, Map<String, Commit> all, Commit newest, Authors.Known known) {
        var byName = new LinkedHashMap<String, Why.Older>();
        lines.forEach((id, count) -> {
            var commit = all.get(id);
            if (commit != null && !id.equals(newest.id())) {
                var author = known.author(commit);
                byName.merge(
                        author.name(),
                        new Why.Older(count, author, commit.author().instant()),
                        (one, other) -> new Why.Older(
                                one.lines() + other.lines(), one.author(), one.at().isAfter(other.at()) ? one.at() : other.at()));
            }
        });
        var older = new ArrayList<>(byName.values());
        older.sort(Comparator.comparing(Why.Older::at).reversed());
        return older;
    }

    /// Each issue once, however often it is cited: a decision says most, and that the request closes it more than that it
    /// mentions it.
    private List<Why.Behind> behind(Actor reader, Issuable request) {
        var cited = citations.of(reader, request.id()).stream()
                .filter(link -> link.outgoing() && link.other().kind() == Issuable.Kind.ISSUE)
                .sorted(Comparator.comparing((Citations.Link link) -> !link.other().type().equals("decision"))
                        .thenComparing(link -> !link.kind().equals("closes")))
                .collect(Collectors.toMap(link -> link.other().id(), link -> link, (closing, _) -> closing, LinkedHashMap::new))
                .values()
                .stream()
                .limit(5)
                .toList();
        var decided = decisions.visible(
                reader, cited.stream().map(Citations.Link::other).filter(one -> one.type().equals("decision")).map(Issuable::id).toList());
        return cited.stream()
                .map(link -> {
                    var decision = decided.get(link.other().id());
                    return new Why.Behind(
                            link.other(), link.kind().equals("closes"), decision,
                            opening(decision == null || decision.because().isEmpty() ? link.other().description() : decision.because()));
                })
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
        var end = java.util.regex.Pattern.compile("[.!?…](?=\\s|$)").matcher(words);
        var first = end.find() ? words.substring(0, end.end()) : words;
        return first.length() > LONGEST_OPENING ? first.substring(0, LONGEST_OPENING).strip() + "…" : first;
    }
}
