package antipode.mergerequests;

import antipode.mergerequests.review.Asked;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Door;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// What one does at the door of a merge request: approving, turning it, merging, taking back.
@Controller
class DoorController {

    private static final String ONE = "/{project}/-/merge_requests/{iid}";

    private final MergeRequests requests;
    private final MergeRequestReviews reviews;
    private final MergeRequestMerges merges;
    private final MergeRequestPages pages;

    DoorController(
            MergeRequests requests,
            MergeRequestReviews reviews,
            MergeRequestMerges merges,
            MergeRequestPages pages) {
        this.requests = requests;
        this.reviews = reviews;
        this.merges = merges;
        this.pages = pages;
    }

    /// `sha` is the version that was looked at.
    @PostMapping(ONE + "/approval")
    @May(Who.GUEST)
    View approve(
            @PathVariable long iid, @RequestParam(defaultValue = "") String sha, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "You approved this version. A new one will ask again.",
                request -> reviews.approve(actor, request, sha));
    }

    @PostMapping(ONE + "/approval/removal")
    @May(Who.GUEST)
    View unapprove(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "Your approval is taken back.", request -> reviews.unapprove(actor, request));
    }

    @PostMapping(ONE + "/door")
    @May(Who.GUEST)
    View door(
            @PathVariable long iid,
            @RequestParam(defaultValue = "one-way") String door,
            @RequestParam(defaultValue = "") String reason,
            Project project,
            Role role,
            Actor actor) {
        boolean oneWay = Door.of(door) == Door.ONE_WAY;
        return pages.deed(
                actor, project, role, iid,
                oneWay ? "It is a one-way door now. Silence does not open it." : "It is a two-way door again.",
                request -> {
                    if (oneWay) {
                        reviews.turnOneWay(actor, request, Words.line(reason));
                    } else {
                        reviews.turnTwoWay(actor, request, Words.line(reason));
                    }
                });
    }

    @PostMapping(ONE + "/merge")
    @May(Who.GUEST)
    View merge(
            @PathVariable long iid, @RequestParam(defaultValue = "") String sha, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "It is merged. One click takes it back.", request -> {
            if (!sha.isEmpty() && request.open() && !sha.equals(request.head())) {
                throw Problem.conflict("A new version was pushed since you looked. Here it is; look again, then merge.");
            }
            merges.merge(actor, request, MergeRequestMerges.How.of(sha.isEmpty() ? null : sha, null));
        });
    }

    @PostMapping(ONE + "/revert")
    @May(Who.DEVELOPER)
    View revert(@PathVariable long iid, Project project, Role role, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        try {
            MergeRequest revert = merges.revert(actor, request);
            return Redirect.to(revert.path())
                    .saying(Notice.done("This takes back " + request.reference() + ". Say why, then mark it as ready."));
        } catch (Problem refused) {
            return pages.of(actor, project, role, requests.find(actor, project, iid), Asked.usual(), null, null, refused);
        }
    }
}
