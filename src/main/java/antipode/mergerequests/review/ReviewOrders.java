package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequestReviews;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.Verdict;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.threads.QuickAction;
import antipode.threads.QuickAction.Effect;
import antipode.web.Problem;
import java.util.List;
import org.springframework.stereotype.Component;

/// What one can order while reviewing.
@Component
class ReviewOrders implements QuickAction.Several {

    private final MergeRequests requests;
    private final MergeRequestReviews reviewers;
    private final DraftNotes drafts;
    private final Reviews reviews;
    private final Access access;

    ReviewOrders(MergeRequests requests, MergeRequestReviews reviewers, DraftNotes drafts, Reviews reviews, Access access) {
        this.requests = requests;
        this.reviewers = reviewers;
        this.drafts = drafts;
        this.reviews = reviews;
        this.access = access;
    }

    @Override
    public List<QuickAction> actions() {
        return List.of(submit(), requestChanges());
    }

    private QuickAction submit() {
        return QuickAction.of(
                "submit_review", "approve, or request_changes, or nothing", "Sends your review with all that waits in it.",
                ReviewOrders::fits, order -> {
                    Verdict verdict = Verdict.said(order.arguments());
                    MergeRequest request = requests.get(order.issuable().id());
                    if (verdict == Verdict.COMMENT && drafts.of(order.actor(), request).isEmpty()) {
                        throw new Problem(422, "Nothing waits in your review.");
                    }
                    if (verdict != Verdict.COMMENT) {
                        requireJudge(order.actor(), request);
                    }
                    return Effect.of(
                            "Sends your review.", "Sent your review.", "submit_review", verdict.key(),
                            locked -> reviews.send(order.actor(), requests.get(locked.id()), verdict, "", ""));
                });
    }

    private QuickAction requestChanges() {
        return QuickAction.of(
                "request_changes", "", "Asks for changes before it merges.", ReviewOrders::fits, order -> {
                    order.noArguments();
                    requireJudge(order.actor(), requests.get(order.issuable().id()));
                    return Effect.of(
                            "Asks for changes.", "Asked for changes.", "request_changes", true,
                            locked -> reviews.send(order.actor(), requests.get(locked.id()), Verdict.CHANGES, "", ""));
                });
    }

    private static boolean fits(Issuable issuable) {
        return issuable.kind() == Issuable.Kind.MERGE_REQUEST;
    }

    private void requireJudge(Actor actor, MergeRequest request) {
        if (!request.open()) {
            throw new Problem(422, "It is " + (request.merged() ? "merged" : "closed") + " already.");
        }
        if (actor.is(request.header().author().id())) {
            throw new Problem(422, "You wrote this yourself. Somebody else judges it.");
        }
        boolean reviewer = reviewers.asks(actor, request);
        access.require(actor, request.header().projectId(), reviewer ? Role.GUEST : Role.DEVELOPER);
    }
}
