package antipode.mergerequests;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.repositories.Merges;
import antipode.web.OwnTransactions;
import antipode.web.Problem;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Merging by API, and taking back what was merged.
@Api
class MergeApi {

    private static final String ONE = "/projects/{id}/merge_requests/{iid}";

    private final MergeRequests requests;
    private final MergeRequestMerges landing;
    private final MergeRequestReverts reverts;
    private final AutoMerges autos;
    private final Rebases rebases;
    private final Merges merges;
    private final MergeRequestJsons jsons;

    MergeApi(
            MergeRequests requests,
            MergeRequestMerges landing,
            MergeRequestReverts reverts,
            AutoMerges autos,
            Rebases rebases,
            Merges merges,
            MergeRequestJsons jsons) {
        this.requests = requests;
        this.landing = landing;
        this.reverts = reverts;
        this.autos = autos;
        this.rebases = rebases;
        this.merges = merges;
        this.jsons = jsons;
    }

    /// `early` is ours: why a maintainer doesn't wait for the window of a one-way door.
    @PutMapping(ONE + "/merge")
    @May(Who.GUEST)
    MergeRequestJson.Single merge(@PathVariable long iid, Parameters parameters, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        Boolean squash = parameters.bool("squash");
        boolean squashes = project.merging().squash().applies(squash == null ? request.squash() : squash);
        var how = new MergeRequestMerges.How(
                parameters.text("sha"), parameters.text(squashes ? "squash_commit_message" : "merge_commit_message"), squash, null,
                parameters.bool("should_remove_source_branch"), parameters.text("early", ""));
        boolean later = parameters.bool("merge_when_pipeline_succeeds", false) || parameters.bool("auto_merge", false);
        refusing(() -> later ? autos.set(actor, request, how) : landing.merge(actor, request, how));
        return jsons.single(actor, requests.get(request.id()), project, site);
    }

    private static void refusing(Supplier<MergeRequest> deed) {
        try {
            var _ = deed.get();
        } catch (Problem problem) {
            throw switch (problem.status()) {
                case 403 -> Refusal.unauthorized();
                case 405 -> Refusal.message(405, "405 Method Not Allowed - " + problem.message());
                case 422 -> Refusal.message(422, "Branch cannot be merged - " + problem.message());
                default -> problem;
            };
        }
    }

    @PostMapping({ONE + "/cancel_merge_when_pipeline_succeeds", ONE + "/cancel_auto_merge"})
    @May(Who.GUEST)
    MergeRequestJson.Single cancel(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        refusing(() -> autos.cancel(actor, request));
        return jsons.single(actor, requests.get(request.id()), project, site);
    }

    /// It is done by the time it is answered; what was in the way stands in `merge_error` of the merge request, as clients of
    /// GitLab look for it there.
    @PutMapping(ONE + "/rebase")
    @May(Who.DEVELOPER)
    Answer<Map<String, Boolean>> rebase(@PathVariable long iid, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        try {
            rebases.rebase(actor, request);
        } catch (Problem refused) {
            if (refused.status() != 409 || !request.open()) {
                throw refused;
            }
            rebases.fail(request, "Rebase failed: " + refused.message());
        }
        return Answer.of(202, Map.of("rebase_in_progress", true));
    }

    /// What the merge would be, as `refs/merge-requests/7/merge`.
    @GetMapping(ONE + "/merge_ref")
    @May(Who.DEVELOPER)
    @OwnTransactions
    Map<String, String> mergeRef(@PathVariable long iid, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        if (!request.open()) {
            throw Refusal.message(400, "Merge request is not open");
        }
        String message = landing.message(request, java.util.List.of(), null, false);
        return switch (merges.prepare(
                actor, project, request.head(), request.targetBranch(), message, "refs/merge-requests/" + request.iid() + "/merge")) {
            case Merges.Merged merged -> Map.of("commit_id", merged.commit());
            case Merges.Conflicting _ -> throw Refusal.message(400, "Merge request is not mergeable");
        };
    }

    /// Ours: prepares to take it back; with `now` it is taken back at once where its door lets the actor do so alone.
    @PostMapping(ONE + "/revert")
    @May(Who.DEVELOPER)
    MergeRequestJson.Single revert(@PathVariable long iid, Parameters parameters, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        MergeRequest revert = parameters.bool("now", false) ? reverts.revertNow(actor, request) : reverts.revert(actor, request);
        return jsons.single(actor, revert, project, site);
    }
}
