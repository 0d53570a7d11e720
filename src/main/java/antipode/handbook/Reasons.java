package antipode.handbook;

import antipode.markdown.Block;
import antipode.mergerequests.Approvals;
import antipode.mergerequests.MergeRequests;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Blame;
import antipode.repositories.Blames;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.threads.Issuable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells of each block of a page who wrote it, when, and what for. Of lines whose writer is still being looked for, nothing yet.
@Component
class Reasons {

    /// @param why  nothing where no line's writer is known yet
    /// @param open whether somebody is still looking for the writers of some of the lines
    record Found(int start, int end, @Nullable Why why, boolean open) {}

    private final Blames blames;
    private final Commits commits;
    private final Authors authors;
    private final Motives motives;
    private final MergeRequests requests;
    private final Approvals approvals;

    Reasons(Blames blames, Commits commits, Authors authors, Motives motives, MergeRequests requests, Approvals approvals) {
        this.blames = blames;
        this.commits = commits;
        this.authors = authors;
        this.motives = motives;
        this.requests = requests;
        this.approvals = approvals;
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
    Found why(Actor reader, Project project, String revision, String path, int start, int end) {
        var blame = blames.of(project.id(), revision, path).orElse(null);
        if (blame == null) {
            return new Found(start, end, null, false);
        }
        var lines = lines(blame, start, end);
        var all = commits.byIds(project.id(), lines.keySet());
        boolean open = blame.within(start, end).stream().anyMatch(Blame.Range::open);
        var newest = newest(lines.keySet(), all).orElse(null);
        if (newest == null) {
            return new Found(start, end, null, open);
        }
        var known = authors.of(reader, project.id(), all.values());
        var request = known.request(newest.id());
        var places = blame.within(start, end).stream().map(Blame.Range::originalPath).filter(place -> !place.equals(path)).distinct().limit(3).toList();
        return new Found(start, end, new Why(
                start, end, newest, known.author(newest), lines.getOrDefault(newest.id(), 0), older(lines, all, newest, known), request,
                request == null ? null : review(request),
                motives.further(reader, request == null ? motives.said(reader, project, newest.message())
                        : motives.of(reader, List.of(request)).getOrDefault(request.id(), List.of())),
                places), open);
    }

    /// Who approved what was merged in the end, and which door it went through.
    private Why.Review review(Issuable request) {
        var seen = requests.get(request.id());
        var approved = approvals.of(request.id()).stream()
                .filter(approval -> approval.head().equals(seen.head()) && approval.person().id() != request.author().id())
                .map(antipode.mergerequests.MergeRequest.Approval::person)
                .toList();
        return new Why.Review(approved, seen.oneWay(), seen.merged());
    }

    /// How many of the lines each commit wrote, of those of which it is known.
    static Map<String, Integer> lines(Blame blame, int start, int end) {
        var lines = new LinkedHashMap<String, Integer>();
        blame.within(start, end).stream().filter(range -> !range.open()).forEach(range -> lines.merge(range.commit(), range.length(), Integer::sum));
        return lines;
    }

    private static java.util.Optional<Commit> newest(Collection<String> ids, Map<String, Commit> all) {
        return ids.stream()
                .map(all::get)
                .filter(java.util.Objects::nonNull)
                .max(Comparator.comparing((Commit commit) -> commit.author().instant()));
    }

    /// One entry for each person and what brought their lines, the newest first.
    private static List<Why.Older> older(
            Map<String, Integer> lines, Map<String, Commit> all, Commit newest, Authors.Known known) {
        var shares = new LinkedHashMap<List<Object>, Why.Older>();
        lines.forEach((id, count) -> {
            var commit = all.get(id);
            if (commit != null && !id.equals(newest.id())) {
                var author = known.author(commit);
                var request = known.request(id);
                shares.merge(
                        List.of(author.name(), request == null ? "" : request.id()),
                        new Why.Older(count, author, commit.author().instant(), id, request),
                        (one, other) -> {
                            var later = one.at().isAfter(other.at()) ? one : other;
                            return new Why.Older(one.lines() + other.lines(), one.author(), later.at(), later.commit(), one.request());
                        });
            }
        });
        var older = new ArrayList<>(shares.values());
        older.sort(Comparator.comparing(Why.Older::at).reversed());
        return older;
    }
}
