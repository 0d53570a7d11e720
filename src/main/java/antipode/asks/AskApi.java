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
import antipode.people.Person;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// The asks of issues and merge requests.
@Api
class AskApi {

    private static final String THING = "/projects/{id}/{things:issues|merge_requests}/{iid}";

    private final Threads threads;
    private final Asks asks;
    private final AskAnswers answers;
    private final AskEnds ends;
    private final Members members;

    AskApi(Threads threads, Asks asks, AskAnswers answers, AskEnds ends, Members members) {
        this.threads = threads;
        this.asks = asks;
        this.answers = answers;
        this.ends = ends;
        this.members = members;
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

    /// Asks the members in `to` (usernames) or `user_ids`. Without `default_effect` the asker waits.
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
        Asks.Question question = new Asks.Question(
                Ask.Kind.of(wished == null ? "answer" : wished),
                Words.of(sent.required("question")),
                people(sent, issuable),
                sent.instant("due_at"),
                sent.text("default_effect"),
                Words.line(sent.text("default_text", "")));
        return AskJson.of(asks.ask(actor, issuable, question, null), site);
    }

    @PostMapping(THING + "/asks/{ask}/objection")
    @May(Who.GUEST)
    AskJson object(
            @PathVariable String things, @PathVariable long iid, @PathVariable long ask, Parameters sent, Project project,
            Actor actor, Site site) {
        Ask found = asks.find(actor, find(actor, project, things, iid), ask);
        return AskJson.of(answers.object(actor, found.id(), Words.of(sent.required("body"))), site);
    }

    /// Takes the question back.
    @DeleteMapping(THING + "/asks/{ask}")
    @May(Who.GUEST)
    void withdraw(@PathVariable String things, @PathVariable long iid, @PathVariable long ask, Project project, Actor actor) {
        ends.withdraw(actor, asks.find(actor, find(actor, project, things, iid), ask).id());
    }

    private List<Person> people(Parameters sent, Issuable issuable) {
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
        Map<String, Person> seeing = asks.seeing(issuable, names);
        List<String> unseen = names.stream().filter(name -> !seeing.containsKey(name)).toList();
        if (!unseen.isEmpty()) {
            throw Refusal.fields(Map.of("to", List.of("includes " + String.join(", ", unseen) + ", who may not see this")));
        }
        return names.stream().distinct().map(seeing::get).toList();
    }

    private Issuable find(Actor actor, Project project, String things, long iid) {
        return threads.find(
                actor, project, things.equals("issues") ? Issuable.Kind.ISSUE : Issuable.Kind.MERGE_REQUEST, iid);
    }
}
