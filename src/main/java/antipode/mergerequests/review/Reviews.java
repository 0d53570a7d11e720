package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequestReviews;
import antipode.mergerequests.Approvals;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.Verdict;
import antipode.mergerequests.Verdicts;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.threads.Comment;
import antipode.threads.Events;
import antipode.threads.QuickActions;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.todos.Todo;
import antipode.todos.Turns;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Sends reviews: what was gathered, further words and a verdict, as one deed that is told once.
@Component
public class Reviews {

    private final MergeRequests requests;
    private final Approvals approvals;
    private final MergeRequestReviews reviewers;
    private final Verdicts verdicts;
    private final DraftNotes drafts;
    private final QuickActions quick;
    private final Threads threads;
    private final Events events;
    private final Turns turns;
    private final Access access;
    private final ApplicationEventPublisher publisher;

    Reviews(
            MergeRequests requests,
            Approvals approvals,
            MergeRequestReviews reviewers,
            Verdicts verdicts,
            DraftNotes drafts,
            QuickActions quick,
            Threads threads,
            Events events,
            Turns turns,
            Access access,
            ApplicationEventPublisher publisher) {
        this.requests = requests;
        this.approvals = approvals;
        this.reviewers = reviewers;
        this.verdicts = verdicts;
        this.drafts = drafts;
        this.quick = quick;
        this.threads = threads;
        this.events = events;
        this.turns = turns;
        this.access = access;
        this.publisher = publisher;
    }

    /// @param words what is said beside the gathered comments; may be empty
    /// @param sha   the head that was looked at; if it is given and no longer stands, nothing is sent
    @Transactional
    public MergeRequest send(Actor actor, MergeRequest seen, Verdict verdict, String words, String sha) {
        MergeRequest request = requests.lock(seen.id());
        List<DraftNote> gathered = drafts.of(actor, request);
        if (verdict == Verdict.COMMENT && gathered.isEmpty() && words.isBlank()) {
            throw Problem.invalid("note", "can't be blank where nothing else is in the review");
        }
        if (verdict != Verdict.COMMENT && !sha.isEmpty() && !sha.equals(request.head())) {
            throw Problem.conflict("A new version was pushed since you looked: " + request.head().substring(0, 8)
                    + ". Your review still waits here; look again, then send it.");
        }
        Set<Long> notes = new HashSet<>();
        Comment summary = words.isBlank() ? null : quick.say(actor, request.header(), Writing.of(words)).comment();
        List<Comment> sent = new ArrayList<>(drafts.send(actor, request, gathered));
        if (summary != null) {
            sent.addFirst(summary);
        }
        sent.forEach(comment -> notes.add(comment.id()));
        switch (verdict) {
            case APPROVE -> notes.add(approvals.approve(actor, request, sha));
            case CHANGES -> notes.add(askForChanges(actor, request));
            case COMMENT, SET_ASIDE -> verdicts.remember(actor.id(), request, Verdict.COMMENT);
        }
        if (!sent.isEmpty()) {
            publisher.publishEvent(new Comment.Gathered(request.header(), sent.getFirst().id(), notes));
        }
        return requests.get(request.id());
    }

    private long askForChanges(Actor actor, MergeRequest request) {
        MergeRequests.requireOpen(request);
        if (actor.is(request.header().author().id())) {
            throw Problem.refused("You wrote this yourself. Mark it as a draft while you change it.");
        }
        boolean reviewer = reviewers.asks(actor, request);
        access.require(actor, request.header().projectId(), reviewer ? Role.GUEST : Role.DEVELOPER);
        verdicts.withdraw(actor, request);
        verdicts.remember(actor.id(), request, Verdict.CHANGES);
        long note = events.append(actor, request.header(), "asked for changes", Map.of(
                "sentence", "asked for changes to " + request.head().substring(0, 8), "commit", request.head()));
        threads.touch(request.id());
        turns.end(request.id(), actor.id(), "you asked for changes", actor.id(), note);
        long dri = request.header().dri().id();
        if (!actor.is(dri)) {
            turns.pass(request.header(), List.of(dri), Turns.Cause.of(Todo.Action.ANSWERED, actor, note));
        }
        return note;
    }

    /// Lets a request for changes stand in the way no longer: whoever asked for them may, and maintainers.
    @Transactional
    public MergeRequest setAside(Actor actor, MergeRequest seen, long member) {
        MergeRequest request = requests.lock(seen.id());
        MergeRequests.requireOpen(request);
        MergeRequest.Review standing = verdicts.of(request.id()).stream()
                .filter(one -> one.by().id() == member && one.wantsChanges())
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Request for changes"));
        if (!actor.is(member)) {
            access.require(actor, request.header().projectId(), Role.MAINTAINER);
        }
        verdicts.remember(member, request, Verdict.SET_ASIDE);
        events.append(actor, request.header(), "set aside", Map.of(
                "sentence", actor.is(member) ? "asks for no more changes" : "set aside that " + standing.by().name() + " asked for changes"));
        threads.touch(request.id());
        return requests.get(request.id());
    }
}
