package antipode.mergerequests.review;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequests;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.threads.Comments;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

/// Applying suggestions by API, in GitLab's form.
@Api
class SuggestionApi {

    private final JdbcClient jdbc;
    private final Threads threads;
    private final Projects projects;
    private final MergeRequests requests;
    private final Positions positions;
    private final Suggestions suggestions;
    private final AppliedSuggestions applied;
    private final Comments comments;

    SuggestionApi(
            JdbcClient jdbc,
            Threads threads,
            Projects projects,
            MergeRequests requests,
            Positions positions,
            Suggestions suggestions,
            AppliedSuggestions applied,
            Comments comments) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.projects = projects;
        this.requests = requests;
        this.positions = positions;
        this.suggestions = suggestions;
        this.applied = applied;
        this.comments = comments;
    }

    @PutMapping("/suggestions/{suggestion}/apply")
    @May(Who.MEMBER)
    Map<String, Object> apply(@PathVariable long suggestion, Parameters sent, Actor actor) {
        return apply(actor, List.of(suggestion), sent).getFirst();
    }

    @PutMapping("/suggestions/batch_apply")
    @May(Who.MEMBER)
    List<Map<String, Object>> applyAll(Parameters sent, Actor actor) {
        List<Long> ids = sent.integers("ids");
        if (ids == null || ids.isEmpty()) {
            throw Refusal.parameters("ids is missing");
        }
        return apply(actor, ids.stream().distinct().toList(), sent);
    }

    private List<Map<String, Object>> apply(Actor actor, List<Long> ids, Parameters sent) {
        MergeRequest request = requestOf(actor, ids);
        Project project = projects.unrestricted(request.header().projectId()).orElseThrow();
        try {
            applied.apply(actor, project, request, ids, sent.text("commit_message"));
        } catch (Problem problem) {
            throw problem.status() == 409 ? Refusal.message(400, problem.message()) : problem;
        }
        return told(requests.get(request.id()), ids);
    }

    /// The one merge request that all of them are in, if the actor may see it.
    private MergeRequest requestOf(Actor actor, List<Long> ids) {
        List<Long> things = jdbc.sql("select distinct issuable_id from comment where id = any (:comments)")
                .param("comments", ids.stream().map(Suggestion::commentOf).toArray(Long[]::new))
                .query(Long.class)
                .list();
        if (things.isEmpty()) {
            throw Problem.notFound("Suggestion");
        }
        if (things.size() > 1) {
            throw Refusal.message(400, "Suggestions must all be on the same branch.");
        }
        Issuable thing;
        try {
            thing = threads.find(actor, things.getFirst());
        } catch (Problem unseen) {
            throw Problem.notFound("Suggestion");
        }
        if (thing.kind() != Issuable.Kind.MERGE_REQUEST) {
            throw Problem.notFound("Suggestion");
        }
        return requests.get(thing.id());
    }

    private List<Map<String, Object>> told(MergeRequest request, List<Long> ids) {
        List<Map<String, Object>> told = new ArrayList<>();
        Map<Long, DiffPosition.Kept> places = positions.of(request.id());
        for (long id : ids) {
            var comment = comments.find(request.id(), Suggestion.commentOf(id));
            var discussion = comments.discussion(request.id(), comment.threadId()).orElseThrow();
            DiffPosition.Kept kept = places.get(comment.threadId());
            if (kept != null) {
                LinePlace place = new LinePlace(
                        request, comment.threadId(), kept, null, suggestions.of(request, places, List.of(discussion)), true);
                told.add(place.suggestions(comment).get(Suggestion.numberOf(id)));
            }
        }
        return told;
    }
}
