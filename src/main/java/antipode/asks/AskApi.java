package antipode.asks;

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
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.todos.Holder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// The asks of issues and merge requests.
@Api
class AskApi {

    private static final String THING = "/projects/{id}/{things:issues|merge_requests}/{iid}";

    private final Threads threads;
    private final Asks asks;
    private final AskAnswers answers;
    private final AskEnds ends;
    private final AskTimes times;
    private final AskLists lists;
    private final AskPlans plans;
    private final Members members;
    private final Clock clock;

    AskApi(
            Threads threads, Asks asks, AskAnswers answers, AskEnds ends, AskTimes times, AskLists lists, AskPlans plans,
            Members members, Clock clock) {
        this.threads = threads;
        this.asks = asks;
        this.answers = answers;
        this.ends = ends;
        this.times = times;
        this.lists = lists;
        this.plans = plans;
        this.members = members;
        this.clock = clock;
    }

    @GetMapping(THING + "/asks")
    @May(Who.READER)
    Listing<AskJson> list(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Pagination pagination, Project project,
            Actor actor, Site site) {
        String state = sent.oneOf("state", "open", "ended", "all");
        List<Ask> all = asks.of(find(actor, project, things, iid)).stream()
                .filter(ask -> state == null || state.equals("all") || ask.open() == state.equals("open"))
                .toList();
        return pagination.of(all).map(ask -> AskJson.of(ask, site));
    }

    /// Asks whom `to` names (usernames, and paths of teams that are asked as one) or the members `user_ids`, about the thing or
    /// its comment `note_id`. Without `default_effect` the asker waits.
    @PostMapping(THING + "/asks")
    @May(Who.GUEST)
    AskJson ask(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        sent.require("question");
        if (!sent.has("to") && !sent.has("user_ids")) {
            throw Refusal.parameters("to, user_ids are missing, at least one parameter must be provided");
        }
        String wished = sent.oneOf("kind", "feedback", "answer", "action", "decision");
        Asks.Question question = Asks.Question.to(
                holders(sent, issuable),
                Ask.Kind.of(wished == null ? "answer" : wished),
                Words.of(sent.required("question")),
                sent.instant("due_at"),
                sent.text("default_effect"),
                Words.line(sent.text("default_text", "")));
        return AskJson.of(asks.ask(actor, issuable, question, note(sent, issuable)), site);
    }

    @GetMapping(THING + "/asks/{ask}")
    @May(Who.READER)
    AskJson one(
            @PathVariable String things, @PathVariable long iid, @PathVariable long ask, Project project, Actor actor, Site site) {
        return AskJson.of(found(actor, project, things, iid, ask), site);
    }

    /// Gives everybody more time: `due_at` becomes later.
    @PutMapping(THING + "/asks/{ask}")
    @May(Who.GUEST)
    AskJson extend(
            @PathVariable String things, @PathVariable long iid, @PathVariable long ask, Parameters sent, Project project,
            Actor actor, Site site) {
        Ask found = found(actor, project, things, iid, ask);
        return AskJson.of(times.extend(actor, found.id(), due(sent)), site);
    }

    @PostMapping(THING + "/asks/{ask}/answer")
    @May(Who.GUEST)
    AskJson answer(
            @PathVariable String things, @PathVariable long iid, @PathVariable long ask, Parameters sent, Project project,
            Actor actor, Site site) {
        Ask found = found(actor, project, things, iid, ask);
        return AskJson.of(answers.answer(actor, found.id(), Words.of(sent.required("body"))), site);
    }

    @PostMapping(THING + "/asks/{ask}/objection")
    @May(Who.GUEST)
    AskJson object(
            @PathVariable String things, @PathVariable long iid, @PathVariable long ask, Parameters sent, Project project,
            Actor actor, Site site) {
        Ask found = found(actor, project, things, iid, ask);
        return AskJson.of(answers.object(actor, found.id(), Words.of(sent.required("body"))), site);
    }

    /// Takes for oneself what a team was asked as one.
    @PostMapping(THING + "/asks/{ask}/taking")
    @May(Who.GUEST)
    AskJson take(
            @PathVariable String things, @PathVariable long iid, @PathVariable long ask, Project project, Actor actor, Site site) {
        return AskJson.of(answers.take(actor, found(actor, project, things, iid, ask).id()), site);
    }

    @PostMapping(THING + "/asks/{ask}/withdrawal")
    @May(Who.GUEST)
    AskJson takeBack(
            @PathVariable String things, @PathVariable long iid, @PathVariable long ask, Project project, Actor actor, Site site) {
        return AskJson.of(ends.withdraw(actor, found(actor, project, things, iid, ask).id()), site);
    }

    /// Takes back what silence did, for somebody who was away.
    @PostMapping(THING + "/asks/{ask}/reopening")
    @May(Who.GUEST)
    AskJson reopen(
            @PathVariable String things, @PathVariable long iid, @PathVariable long ask, Parameters sent, Project project,
            Actor actor, Site site) {
        Ask found = found(actor, project, things, iid, ask);
        return AskJson.of(ends.reopen(actor, found.id(), Words.of(sent.required("body"))), site);
    }

    /// By when an answer would be fair, and whom an earlier one would rob; nothing is asked.
    @GetMapping(THING + "/asks/fair_time")
    @May(Who.GUEST)
    FairTimeJson fairTime(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Issuable issuable = find(actor, project, things, iid);
        return FairTimeJson.of(
                plans.weigh(actor.id(), issuable, holders(sent, issuable), clock.instant()), sent.instant("due_at"),
                actor.require().zone(), site);
    }

    /// What the actor was asked, or asked: open ones if nothing is said.
    @GetMapping("/asks")
    @May(Who.MEMBER)
    Listing<AskJson> mine(Parameters sent, Pagination pagination, Actor actor, Site site) {
        String scope = sent.oneOf("scope", "asked_of_me", "asked_by_me");
        String state = sent.oneOf("state", "open", "ended", "all");
        AskLists.Wanted wanted = new AskLists.Wanted("asked_by_me".equals(scope), state == null ? "open" : state);
        return pagination.uncounted((limit, offset) -> lists.of(actor, wanted, limit, offset)).map(ask -> AskJson.of(ask, site));
    }

    /// Takes the question back.
    @DeleteMapping(THING + "/asks/{ask}")
    @May(Who.GUEST)
    void withdraw(@PathVariable String things, @PathVariable long iid, @PathVariable long ask, Project project, Actor actor) {
        ends.withdraw(actor, found(actor, project, things, iid, ask).id());
    }

    private List<Holder> holders(Parameters sent, Issuable issuable) {
        List<String> names = new ArrayList<>();
        List<String> to = sent.list("to");
        for (String name : to == null ? List.<String>of() : to) {
            names.add((name.startsWith("@") ? name.substring(1) : name).toLowerCase(Locale.ROOT));
        }
        List<Long> ids = sent.integers("user_ids");
        Map<Long, Member> byId = members.byIds(ids == null ? List.of() : ids);
        for (long id : ids == null ? List.<Long>of() : ids) {
            Member member = byId.get(id);
            if (member == null) {
                throw Refusal.parameters("user_ids is invalid");
            }
            names.add(member.username().toLowerCase(Locale.ROOT));
        }
        if (names.size() > 2 * Asks.MOST_ASKED) {
            throw Refusal.fields(Map.of("to", List.of("needs between one and " + Asks.MOST_ASKED + " people")));
        }
        Map<String, Holder> seeing = asks.seeing(issuable, names);
        List<String> unseen = names.stream().filter(name -> !seeing.containsKey(name)).toList();
        if (!unseen.isEmpty()) {
            throw Refusal.fields(Map.of("to", List.of("includes " + String.join(", ", unseen) + ", who may not see this")));
        }
        return names.stream().distinct().map(seeing::get).toList();
    }

    /// The comment it is put on, if it names one of this thread.
    private @Nullable Long note(Parameters sent, Issuable issuable) {
        Long note = sent.integer("note_id");
        return note == null ? null : asks.about(issuable, note).id();
    }

    private static Instant due(Parameters sent) {
        sent.require("due_at");
        Instant due = sent.instant("due_at");
        if (due == null) {
            throw Refusal.parameters("due_at is invalid");
        }
        return due;
    }

    private Ask found(Actor actor, Project project, String things, long iid, long ask) {
        return asks.find(actor, find(actor, project, things, iid), ask);
    }

    private Issuable find(Actor actor, Project project, String things, long iid) {
        return threads.find(
                actor, project, things.equals("issues") ? Issuable.Kind.ISSUE : Issuable.Kind.MERGE_REQUEST, iid);
    }
}
