package antipode.mergerequests.review;

import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequests;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.repositories.Commit;
import antipode.repositories.Commits;
import antipode.threads.Comment;
import antipode.threads.Discussion;
import antipode.threads.Issuable;
import antipode.threads.Place;
import antipode.threads.PlacedThreads;
import antipode.threads.ToldPlaces;
import antipode.web.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Tells threads their places in the difference of a merge request or a commit: two questions, and one more where anything is suggested.
@Component
class ThreadPlaces implements PlacedThreads {

    private static final int MOST_TOLD = 6;

    private final ObjectProvider<MergeRequests> requests;
    private final ObjectProvider<Positions> positions;
    private final Suggestions suggestions;
    private final Commits commits;
    private final Access access;

    ThreadPlaces(
            ObjectProvider<MergeRequests> requests, ObjectProvider<Positions> positions, Suggestions suggestions, Commits commits,
            Access access) {
        this.commits = commits;
        this.requests = requests;
        this.positions = positions;
        this.suggestions = suggestions;
        this.access = access;
    }

    @Override
    public Map<Long, Place> of(Actor reader, Issuable issuable, List<Discussion> discussions) {
        Positions kept = positions.getObject();
        Map<Long, DiffPosition.Kept> all = kept.of(issuable.id());
        if (all.isEmpty()) {
            return Map.of();
        }
        if (issuable.kind() == Issuable.Kind.COMMIT) {
            Map<Long, Place> places = new HashMap<>();
            all.forEach((thread, one) -> places.put(thread, new LinePlace(null, thread, one, one.position(), Map.of(), false)));
            return places;
        }
        MergeRequest request = requests.getObject().get(issuable.id());
        Map<Long, DiffPosition> begun = new HashMap<>();
        discussions.forEach(discussion -> {
            DiffPosition.Kept one = all.get(discussion.id());
            if (one != null) {
                begun.put(discussion.id(), one.position());
            }
        });
        Map<Long, DiffPosition> now =
                kept.follow(issuable.projectId(), begun, request.base(), request.start(), request.head());
        Map<Long, List<Suggestion>> suggested = suggestions.of(request, all, discussions);
        boolean mayApply = reader.signedIn() && !suggested.isEmpty() && access.level(reader, issuable.projectId()).atLeast(Role.DEVELOPER);
        Map<Long, Place> places = new HashMap<>();
        begun.keySet().forEach(thread -> {
            DiffPosition.Kept one = all.get(thread);
            if (one != null) {
                places.put(thread, new LinePlace(request, thread, one, now.get(thread), suggested, mayApply));
            }
        });
        return places;
    }

    @Override
    public Map<Long, ToldPlaces.Told> told(Collection<Long> comments) {
        Map<Long, ToldPlaces.Told> told = new HashMap<>();
        positions.getObject().ofComments(comments).forEach((comment, kept) -> {
            List<String> lines = kept.excerpt();
            told.put(comment, new ToldPlaces.Told(
                    "on " + kept.position().words(""), lines.subList(Math.max(0, lines.size() - MOST_TOLD), lines.size())));
        });
        return told;
    }

    @Override
    public Consumer<Comment> at(Actor actor, Issuable issuable, Parameters position) {
        DiffPosition.Kept kept = issuable.commit() == null
                ? read(requests.getObject().get(issuable.id()), position)
                : read(issuable.projectId(), issuable.commit(), position);
        return comment -> positions.getObject().keep(issuable.id(), comment.id(), kept);
    }

    private DiffPosition.Kept read(long project, String sha, Parameters position) {
        DiffPosition.Wish wish = DiffPosition.wish(position);
        Commit commit = commits.find(project, sha).orElseThrow(ThreadPlaces::refusal);
        Integer line = wish == null ? null : wish.newLine() != null ? wish.newLine() : wish.oldLine();
        if (wish == null || line == null || !wish.headSha().equals(sha)) {
            throw refusal();
        }
        boolean old = wish.newLine() == null;
        Integer first = old ? wish.oldStart() : wish.newStart();
        try {
            return positions.getObject().read(
                    project, commit, wish.oldPath(), wish.newPath(), new Lines(old, first == null ? line : first, line));
        } catch (Problem none) {
            throw refusal();
        }
    }

    /// What a client sent as `position`, or GitLab's refusal.
    DiffPosition.Kept read(MergeRequest request, Parameters position) {
        DiffPosition.Wish wish = DiffPosition.wish(position);
        if (wish == null) {
            throw refusal();
        }
        try {
            return positions.getObject().read(request, wish);
        } catch (Problem none) {
            throw refusal();
        }
    }

    private static Refusal refusal() {
        return Refusal.message(
                400, "400 Bad request - Note {:line_code=>[\"can't be blank\", \"must be a valid line code\"]}");
    }
}
