package antipode.hints;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Parameters;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.web.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Hints for programs that people write with. GitLab has none.
@Api
class HintApi {

    private static final int LONGEST = 1_000_000;

    private final Hints hints;
    private final Silences silences;

    HintApi(Hints hints, Silences silences) {
        this.hints = hints;
        this.silences = silences;
    }

    /// @param replacement what shall stand between `start` and `end`, which are counted in UTF-16 units
    record FixJson(int start, int end, String replacement, String title) {}

    record HintJson(String rule, int start, int end, String words, String explanation, FixJson fix) {

        static HintJson of(Hint hint) {
            Fix fix = hint.fix();
            return new HintJson(
                    hint.rule().key(), hint.start(), hint.end(), hint.words(), hint.explanation(),
                    new FixJson(fix.start(), fix.end(), fix.text(), fix.deed()));
        }
    }

    record RuleJson(String rule, String title, String explanation, boolean silenced) {

        static RuleJson of(Rule rule, Set<Rule> silenced) {
            return new RuleJson(rule.key(), rule.title(), rule.explanation(), silenced.contains(rule));
        }
    }

    /// At most three, without the rules that the member has silenced. `kind` is proposal, decision or ask.
    @PostMapping("/hints")
    @May(Who.MEMBER)
    Answer<List<HintJson>> look(Parameters parameters, Actor actor) {
        String text = parameters.required("text").replace("\r\n", "\n");
        if (text.length() > LONGEST) {
            throw Problem.tooLarge("A text may have a million characters; this one has " + text.length() + ".");
        }
        String named = parameters.oneOf("kind", Arrays.stream(Kind.values()).map(Kind::key).toList());
        Kind kind = Kind.of(named == null ? "" : named).orElse(Kind.PROPOSAL);
        return Answer.of(200, hints.of(actor, Draft.of(kind, text)).hints().stream().map(HintJson::of).toList());
    }

    @GetMapping("/hints/rules")
    @May(Who.MEMBER)
    List<RuleJson> rules(Actor actor) {
        Set<Rule> silenced = silences.of(actor);
        return Arrays.stream(Rule.values()).map(rule -> RuleJson.of(rule, silenced)).toList();
    }

    @PutMapping("/hints/rules/{rule}")
    @May(Who.MEMBER)
    RuleJson silence(@PathVariable String rule, Parameters parameters, Actor actor) {
        Rule found = Rule.of(rule).orElseThrow(() -> Problem.notFound("Rule"));
        parameters.require("silenced");
        if (parameters.bool("silenced", true)) {
            silences.silence(actor, found);
        } else {
            silences.hear(actor, found);
        }
        return RuleJson.of(found, silences.of(actor));
    }
}
