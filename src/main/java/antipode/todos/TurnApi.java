package antipode.todos;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.threads.WhoseTurn;
import antipode.threads.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

/// Whose turn it is on an issue or merge request.
@Api
class TurnApi implements WhoseTurn {

    private static final String THING = "/projects/{id}/{things:issues|merge_requests}/{iid}";

    private final Threads threads;
    private final Turns turns;
    private final Passing passing;
    private final TurnRules rules;

    TurnApi(Threads threads, Turns turns, Passing passing, TurnRules rules) {
        this.rules = rules;
        this.threads = threads;
        this.turns = turns;
        this.passing = passing;
    }

    @Override
    public List<TurnJson> on(Issuable issuable, Site site) {
        return turns.on(List.of(issuable.id())).stream().map(turn -> TurnJson.of(turn, site)).toList();
    }

    @Override
    public String then(Actor writer, Issuable issuable, String words, @Nullable Long replyTo, @Nullable List<String> wished) {
        return rules.then(writer, issuable, words, replyTo, wished);
    }

    /// Longest waiting first; empty while nobody is waited for.
    @GetMapping({THING + "/turns", THING + "/turn"})
    @May(Who.READER)
    List<TurnJson> list(@PathVariable String things, @PathVariable long iid, Project project, Actor actor, Site site) {
        return on(threads.find(actor, project, things, iid), site);
    }

    /// Passes one's own turn to the usernames and team paths in `to`, with `because` as what one tells them.
    @PutMapping(THING + "/turn")
    @May(Who.GUEST)
    List<TurnJson> pass(
            @PathVariable String things, @PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        List<String> to = sent.list("to");
        if (to == null) {
            throw Refusal.parameters("to is missing");
        }
        Issuable issuable = threads.find(actor, project, things, iid);
        passing.pass(actor, issuable, to, Words.line(sent.text("because", "")));
        return on(issuable, site);
    }
}
