package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequests;
import antipode.people.Actor;
import antipode.people.Member;
import antipode.people.Members;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.Edits;
import antipode.repositories.Files;
import antipode.repositories.LineMoves;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.Discussion;
import antipode.threads.Events;
import antipode.threads.Resolutions;
import antipode.web.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Applies suggestions: one commit on the source branch, whose author is who suggested it.
@Component
public class AppliedSuggestions {

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final MergeRequests requests;
    private final Positions positions;
    private final Suggestions suggestions;
    private final Comments comments;
    private final Resolutions resolutions;
    private final Events events;
    private final Members members;
    private final Access access;
    private final Branches branches;
    private final Files files;
    private final Edits edits;
    private final LineMoves moves;
    private final Clock clock;

    AppliedSuggestions(
            JdbcClient jdbc,
            MergeRequests requests,
            Positions positions,
            Suggestions suggestions,
            Comments comments,
            Resolutions resolutions,
            Events events,
            Members members,
            Access access,
            Branches branches,
            Files files,
            Edits edits,
            LineMoves moves,
            Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.positions = positions;
        this.suggestions = suggestions;
        this.comments = comments;
        this.resolutions = resolutions;
        this.events = events;
        this.members = members;
        this.access = access;
        this.branches = branches;
        this.files = files;
        this.edits = edits;
        this.moves = moves;
        this.clock = clock;
    }

    /// What the first suggestion in a comment is called.
    public static long firstOf(long comment) {
        return comment * Suggestion.MOST;
    }

    /// All of these in one commit, or none and a sentence why.
    ///
    /// @param ids     as the API calls them
    /// @param message what the commit says; the usual if nothing
    /// @return the commit
    @Transactional
    public String apply(Actor actor, Project project, MergeRequest seen, List<Long> ids, @Nullable String message) {
        access.require(actor, project, Role.DEVELOPER);
        MergeRequest request = requests.lock(seen.id());
        List<Suggestion> chosen = find(request, ids);
        for (Suggestion suggestion : chosen) {
            if (suggestion.applied() != null) {
                throw Problem.conflict("It is applied already.");
            }
            if (suggestion.whyNot() != null) {
                throw Problem.conflict(suggestion.whyNot());
            }
        }
        String head = branches.find(project.id(), request.sourceBranch())
                .orElseThrow(() -> Problem.conflict("The branch " + request.sourceBranch() + " is gone."))
                .commit()
                .id();
        if (!head.equals(request.head())) {
            throw Problem.conflict("The branch has moved meanwhile. Look at what came in, then try again.");
        }
        List<Edits.Action> actions = actions(project, request, chosen);
        List<Member> authors = authors(chosen);
        String commit = edits.commit(
                actor, authors.getFirst(), project, request.sourceBranch(), null,
                message(request, chosen, actions, authors, actor, message), actions, head);
        remember(actor, chosen, commit);
        events.append(actor, request.header(), "applied", Map.of("sentence", sentence(chosen, authors, commit), "commit", commit));
        resolve(actor, request, chosen);
        return commit;
    }

    /// The merge request's suggestions of these names, each once.
    private List<Suggestion> find(MergeRequest request, List<Long> ids) {
        if (ids.isEmpty() || ids.size() > MOST) {
            throw Problem.invalid("ids", ids.isEmpty() ? "can't be blank" : "can be at most " + MOST);
        }
        Map<Long, Discussion> discussions = new LinkedHashMap<>();
        for (long id : ids) {
            Comment comment = comments.find(request.id(), Suggestion.commentOf(id));
            discussions.computeIfAbsent(
                    comment.threadId(), thread -> comments.discussion(request.id(), thread).orElseThrow());
        }
        Map<Long, List<Suggestion>> known =
                suggestions.of(request, positions.of(request.id()), List.copyOf(discussions.values()));
        Set<Suggestion> found = new LinkedHashSet<>();
        for (long id : ids) {
            List<Suggestion> all = known.getOrDefault(Suggestion.commentOf(id), List.of());
            if (Suggestion.numberOf(id) >= all.size()) {
                throw Problem.notFound("Suggestion");
            }
            found.add(all.get(Suggestion.numberOf(id)));
        }
        return List.copyOf(found);
    }

    /// One suggestion as it would go in.
    private record Change(int from, int to, List<String> lines) {}

    private List<Edits.Action> actions(Project project, MergeRequest request, List<Suggestion> chosen) {
        Map<String, List<Change>> byPath = new TreeMap<>();
        for (Suggestion suggestion : chosen) {
            String head = suggestion.position().headSha();
            LineMoves.Moved moved = head.equals(request.head())
                    ? new LineMoves.Moved(suggestion.path(), List.of())
                    : Objects.requireNonNull(moves.between(project.id(), head, request.head(), List.of(suggestion.path()))
                            .get(suggestion.path()));
            int from = suggestion.through(moved);
            byPath.computeIfAbsent(moved.path(), _ -> new ArrayList<>())
                    .add(new Change(from, from + suggestion.to() - suggestion.from(), suggestion.after()));
        }
        List<Edits.Action> actions = new ArrayList<>();
        byPath.forEach((path, changes) -> {
            changes.sort(Comparator.comparingInt(Change::from));
            for (int at = 1; at < changes.size(); at++) {
                if (changes.get(at).from() <= changes.get(at - 1).to()) {
                    throw Problem.conflict("Two of these change the same lines of " + path + ". Apply one of them.");
                }
            }
            byte[] bytes = files.find(project.id(), request.head(), path).orElseThrow(() -> Problem.notFound("File")).bytes();
            actions.add(new Edits.Action(Edits.Kind.UPDATE, path, null, changed(bytes, changes), null));
        });
        return actions;
    }

    /// The file with these lines changed; every other byte, and how its lines end, stays.
    private static byte[] changed(byte[] bytes, List<Change> changes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 1_000);
        Map<Integer, Change> starts = new HashMap<>();
        changes.forEach(change -> starts.put(change.from(), change));
        int line = 1;
        Change open = null;
        for (int at = 0; at < bytes.length; line++) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            int next = Math.min(end + 1, bytes.length);
            open = open == null ? starts.get(line) : open;
            if (open == null) {
                out.write(bytes, at, next - at);
            } else if (line == open.to()) {
                String ending = end == bytes.length ? "" : end > at && bytes[end - 1] == '\r' ? "\r\n" : "\n";
                String between = ending.isEmpty() ? "\n" : ending;
                String text = String.join(between, open.lines());
                out.writeBytes((open.lines().isEmpty() ? "" : text + ending).getBytes(StandardCharsets.UTF_8));
                open = null;
            }
            at = next;
        }
        return out.toByteArray();
    }

    private List<Member> authors(List<Suggestion> chosen) {
        List<Long> ids = chosen.stream().map(one -> one.comment().author().id()).distinct().toList();
        Map<Long, Member> found = members.byIds(ids);
        return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    }

    private static String message(
            MergeRequest request, List<Suggestion> chosen, List<Edits.Action> actions, List<Member> authors, Actor actor,
            @Nullable String wished) {
        String files = actions.size() == 1 ? actions.getFirst().path() : actions.size() + " files";
        String title = wished != null && !wished.isBlank()
                ? wished.strip()
                : "Apply " + (chosen.size() == 1 ? "a suggestion" : chosen.size() + " suggestions") + " to " + files;
        StringBuilder message = new StringBuilder(title).append("\n\nMerge-request: ").append(request.header().fullReference());
        authors.forEach(author -> message.append("\nSuggested-by: ").append(signature(author)));
        authors.stream().skip(1).forEach(author -> message.append("\nCo-authored-by: ").append(signature(author)));
        if (authors.stream().noneMatch(author -> actor.is(author.id()))) {
            message.append("\nApplied-by: ").append(signature(actor.require()));
        }
        return message.append('\n').toString();
    }

    private static String signature(Member member) {
        return member.name() + " <" + member.email() + ">";
    }

    private static String sentence(List<Suggestion> chosen, List<Member> authors, String commit) {
        String by = String.join(", ", authors.stream().map(Member::name).toList());
        return "applied " + (chosen.size() == 1 ? "a suggestion" : chosen.size() + " suggestions") + " by " + by + " as "
                + commit.substring(0, 8);
    }

    private void remember(Actor actor, List<Suggestion> chosen, String commit) {
        for (Suggestion one : chosen) {
            jdbc.sql("""
                            insert into suggestion_applied (comment_id, number, commit, before, after, applied_by, applied_at)
                            values (:comment, :number, :commit, :before, :after, :by, :now)""")
                    .param("comment", one.comment().id())
                    .param("number", one.number())
                    .param("commit", commit)
                    .param("before", joined(one.before()))
                    .param("after", joined(one.after()))
                    .param("by", actor.id())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        }
    }

    private static String joined(List<String> lines) {
        StringBuilder joined = new StringBuilder();
        lines.forEach(line -> joined.append(line.replace('\0', '\uFFFD')).append('\n'));
        return joined.toString();
    }

    /// A thread whose suggestion went in is done with.
    private void resolve(Actor actor, MergeRequest request, List<Suggestion> chosen) {
        chosen.stream().map(one -> one.comment().threadId()).distinct().forEach(thread -> {
            Discussion discussion = comments.discussion(request.id(), thread).orElseThrow();
            if (discussion.resolvable() && !discussion.resolved()) {
                resolutions.resolve(actor, request.header(), thread, true);
            }
        });
    }
}
