package antipode.mergerequests;

import antipode.people.Actor;
import antipode.threads.Events;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Changes the words of a merge request, and where it goes.
@Component
public class MergeRequestEdits {

    private final JdbcClient jdbc;
    private final MergeRequests requests;
    private final MergeRequestVersions versions;
    private final MergeRequestReviews reviews;
    private final Approvals approvals;
    private final AskedOwners owners;
    private final Threads threads;
    private final Events events;
    private final AutoMerges autos;

    MergeRequestEdits(
            JdbcClient jdbc,
            MergeRequests requests,
            MergeRequestVersions versions,
            MergeRequestReviews reviews,
            Approvals approvals,
            AskedOwners owners,
            Threads threads,
            Events events,
            AutoMerges autos) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.versions = versions;
        this.reviews = reviews;
        this.approvals = approvals;
        this.owners = owners;
        this.threads = threads;
        this.events = events;
        this.autos = autos;
    }

    /// What one changes of it; nothing stays as it is.
    public record Edit(
            @Nullable String title, @Nullable String description, @Nullable String targetBranch, @Nullable Boolean removesSource,
            @Nullable String question, @Nullable Boolean squash) {

        public Edit(
                @Nullable String title, @Nullable String description, @Nullable String targetBranch, @Nullable Boolean removesSource) {
            this(title, description, targetBranch, removesSource, null, null);
        }
    }

    /// Changes its words and where it goes.
    @Transactional
    public MergeRequest edit(Actor actor, MergeRequest seen, Edit edit) {
        MergeRequest request = requests.lock(seen.id());
        threads.requireEditor(actor, request.header());
        if (edit.title() != null || edit.description() != null) {
            String title = edit.title() == null ? null : MergeRequest.withoutDraft(edit.title());
            threads.edit(actor, request.id(), title, edit.description());
        }
        if (edit.removesSource() != null) {
            jdbc.sql("update merge_request set remove_source = :remove where id = :id")
                    .param("remove", edit.removesSource())
                    .param("id", request.id())
                    .update();
        }
        if (edit.question() != null) {
            requests.question(request, edit.question());
        }
        if (edit.squash() != null) {
            jdbc.sql("update merge_request set squash = :squash where id = :id")
                    .param("squash", edit.squash())
                    .param("id", request.id())
                    .update();
        }
        if (edit.targetBranch() != null && !edit.targetBranch().equals(request.targetBranch())) {
            retarget(actor, request, edit.targetBranch());
        }
        return requests.get(request.id());
    }

    private void retarget(Actor actor, MergeRequest request, String target) {
        MergeRequests.requireOpen(request);
        if (target.equals(request.sourceBranch())) {
            throw Problem.invalid("target_branch", "can't be the source branch as well");
        }
        MergeRequestVersions.Ends ends = versions.ends(request.header().projectId(), request.sourceBranch(), target);
        requests.requireAlone(request.header().projectId(), request.sourceBranch(), target);
        jdbc.sql("update merge_request set target_branch = :target where id = :id")
                .param("target", target)
                .param("id", request.id())
                .update();
        versions.move(request, ends);
        // Approvals said that it may go into the other branch.
        List<Long> approvers = approvals.reset(request.id());
        reviews.waitAnew(request);
        autos.pushed(actor, request, request.head(), false);
        long note = events.append(actor, request.header(), "retargeted", Map.of("from", request.targetBranch(), "to", target));
        reviews.askAgain(actor, request, approvers, note);
        owners.ask(actor, requests.get(request.id()));
    }
}
