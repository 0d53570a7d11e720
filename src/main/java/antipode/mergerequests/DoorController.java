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
import java.util.Map;
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
    private final DoorTurns doors;
    private final Approvals approvals;
    private final MergeRequestMerges merges;
    private final MergeRequestReverts reverts;
    private final AutoMerges autos;
    private final Rebases rebases;
    private final MergeRequestPages pages;

    DoorController(
            MergeRequests requests,
            DoorTurns doors,
            Approvals approvals,
            MergeRequestMerges merges,
            MergeRequestReverts reverts,
            AutoMerges autos,
            Rebases rebases,
            MergeRequestPages pages) {
        this.requests = requests;
        this.doors = doors;
        this.approvals = approvals;
        this.merges = merges;
        this.reverts = reverts;
        this.autos = autos;
        this.rebases = rebases;
        this.pages = pages;
    }

    /// `sha` is the version that was looked at.
    @PostMapping(ONE + "/approval")
    @May(Who.GUEST)
    View approve(
            @PathVariable long iid, @RequestParam(defaultValue = "") String sha, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "You approved this version. A new one will ask again.",
                request -> approvals.approve(actor, request, sha));
    }

    @PostMapping(ONE + "/approval/removal")
    @May(Who.GUEST)
    View unapprove(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "Your approval is taken back.", request -> approvals.unapprove(actor, request));
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
                        doors.turnOneWay(actor, request, Words.line(reason));
                    } else {
                        doors.turnTwoWay(actor, request, Words.line(reason));
                    }
                });
    }

    @PostMapping(ONE + "/merge")
    @May(Who.GUEST)
    View merge(
            @PathVariable long iid, @RequestParam Map<String, String> form, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "It is merged. One click takes it back.",
                request -> merges.merge(actor, request, how(request, form, form.getOrDefault("early", ""))));
    }

    /// What stands in the form of the merge; boxes count only where they were shown.
    private static MergeRequestMerges.How how(MergeRequest request, Map<String, String> form, String early) {
        String sha = form.getOrDefault("sha", "");
        if (!sha.isEmpty() && request.open() && !sha.equals(request.head())) {
            throw Problem.conflict("A new version was pushed since you looked. Here it is; look again, then merge.");
        }
        boolean chosen = form.containsKey("choices");
        return new MergeRequestMerges.How(
                sha.isEmpty() ? null : sha, Words.of(form.getOrDefault("message", "")),
                chosen && form.containsKey("may_squash") ? form.containsKey("squash") : null, null,
                chosen ? form.containsKey("removes_source") : null, Words.line(early));
    }

    @PostMapping(ONE + "/merge/later")
    @May(Who.GUEST)
    View mergeLater(
            @PathVariable long iid, @RequestParam Map<String, String> form, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "It merges by itself as soon as its door lets it.",
                request -> autos.set(actor, request, how(request, form, "")));
    }

    @PostMapping(ONE + "/merge/later/removal")
    @May(Who.GUEST)
    View mergeNotLater(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "It merges only when somebody merges it.",
                request -> autos.cancel(actor, request));
    }

    @PostMapping(ONE + "/rebase")
    @May(Who.DEVELOPER)
    View rebase(@PathVariable long iid, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "It is up to date.", request -> rebases.rebase(actor, request));
    }

    @PostMapping(ONE + "/revert")
    @May(Who.DEVELOPER)
    View revert(
            @PathVariable long iid, @RequestParam(defaultValue = "false") boolean now, Project project, Role role, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        try {
            MergeRequest revert = now ? reverts.revertNow(actor, request) : reverts.revert(actor, request);
            if (now) {
                return Redirect.to(request.path()).saying(Notice.done("It is taken back, by " + revert.reference() + "."));
            }
            return Redirect.to(revert.path())
                    .saying(Notice.done("This takes back " + request.reference() + ". Say why, then mark it as ready."));
        } catch (Problem refused) {
            return pages.of(actor, project, role, requests.find(actor, project, iid), Asked.usual(), null, null, refused);
        }
    }
}
