package antipode.mergerequests;

import antipode.hours.FairTime;
import antipode.people.Actor;
import antipode.projects.Merging;
import antipode.projects.Role;
import antipode.web.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Everything that decides whether a merge request may merge now, and by whom.
///
/// @param required  approvals that the project asks for
/// @param role      what the actor is to the project
/// @param conflicts the files that both sides changed; empty if it merges cleanly
/// @param targetThere whether the target branch exists
/// @param behind    whether the target has commits that the source must be brought up to first
/// @param owners    what CODEOWNERS asks for
/// @param reviews   the last of each
/// @param unresolved how many threads wait to be resolved, and `mustResolve` whether the project lets none of them wait
/// @param protection why the rules of the target branch keep the actor from merging
/// @param windows   when each comment window asked for here ends: those of open asks
public record Standing(
        MergeRequest request,
        List<MergeRequest.Reviewer> reviewers,
        List<MergeRequest.Approval> approvals,
        int required,
        Actor actor,
        Role role,
        List<String> conflicts,
        boolean targetThere,
        boolean behind,
        Merging merging,
        List<OwnerRule> owners,
        List<Instant> windows,
        List<MergeRequest.Review> reviews,
        int unresolved,
        boolean mustResolve,
        Optional<String> protection,
        Instant now) {

    /// Why it can't be merged by this actor at this moment, a sentence each; empty if it can.
    public List<String> whyNotYet(Times times) {
        if (!request.open()) {
            return List.of(request.merged() ? "It is merged already." : "It is closed. Reopen it first.");
        }
        List<String> reasons = new ArrayList<>();
        if (request.draft()) {
            reasons.add("It is a draft. Mark it as ready first.");
        }
        reasons.addAll(unmergeable());
        reasons.addAll(doorClosed(times));
        mayNot().ifPresent(reasons::add);
        return reasons;
    }

    /// What the state of the branches forbids.
    List<String> unmergeable() {
        if (!targetThere) {
            return List.of("The branch " + request.targetBranch() + " is gone. Choose another target.");
        }
        if (!conflicts.isEmpty()) {
            return List.of("Both branches changed " + files() + ". Settle it here, or bring " + request.targetBranch() + " into "
                    + request.sourceBranch() + " with git.");
        }
        return behind
                ? List.of(request.targetBranch() + " has commits that " + request.sourceBranch()
                        + " lacks. Rebase it first: approvals hold as long as the change stays the same.")
                : List.of();
    }

    /// What the door still asks for.
    List<String> doorClosed(Times times) {
        List<String> reasons = new ArrayList<>();
        int needed = request.approvalsNeeded(required);
        long given = request.approvals(approvals);
        if (given < needed) {
            reasons.add(
                    (request.oneWay() ? "A one-way door needs " : "The project asks for ") + count(needed, "approval")
                            + " of this version; it has " + (given == 0 ? "none" : String.valueOf(given)) + ".");
        }
        changesWanted().forEach(review -> reasons.add(
                review.by().firstName() + " asks for changes. They look again, or a maintainer sets it aside."));
        if (ownersDecide()) {
            owners.stream().filter(rule -> !rule.met()).map(OwnerRule::sentence).distinct().forEach(reasons::add);
        }
        if (mustResolve && unresolved > 0) {
            reasons.add(unresolved == 1 ? "One thread is unresolved." : unresolved + " threads are unresolved.");
        }
        if (!request.draft()) {
            openWindow().ifPresent(end -> reasons.add(
                    "Its comment window is open until " + times.within(end) + ", " + times.distance(end)
                            + ": then every reviewer has had fair time."));
        }
        return reasons;
    }

    /// Requests for changes that nothing their writers said later has lifted.
    public List<MergeRequest.Review> changesWanted() {
        return reviews.stream().filter(MergeRequest.Review::wantsChanges).toList();
    }

    /// When the comment window of a one-way door ends; nothing once it has.
    Optional<Instant> openWindow() {
        return request.oneWay() ? windowEnd().filter(end -> end.isAfter(now)) : Optional.empty();
    }

    /// Whether the owners in CODEOWNERS must approve: at a one-way door always, else where the project says so.
    public boolean ownersDecide() {
        return request.oneWay() || merging.ownersApprove();
    }

    /// Whether nothing but its comment window is in the way: then a maintainer may merge with a sentence that stays.
    public boolean mayMergeEarly() {
        return request.open() && !request.draft() && role.atLeast(Role.MAINTAINER) && mayNot().isEmpty() && unmergeable().isEmpty()
                && openWindow().isPresent() && doorClosed(new Times(now, ZoneOffset.UTC)).size() == 1;
    }

    /// Whether merging is a matter of time or of others' word: then it may be let merge as soon as it can.
    public boolean mayMergeLater() {
        return request.open() && request.mergesWhenReady() == null && role.atLeast(Role.DEVELOPER) && targetThere && protection.isEmpty()
                && (decides() || request.approvalsNeeded(required) > 0)
                && (request.draft() || !doorClosed(new Times(now, ZoneOffset.UTC)).isEmpty());
    }

    private boolean decides() {
        return actor.is(request.header().dri().id()) || role.atLeast(Role.MAINTAINER);
    }

    /// Whether all that it proposes becomes one commit.
    public boolean squashes() {
        return merging.squash().applies(request.squash());
    }

    /// Why this actor is not the one who decides, if they are not.
    Optional<String> mayNot() {
        if (!actor.signedIn()) {
            return Optional.of("Sign in to merge.");
        }
        if (!role.atLeast(Role.DEVELOPER)) {
            return Optional.of("Merging takes a developer of the project.");
        }
        if (protection.isPresent()) {
            return protection.map(why -> why + ".");
        }
        if (!decides() && request.approvals(approvals) < Math.max(1, required)) {
            return Optional.of(request.header().dri().firstName() + " decides this one. You may merge it once it is approved.");
        }
        return Optional.empty();
    }

    /// When everyone who was asked to look has had fair time; nobody waits for who has approved this version.
    public Optional<Instant> windowEnd() {
        List<Instant> ends = new ArrayList<>(windows);
        reviewers.stream()
                .filter(reviewer -> !approved(reviewer))
                .map(MergeRequest.Reviewer::fairAt)
                .filter(Objects::nonNull)
                .forEach(ends::add);
        // People read it, so it is rounded as a fair due time is.
        return ends.stream().max(Comparator.naturalOrder()).map(FairTime::roundedUp);
    }

    public boolean approved(MergeRequest.Reviewer reviewer) {
        return approvals.stream()
                .anyMatch(one -> one.person().id() == reviewer.person().id() && one.head().equals(request.head()));
    }

    /// Whether this actor has approved the version that stands.
    public boolean approvedByActor() {
        return approvals.stream().anyMatch(one -> actor.is(one.person().id()) && one.head().equals(request.head()));
    }

    /// Who may say that it may go in: whoever was asked to look, and developers; never its author.
    public boolean mayApprove() {
        return request.open()
                && actor.signedIn()
                && !actor.is(request.header().author().id())
                && (role.atLeast(Role.DEVELOPER) || isReviewer());
    }

    /// A reviewer, whoever is responsible and a maintainer may turn the door one-way.
    public boolean mayTurnOneWay() {
        return request.open()
                && !request.oneWay()
                && (isReviewer() || actor.is(request.header().dri().id()) || role.atLeast(Role.MAINTAINER));
    }

    public boolean mayTurnBack() {
        return request.open() && request.oneWay() && role.atLeast(Role.MAINTAINER);
    }

    public boolean isReviewer() {
        return reviewers.stream().anyMatch(reviewer -> actor.is(reviewer.person().id()));
    }

    private String files() {
        if (conflicts.size() <= 3) {
            return String.join(", ", conflicts);
        }
        return String.join(", ", conflicts.subList(0, 3)) + " and " + (conflicts.size() - 3) + " more";
    }

    private static String count(int number, String what) {
        return switch (number) {
            case 1 -> "an " + what;
            case 2 -> "two " + what + "s";
            default -> number + " " + what + "s";
        };
    }
}
