package antipode.mergerequests;

import antipode.asks.Ask;
import antipode.asks.Composer;
import antipode.asks.OpenAsks;
import antipode.hours.DayBand;
import antipode.mergerequests.review.ChangesView;
import antipode.mergerequests.review.ReviewForm;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.repositories.Commit;
import antipode.threads.Around;
import antipode.threads.Citations;
import antipode.threads.Conversation;
import antipode.threads.Facts;
import antipode.threads.Issuable;
import antipode.todos.TurnLine;
import antipode.web.Frame;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A merge request: what it changes, where it stands on its way, what its door asks for, and the record.
///
/// @param review   the reader's own; nothing where they review nothing here
/// @param why      why it can't be merged by the reader yet; empty if it can
/// @param closes   the open issues that its merge closes
/// @param owners   whose approval CODEOWNERS asks for
/// @param ownersAhead whom it asks or tells as soon as it is no draft
/// @param besides  others that would change the same files
/// @param bookmark the reader's own
/// @param refused  what was just refused
record MergeRequestPage(
        Project project,
        MergeRequest request,
        Actor reader,
        Role role,
        Standing standing,
        List<String> why,
        ChangesView changes,
        @Nullable ReviewForm review,
        List<Reviewing> reviewers,
        List<Commit> commits,
        Conversation conversation,
        TurnLine turn,
        @Nullable Composer composer,
        OpenAsks asks,
        Around around,
        Facts facts,
        List<Citations.Link> links,
        List<Issuable> closes,
        List<OwnerLine> owners,
        AskedOwners.Meant ownersAhead,
        List<Beside> besides,
        @Nullable Long bookmark,
        @Nullable Problem refused)
        implements Page {

    static final int MOST_COMMITS = 100;

    private static final String[] NUMBERS = {"no", "one", "two", "three", "four", "five", "six"};

    /// Somebody asked to look, with their hours until the window ends.
    ///
    /// @param sentence "next at work 23:30 · fair time until Wed 03:30"
    /// @param state    "Approved" or "Not yet"
    record Reviewing(MergeRequest.Reviewer reviewer, boolean approved, String sentence, DayBand band) {}

    /// What CODEOWNERS asks for, and when those whose word is missing are next at work.
    record OwnerLine(OwnerRule rule, String sentence) {}

    /// Another open one into the same branch, and which of the same files it changes.
    record Beside(MergeRequest request, List<String> paths) {

        String sentence() {
            return paths.size() == 1 ? paths.getFirst() : paths.getFirst() + " and " + (paths.size() - 1) + " more";
        }
    }

    /// One step of the way.
    ///
    /// @param icon  of what is done, under way, or ahead
    /// @param until for a window: when it ends
    record Step(String icon, String word, @Nullable Instant at, boolean until, boolean current) {}

    @Override
    public int status() {
        if (refused != null) {
            // To a browser, a deed that is not due yet is a conflict and no wrong method.
            return refused.status() == 405 ? 409 : refused.status();
        }
        if (review != null && review.status() != 200) {
            return review.status();
        }
        return composer == null ? 200 : composer.status();
    }

    boolean mayEdit() {
        return role.atLeast(Role.REPORTER) || request.header().isOf(reader);
    }

    /// Who asked for changes that still stand in the way.
    List<MergeRequest.Review> changesWanted() {
        return request.open() ? standing.changesWanted() : List.of();
    }

    /// Whether the reader may let a request for changes stand in the way no longer.
    boolean maySetAside(MergeRequest.Review wanted) {
        return reader.is(wanted.by().id()) || role.atLeast(Role.MAINTAINER);
    }

    boolean wants(Reviewing row) {
        return changesWanted().stream().anyMatch(one -> one.by().id() == row.reviewer().person().id());
    }

    /// Requests for changes by others than those who were asked to look.
    List<MergeRequest.Review> furtherWants() {
        return changesWanted().stream()
                .filter(one -> reviewers.stream().noneMatch(row -> row.reviewer().person().id() == one.by().id()))
                .toList();
    }

    boolean mayMerge() {
        return why.isEmpty();
    }

    /// Whether merging is this reader's to decide, now or once what is in the way is gone.
    boolean decides() {
        return request.open() && standing.mayNot().isEmpty();
    }

    boolean mayRevert() {
        return request.merged() && role.atLeast(Role.DEVELOPER);
    }

    /// "Ana wants to merge", "Ana merged", "Ana wanted to merge".
    String deed() {
        return switch (request.header().state()) {
            case OPENED -> request.header().author().firstName() + " wants to merge";
            case MERGED -> (request.mergedBy() == null ? "A push" : request.mergedBy().firstName()) + " merged";
            case CLOSED -> request.header().author().firstName() + " wanted to merge";
        };
    }

    /// Draft, proposed, comment window, merged.
    List<Step> steps(Instant now) {
        List<Step> steps = new ArrayList<>();
        boolean open = request.open();
        boolean draft = request.draft();
        steps.add(new Step(draft && open ? "circle-dot" : "check", "Draft", request.header().createdAt(), false, draft && open));
        if (request.proposedAt() != null) {
            boolean window = windowOpen(now);
            steps.add(new Step("check", "Proposed", request.proposedAt(), false, open && !window));
        } else {
            steps.add(new Step("circle", "Proposed", null, false, false));
        }
        window(now).ifPresent(steps::add);
        switch (request.header().state()) {
            case MERGED -> steps.add(new Step("git-merge", "Merged", request.mergedAt(), false, true));
            case CLOSED -> steps.add(new Step("circle-slash", "Closed", request.header().closedAt(), false, true));
            case OPENED -> steps.add(new Step("circle", "Merged", null, false, false));
        }
        return steps;
    }

    private Optional<Step> window(Instant now) {
        Instant end = windowEnd();
        if (!request.open() || end == null) {
            return Optional.empty();
        }
        boolean over = !end.isAfter(now);
        boolean current = !over && !request.draft();
        return Optional.of(new Step(over ? "check" : "hourglass", "Comment window", end, true, current));
    }

    private boolean windowOpen(Instant now) {
        return window(now).map(Step::current).orElse(false);
    }

    /// When everyone who was asked has had fair time, and what silence means takes effect; nothing where nobody was asked.
    @Nullable Instant windowEnd() {
        return standing.windowEnd().orElse(null);
    }

    /// The ask whose silence merges it.
    Optional<Ask> mergesBySilence() {
        return asks.asks().stream().filter(ask -> MergeEffect.KEY.equals(ask.effect())).findFirst();
    }

    /// "2 of 2 approvals", "1 approval"; empty where none is needed or given.
    String approvals() {
        int needed = request.approvalsNeeded(standing.required());
        long given = request.approvals(standing.approvals());
        if (needed > 0) {
            return given + " of " + needed + (needed == 1 ? " approval" : " approvals");
        }
        return given == 0 ? "" : given + (given == 1 ? " approval" : " approvals");
    }

    /// Whether the reader may take it back at once: through a two-way door, where nobody else's word is asked for.
    boolean mayRevertNow() {
        return mayRevert() && standing.protection().isEmpty() && !request.oneWay() && standing.required() == 0 && !standing.merging().ownersApprove();
    }

    /// Whether the branch goes after the merge if nobody says otherwise.
    boolean removesSource() {
        return request.removesSource() || standing.merging().removesSource();
    }

    /// What happens by itself, as a button says it.
    String laterWord() {
        return standing.openWindow().isPresent() && standing.doorClosed(new Times(standing.now(), ZoneOffset.UTC)).size() == 1
                ? "Merge when the window ends"
                : "Merge when it may";
    }

    /// How it will come in, before one looks at what there is to choose.
    String choicesWord() {
        String how = standing.squashes() ? "One commit" : switch (standing.merging().method()) {
            case MERGE, REBASE_MERGE -> "A merge commit";
            case FF -> "Its own commits";
        };
        return how + (removesSource() ? "; its branch goes" : "; its branch stays");
    }

    /// What the door asks for, in a sentence.
    String doorSentence() {
        if (!request.open()) {
            return request.oneWay() ? "What goes through it can’t be taken back." : "What goes through it can be taken back.";
        }
        int needed = request.approvalsNeeded(standing.required());
        if (request.oneWay()) {
            return "Needs " + (needed == 1 ? "an approval" : number(needed) + " approvals")
                    + " and a window in which every reviewer had fair time. Silence doesn’t open it.";
        }
        String dri = reader.is(request.header().dri().id()) ? "You" : request.header().dri().firstName();
        return needed == 0
                ? "What it brings can be taken back in one click. " + dri + " may merge it alone."
                : "What it brings can be taken back in one click. The project asks for "
                        + (needed == 1 ? "one approval" : number(needed) + " approvals") + ", then " + dri + " may merge.";
    }

    List<Citations.Link> reverts() {
        return links.stream().filter(link -> link.kind().equals("reverts")).toList();
    }

    /// What it stands on: everything linked but its reverts.
    List<Citations.Link> behind() {
        return links.stream().filter(link -> !link.kind().equals("reverts")).toList();
    }

    boolean closes(Citations.Link link) {
        return closes.stream().anyMatch(issue -> issue.id() == link.other().id()) || link.outgoing() && link.kind().equals("closes");
    }

    String stateOf(Citations.Link link) {
        String state = switch (link.other().state()) {
            case OPENED -> "open";
            case CLOSED -> "closed";
            case MERGED -> "merged";
        };
        return closes(link) && request.open() && link.other().open() ? "closes with this" : state;
    }

    String referenceOf(Citations.Link link) {
        return link.other().projectPath().equals(request.header().projectPath())
                ? link.other().reference()
                : link.other().fullReference();
    }

    String commitPath(Commit commit) {
        return project.url() + "/-/commit/" + commit.id();
    }

    String branchPath(String branch) {
        return FileLinks.address(project.fullPath(), "commits", branch, "");
    }

    String state() {
        return request.merged() ? "merged" : !request.open() ? "closed" : request.draft() ? "draft" : "open";
    }

    String stateWord() {
        String state = state();
        return Character.toUpperCase(state.charAt(0)) + state.substring(1);
    }

    String hearing() {
        int count = around.subscribers();
        return count == 0 ? "Nobody subscribes." : count == 1 ? "1 person subscribes." : count + " people subscribe.";
    }

    private static String number(int number) {
        return number < NUMBERS.length ? NUMBERS[number] : String.valueOf(number);
    }

    String until(Frame frame) {
        Instant end = windowEnd();
        return end == null ? "" : frame.within(end);
    }
}
