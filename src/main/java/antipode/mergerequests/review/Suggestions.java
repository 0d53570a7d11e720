package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.repositories.Files;
import antipode.repositories.LineMoves;
import antipode.threads.Comment;
import antipode.threads.Discussion;
import antipode.threads.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the suggestions in the words of a merge request's threads, and whether the text still is what they were written for.
@Component
class Suggestions {

    private static final int LARGEST = 5 << 20;

    private final JdbcClient jdbc;
    private final Files files;
    private final LineMoves moves;

    Suggestions(JdbcClient jdbc, Files files, LineMoves moves) {
        this.jdbc = jdbc;
        this.files = files;
        this.moves = moves;
    }

    /// By comment.
    ///
    /// @param places of the threads, by their first comments
    Map<Long, List<Suggestion>> of(MergeRequest request, Map<Long, DiffPosition.Kept> places, List<Discussion> discussions) {
        Map<Comment, DiffPosition> suggesting = new HashMap<>();
        for (Discussion discussion : discussions) {
            DiffPosition.Kept kept = places.get(discussion.id());
            if (kept != null && kept.position().inNew()) {
                discussion.comments().stream()
                        .filter(Suggestion::in)
                        .forEach(comment -> suggesting.put(comment, kept.position()));
            }
        }
        if (suggesting.isEmpty()) {
            return Map.of();
        }
        long project = request.header().projectId();
        Map<String, Suggestion.Applied> applied = applied(suggesting.keySet().stream().map(Comment::id).toList());
        Map<String, String @Nullable []> texts = new HashMap<>();
        Map<String, Set<String>> paths = new HashMap<>();
        suggesting.values().forEach(position ->
                paths.computeIfAbsent(position.headSha(), _ -> new HashSet<>()).add(position.newPath()));
        Map<String, Map<String, LineMoves.Moved>> went = new HashMap<>();
        paths.forEach((head, at) -> {
            at.forEach(path -> texts.put(head + " " + path, lines(project, head, path)));
            went.put(head, head.equals(request.head()) ? Map.of() : moves.between(project, head, request.head(), at));
        });
        Map<Long, List<Suggestion>> found = new HashMap<>();
        suggesting.forEach((comment, position) -> {
            List<Suggestion> all = new ArrayList<>();
            for (Suggestion.Written written : Suggestion.written(comment)) {
                LineMoves.Moved moved = position.headSha().equals(request.head())
                        ? new LineMoves.Moved(position.newPath(), List.of())
                        : went.getOrDefault(position.headSha(), Map.of()).get(position.newPath());
                all.add(one(
                        request, comment, all.size(), position, written, texts.get(position.headSha() + " " + position.newPath()),
                        moved, applied.get(comment.id() + " " + all.size())));
            }
            found.put(comment.id(), all);
        });
        return found;
    }

    private static Suggestion one(
            MergeRequest request, Comment comment, int number, DiffPosition position, Suggestion.Written written,
            String @Nullable [] lines, LineMoves.@Nullable Moved moved, Suggestion.@Nullable Applied applied) {
        int from = Math.max(1, position.last() - written.above());
        int to = position.last() + written.below();
        if (lines != null) {
            to = Math.min(to, lines.length);
        }
        if (applied != null) {
            return new Suggestion(
                    comment, number, position, from, to, List.of(Positions.split(applied.before())),
                    List.of(Positions.split(applied.after())), applied, null);
        }
        List<String> before = lines == null || from > to
                ? List.of()
                : Arrays.stream(lines, from - 1, to).map(Suggestions::plain).toList();
        Suggestion suggestion = new Suggestion(comment, number, position, from, to, before, written.lines(), null, null);
        String whyNot = !request.open()
                ? "The merge request has ended."
                : lines == null || moved == null || suggestion.through(moved) == 0
                        ? "Outdated: these lines changed since."
                        : before.equals(written.lines()) ? "It changes nothing." : null;
        return new Suggestion(comment, number, position, from, to, before, written.lines(), null, whyNot);
    }

    private static String plain(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private String @Nullable [] lines(long project, String commit, String path) {
        return files.locate(project, commit, path)
                .filter(located -> located.size() <= LARGEST && !located.link())
                .flatMap(_ -> files.find(project, commit, path))
                .filter(file -> !file.binary())
                .map(file -> Positions.split(file.text()))
                .orElse(null);
    }

    private Map<String, Suggestion.Applied> applied(List<Long> comments) {
        Map<String, Suggestion.Applied> applied = new HashMap<>();
        jdbc.sql("""
                        select done.comment_id, done.number, done.commit, done.before, done.after, done.applied_at,
                               member.id, member.username, member.name, member.zone, member.picture
                        from suggestion_applied done join member on member.id = done.applied_by
                        where done.comment_id = any (:comments)""")
                .param("comments", comments.toArray(Long[]::new))
                .query(row -> {
                    applied.put(row.getLong("comment_id") + " " + row.getInt("number"), new Suggestion.Applied(
                            row.getString("commit"), Threads.person(row, ""), row.getTimestamp("applied_at").toInstant(),
                            row.getString("before"), row.getString("after")));
                });
        return applied;
    }
}
