package antipode.handoffs;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Hand-offs and take-overs of issues and merge requests.
@Api
class HandoffApi {

    private static final String THING = "/projects/{id}/{things:issues|merge_requests}/{iid}";

    private final Threads threads;
    private final Handoffs handoffs;
    private final TakeOvers takeOvers;
    private final Candidates candidates;
    private final Members members;

    HandoffApi(Threads threads, Handoffs handoffs, TakeOvers takeOvers, Candidates candidates, Members members) {
        this.threads = threads;
        this.handoffs = handoffs;
        this.takeOvers = takeOvers;
        this.candidates = candidates;
        this.members = members;
    }

    @GetMapping(THING + "/handoffs")
    @May(Who.READER)
    Listing<HandoffJson> list(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Pagination pagination, Project project,
            Actor actor, Site site) {
        String state = sent.oneOf("state", "offered", "asked_back", "accepted", "withdrawn", "taken_over", "ended");
        return pagination.of(handoffs.of(threads.find(actor, project, things, iid)).stream()
                        .filter(one -> state == null || one.state().key().equals(state))
                        .toList())
                .map(one -> HandoffJson.of(one, site));
    }

    /// Who could take it.
    record CandidateJson(
            @Nullable UserJson user, HandoffJson.@Nullable GroupJson group, String reason, String next, @Nullable Instant nextAtWork) {}

    @GetMapping(THING + "/handoffs/candidates")
    @May(Who.GUEST)
    List<CandidateJson> candidates(
            @PathVariable String things, @PathVariable long iid, Project project, Actor actor, Site site) {
        return candidates.of(actor, threads.find(actor, project, things, iid)).stream()
                .map(one -> {
                    Person person = one.receiver().person();
                    return new CandidateJson(
                            person == null ? null : UserJson.of(person, site),
                            HandoffJson.GroupJson.of(one.receiver(), site), one.why(), one.next(), one.from());
                })
                .toList();
    }

    @GetMapping(THING + "/handoffs/{handoff}")
    @May(Who.READER)
    HandoffJson show(
            @PathVariable String things, @PathVariable long iid, @PathVariable long handoff, Project project, Actor actor,
            Site site) {
        return HandoffJson.of(handoffs.find(threads.find(actor, project, things, iid), handoff), site);
    }

    /// Offers it to whoever is named in `to` (a username or a group's path) or `user_id`.
    @PostMapping(THING + "/handoffs")
    @May(Who.GUEST)
    HandoffJson offer(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        if (!sent.has("to") && !sent.has("user_id")) {
            throw Refusal.parameters("to, user_id are missing, at least one parameter must be provided");
        }
        Handoff.Words words = new Handoff.Words(
                Words.of(sent.text("done", "")), Words.of(sent.text("next", "")), Words.of(sent.text("blocked", "")),
                Words.of(sent.text("open_questions", "")), Words.of(sent.text("links", "")));
        return HandoffJson.of(handoffs.offer(actor, issuable, receiver(sent), words), site);
    }

    @PostMapping(THING + "/handoffs/{handoff}/accept")
    @May(Who.GUEST)
    HandoffJson accept(
            @PathVariable String things, @PathVariable long iid, @PathVariable long handoff, Project project, Actor actor,
            Site site) {
        return HandoffJson.of(handoffs.accept(actor, handoffs.find(threads.find(actor, project, things, iid), handoff)), site);
    }

    @PostMapping(THING + "/handoffs/{handoff}/ask_back")
    @May(Who.GUEST)
    HandoffJson askBack(
            @PathVariable String things, @PathVariable long iid, @PathVariable long handoff, Parameters sent, Project project,
            Actor actor, Site site) {
        Handoff found = handoffs.find(threads.find(actor, project, things, iid), handoff);
        return HandoffJson.of(handoffs.askBack(actor, found, Words.of(sent.required("question"))), site);
    }

    /// Answers what was asked back, and offers it again.
    @PostMapping(THING + "/handoffs/{handoff}/answer")
    @May(Who.GUEST)
    HandoffJson answer(
            @PathVariable String things, @PathVariable long iid, @PathVariable long handoff, Parameters sent, Project project,
            Actor actor, Site site) {
        Handoff found = handoffs.find(threads.find(actor, project, things, iid), handoff);
        return HandoffJson.of(handoffs.answer(actor, found, Words.of(sent.required("answer"))), site);
    }

    @PostMapping(THING + "/handoffs/{handoff}/withdraw")
    @May(Who.GUEST)
    HandoffJson withdraw(
            @PathVariable String things, @PathVariable long iid, @PathVariable long handoff, Project project, Actor actor,
            Site site) {
        return HandoffJson.of(handoffs.withdraw(actor, handoffs.find(threads.find(actor, project, things, iid), handoff)), site);
    }

    /// Takes over what somebody who is not at work holds: `from` names them, `because` says why.
    @PostMapping(THING + "/take_over")
    @May(Who.GUEST)
    Answer<HandoffJson> takeOver(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = threads.find(actor, project, things, iid);
        takeOvers.takeOver(actor, issuable, sent.text("from"), Words.of(sent.text("because", "")));
        return Answer.created(HandoffJson.of(
                handoffs.of(issuable).stream()
                        .filter(one -> one.taker() != null && actor.is(one.taker().id()))
                        .reduce((_, last) -> last)
                        .orElseThrow(),
                site));
    }

    private String receiver(Parameters sent) {
        Long id = sent.integer("user_id");
        if (id == null) {
            return Words.line(sent.text("to", ""));
        }
        Member member = members.byIds(List.of(id)).get(id);
        if (member == null) {
            throw Refusal.parameters("user_id is invalid");
        }
        return member.username();
    }
}
