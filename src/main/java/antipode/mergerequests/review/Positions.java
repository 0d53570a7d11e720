package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequestVersions;
import antipode.mergerequests.MergeRequests;
import antipode.repositories.Commit;
import antipode.repositories.Files;
import antipode.repositories.LineMoves;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Where threads stand in the difference that a merge request brings, and where that is after later pushes.
@Component
class Positions {

    /// What git calls the folder with nothing in it.
    private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    private static final int LARGEST = 5 << 20;
    private static final int MOST_LINES = 1_000;
    private static final int LINES_BEFORE = 3;
    private static final int MOST_EXCERPT = 40;
    private static final int LONGEST_LINE = 400;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MergeRequests requests;
    private final MergeRequestVersions versions;
    private final Files files;
    private final LineMoves moves;

    Positions(JdbcClient jdbc, JsonMapper json, MergeRequests requests, MergeRequestVersions versions, Files files, LineMoves moves) {
        this.jdbc = jdbc;
        this.json = json;
        this.requests = requests;
        this.versions = versions;
        this.files = files;
        this.moves = moves;
    }

    /// By the first comment of each thread of a merge request that has a place.
    Map<Long, DiffPosition.Kept> of(long request) {
        Map<Long, DiffPosition.Kept> kept = new HashMap<>();
        jdbc.sql("select comment_id, place from thread_place where issuable_id = :request")
                .param("request", request)
                .query(row -> {
                    kept.put(row.getLong("comment_id"), read(row.getString("place")));
                });
        return kept;
    }

    /// By comment, of whichever thread it belongs to.
    Map<Long, DiffPosition.Kept> ofComments(Collection<Long> comments) {
        Map<Long, DiffPosition.Kept> kept = new HashMap<>();
        jdbc.sql("""
                        select comment.id, thread_place.place from comment
                        join thread_place on thread_place.comment_id = comment.thread_id where comment.id = any (:comments)""")
                .param("comments", comments.toArray(Long[]::new))
                .query(row -> {
                    kept.put(row.getLong("id"), read(row.getString("place")));
                });
        return kept;
    }

    DiffPosition.@Nullable Kept find(long comment) {
        return jdbc.sql("select place from thread_place where comment_id = :comment")
                .param("comment", comment)
                .query(String.class)
                .optional()
                .map(this::read)
                .orElse(null);
    }

    @Transactional
    public void keep(long request, long comment, DiffPosition.Kept kept) {
        jdbc.sql("insert into thread_place (comment_id, issuable_id, place) values (:comment, :request, cast(:place as jsonb))")
                .param("comment", comment)
                .param("request", request)
                .param("place", write(kept))
                .update();
    }

    DiffPosition.Kept read(String place) {
        return json.readValue(place, DiffPosition.Kept.class);
    }

    String write(DiffPosition.Kept kept) {
        return json.writeValueAsString(kept);
    }

    /// The place that is meant, with the lines that stand there; refused where there is no such line in what was proposed.
    DiffPosition.Kept read(MergeRequest request, DiffPosition.Wish wish) {
        Set<String> known = new HashSet<>(List.of(request.head(), request.base(), request.start()));
        versions.of(request.id()).forEach(version -> known.addAll(List.of(version.head(), version.base(), version.start())));
        if (!known.contains(wish.headSha()) || !known.contains(wish.baseSha())) {
            throw none();
        }
        return read(request.header().projectId(), wish);
    }

    /// The same in what one commit changed. Nothing stood before the first of all.
    DiffPosition.Kept read(long project, Commit commit, String oldPath, String newPath, Lines lines) {
        String before = commit.parents().isEmpty() ? EMPTY_TREE : commit.parents().getFirst();
        return read(project, new DiffPosition.Wish(
                before, before, commit.id(), oldPath, newPath, lines.old() ? lines.last() : null, lines.old() ? null : lines.last(),
                lines.old() ? lines.first() : null, lines.old() ? null : lines.first()));
    }

    private DiffPosition.Kept read(long project, DiffPosition.Wish wish) {
        LineMoves.Moved moved = wish.baseSha().equals(EMPTY_TREE)
                ? null
                : moves.between(project, wish.baseSha(), wish.headSha(), List.of(wish.oldPath())).get(wish.oldPath());
        boolean same = moved != null && moved.path().equals(wish.newPath());
        Integer newLine = wish.newLine();
        Integer oldLine = wish.oldLine();
        if (newLine == null && oldLine != null && same && moved != null && moved.line(oldLine) > 0) {
            newLine = moved.line(oldLine);
        }
        return newLine != null
                ? added(project, wish, newLine, same ? moved : null)
                : removed(project, wish, oldLine == null ? 0 : oldLine, same ? moved : null);
    }

    private DiffPosition.Kept added(long project, DiffPosition.Wish wish, int line, LineMoves.@Nullable Moved moved) {
        String[] lines = lines(project, wish.headSha(), wish.newPath());
        int start = wish.newStart() == null ? line : wish.newStart();
        if (line > lines.length || start < 1 || start > line || line - start >= MOST_LINES) {
            throw none();
        }
        int before = moved == null ? 0 : moved.before(line);
        if (wish.oldLine() != null && wish.newLine() != null && wish.oldLine() != before) {
            throw none();
        }
        int beforeStart = moved == null ? 0 : moved.before(start);
        List<String> excerpt = new ArrayList<>();
        int from = from(start, line);
        for (int at = from; at <= line; at++) {
            excerpt.add((moved != null && moved.before(at) > 0 ? " " : "+") + shortened(lines[at - 1]));
        }
        return new DiffPosition.Kept(
                DiffPosition.of(wish, before == 0 ? null : before, line, beforeStart == 0 ? null : beforeStart, start), excerpt, from);
    }

    private DiffPosition.Kept removed(long project, DiffPosition.Wish wish, int line, LineMoves.@Nullable Moved moved) {
        String[] lines = lines(project, wish.baseSha(), wish.oldPath());
        int start = wish.oldStart() == null ? line : wish.oldStart();
        if (line < 1 || line > lines.length || start < 1 || start > line || line - start >= MOST_LINES) {
            throw none();
        }
        List<String> excerpt = new ArrayList<>();
        int from = from(start, line);
        for (int at = from; at <= line; at++) {
            excerpt.add((moved != null && moved.line(at) > 0 ? " " : "-") + shortened(lines[at - 1]));
        }
        return new DiffPosition.Kept(DiffPosition.of(wish, line, null, start, null), excerpt, from);
    }

    private static int from(int start, int line) {
        return Math.max(Math.max(1, start - LINES_BEFORE), line - MOST_EXCERPT + 1);
    }

    private static String shortened(String line) {
        String plain = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return (plain.length() <= LONGEST_LINE ? plain : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_LINE / 2)) + "…")
                .replace('\0', '\uFFFD');
    }

    private String[] lines(long project, String commit, String path) {
        Files.Located located = files.locate(project, commit, path).orElseThrow(Positions::none);
        if (located.size() > LARGEST) {
            throw none();
        }
        Files.File file = files.find(project, commit, path).orElseThrow(Positions::none);
        if (file.binary()) {
            throw none();
        }
        return split(file.text());
    }

    static String[] split(String text) {
        String[] lines = text.split("\n", -1);
        return lines[lines.length - 1].isEmpty() ? Arrays.copyOf(lines, lines.length - 1) : lines;
    }

    /// Refuses a place where nothing stands.
    static Problem none() {
        return Problem.invalid("line", "does not stand in this version; it may have changed since you looked");
    }

    /// Where these stand in another difference. What was changed or taken out since stands nowhere.
    <T> Map<T, DiffPosition> follow(
            long project, Map<T, DiffPosition> positions, String base, String start, String head) {
        Map<T, DiffPosition> now = new HashMap<>();
        Map<Way, Set<String>> ways = new HashMap<>();
        positions.values().forEach(position -> {
            if (position.newLine() != null) {
                ways.computeIfAbsent(new Way(position.headSha(), head), _ -> new HashSet<>()).add(position.newPath());
            }
            if (position.oldLine() != null) {
                ways.computeIfAbsent(new Way(position.baseSha(), base), _ -> new HashSet<>()).add(position.oldPath());
            }
        });
        Map<Way, Map<String, LineMoves.Moved>> went = new HashMap<>();
        ways.forEach((way, paths) -> {
            if (!way.from().equals(way.to())) {
                went.put(way, moves.between(project, way.from(), way.to(), paths));
            }
        });
        positions.forEach((key, position) -> {
            DiffPosition moved = follow(position, went, base, start, head);
            if (moved != null) {
                now.put(key, moved);
            }
        });
        return now;
    }

    /// From one commit to another.
    private record Way(String from, String to) {}

    private static @Nullable DiffPosition follow(
            DiffPosition position, Map<Way, Map<String, LineMoves.Moved>> went, String base, String start, String head) {
        if (position.headSha().equals(head) && position.baseSha().equals(base)) {
            return position;
        }
        LineMoves.Moved before = moved(went, position.baseSha(), base, position.oldPath());
        LineMoves.Moved after = moved(went, position.headSha(), head, position.newPath());
        String oldPath = before == null ? position.oldPath() : before.path();
        if (!position.inNew()) {
            int line = before == null ? 0 : through(before, position);
            return line == 0 ? null : position.at(base, start, head, oldPath, position.newPath(), line, null);
        }
        int line = after == null ? 0 : through(after, position);
        if (after == null || line == 0) {
            return null;
        }
        int old = position.oldLine() == null || before == null ? 0 : before.line(position.oldLine());
        return position.at(base, start, head, oldPath, after.path(), old == 0 ? null : old, line);
    }

    private static LineMoves.@Nullable Moved moved(Map<Way, Map<String, LineMoves.Moved>> went, String from, String to, String path) {
        return from.equals(to)
                ? new LineMoves.Moved(path, List.of())
                : went.getOrDefault(new Way(from, to), Map.of()).get(path);
    }

    /// Where its last line is, if all of them still stand together.
    private static int through(LineMoves.Moved moved, DiffPosition position) {
        int first = moved.line(position.first());
        int last = moved.line(position.last());
        return first > 0 && last - first == position.last() - position.first() ? last : 0;
    }
}
