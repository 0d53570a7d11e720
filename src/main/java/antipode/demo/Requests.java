package antipode.demo;

import antipode.mergerequests.Approvals;
import antipode.mergerequests.DoorTurns;
import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequestMerges;
import antipode.mergerequests.MergeRequestReverts;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.Proposal;
import antipode.mergerequests.Verdict;
import antipode.mergerequests.review.AppliedSuggestions;
import antipode.mergerequests.review.LineComments;
import antipode.mergerequests.review.Reviews;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.repositories.Files;
import antipode.threads.Writing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Proposes, reviews, merges and reverts what is proposed in the story.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
class Requests {

    private final MergeRequests requests;
    private final Approvals approvals;
    private final DoorTurns doors;
    private final MergeRequestMerges merges;
    private final MergeRequestReverts reverts;
    private final LineComments lineComments;
    private final Reviews reviews;
    private final AppliedSuggestions suggestions;
    private final Files files;
    private final Map<String, MergeRequest> byBranch = new HashMap<>();

    Requests(
            MergeRequests requests,
            Approvals approvals,
            DoorTurns doors,
            MergeRequestMerges merges,
            MergeRequestReverts reverts,
            LineComments lineComments,
            Reviews reviews,
            AppliedSuggestions suggestions,
            Files files) {
        this.requests = requests;
        this.approvals = approvals;
        this.doors = doors;
        this.merges = merges;
        this.reverts = reverts;
        this.lineComments = lineComments;
        this.reviews = reviews;
        this.suggestions = suggestions;
        this.files = files;
    }

    void propose(Company company, Project project, History.MergeRequest told, Place place) {
        Actor author = company.actor(told.author());
        if (told.branch() == null) {
            place.opens(reverts.revertNow(author, Objects.requireNonNull(byBranch.get(told.reverts()), told.title())));
            return;
        }
        Proposal proposal = told.draft() || told.ready() != null
                ? Proposal.draft(told.branch(), project.defaultBranch(), told.title(), told.text())
                : Proposal.ready(told.branch(), project.defaultBranch(), told.title(), told.text());
        place.opens(requests.propose(author, project, proposal.reviewedBy(company.people(told.reviewers()))));
        byBranch.put(told.branch(), place.request());
        if (told.door().equals("one-way")) {
            doors.turnOneWay(author, place.request(), Objects.requireNonNull(told.doorBecause()));
        }
    }

    void ready(Actor author, Place place) {
        requests.ready(author, place.request());
    }

    void merge(Actor actor, Place place) {
        MergeRequest now = now(place);
        // What merges because nobody objects does so by itself, while the clock moves on; where the question was put in
        // an issue, whoever asked does it.
        if (now.open()) {
            merges.merge(actor, now, MergeRequestMerges.How.usual());
        }
    }

    /// Says something beside a line, at once or with the review that the actor gathers.
    ///
    /// @return the comment, unless it is kept for the review
    @Nullable Long beside(Actor actor, Place place, Step step, String words, @Nullable List<String> turn) {
        MergeRequest request = now(place);
        Step.Beside line = Objects.requireNonNull(step.beside());
        int number = line(request, line);
        String all = line.suggests() == null ? words : words.stripTrailing() + "\n\n```suggestion\n" + line.suggests().strip() + "\n```\n";
        if (step.gathers()) {
            lineComments.gather(actor, request, line.file(), number, all);
            return null;
        }
        return Objects.requireNonNull(lineComments.say(
                actor, request, line.file(), number, Writing.of(all).passing(turn)).comment()).id();
    }

    private int line(MergeRequest request, Step.Beside line) {
        return line.line(files.find(request.header().projectId(), request.head(), line.file()).orElseThrow().text());
    }

    /// Sends what the actor gathered, with these words.
    void send(Actor actor, Place place, Step step, String words) {
        MergeRequest now = now(place);
        reviews.send(actor, now, step.approves() ? Verdict.APPROVE : Verdict.COMMENT, words, now.head());
    }

    void apply(Actor actor, Project project, Place place, long comment) {
        suggestions.apply(actor, project, now(place), List.of(AppliedSuggestions.firstOf(comment)), null);
    }

    void approve(Actor actor, Place place) {
        MergeRequest now = now(place);
        approvals.approve(actor, now, now.head());
    }

    private MergeRequest now(Place place) {
        return requests.get(place.request().id());
    }
}
