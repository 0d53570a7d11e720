package antipode.mergerequests;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Problem;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Merging by API, and taking back what was merged.
@Api
class MergeApi {

    private static final String ONE = "/projects/{id}/merge_requests/{iid}";

    private final MergeRequests requests;
    private final MergeRequestMerges merges;
    private final MergeRequestJsons jsons;

    MergeApi(MergeRequests requests, MergeRequestMerges merges, MergeRequestJsons jsons) {
        this.requests = requests;
        this.merges = merges;
        this.jsons = jsons;
    }

    @PutMapping(ONE + "/merge")
    @May(Who.GUEST)
    MergeRequestJson.Single merge(@PathVariable long iid, Parameters parameters, Project project, Actor actor, Site site) {
        MergeRequest request = requests.find(actor, project, iid);
        boolean squash = parameters.bool("squash", false);
        String message = parameters.text(squash ? "squash_commit_message" : "merge_commit_message");
        try {
            merges.merge(actor, request, new MergeRequestMerges.How(
                    parameters.text("sha"), message, squash, null, parameters.bool("should_remove_source_branch")));
        } catch (Problem problem) {
            throw switch (problem.status()) {
                case 403 -> Refusal.unauthorized();
                case 405 -> Refusal.message(405, "405 Method Not Allowed - " + problem.message());
                case 422 -> Refusal.message(422, "Branch cannot be merged - " + problem.message());
                default -> problem;
            };
        }
        return jsons.single(actor, requests.get(request.id()), project, site);
    }

    /// Ours: prepares to take it back.
    @PostMapping(ONE + "/revert")
    @May(Who.DEVELOPER)
    MergeRequestJson.Single revert(@PathVariable long iid, Project project, Actor actor, Site site) {
        MergeRequest revert = merges.revert(actor, requests.find(actor, project, iid));
        return jsons.single(actor, revert, project, site);
    }
}
