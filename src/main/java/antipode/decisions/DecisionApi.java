package antipode.decisions;

import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Site;
import antipode.issues.Issue;
import antipode.issues.IssueJson;
import antipode.issues.IssueJsons;
import antipode.issues.Issues;
import antipode.issues.TypeFields;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Door;
import antipode.threads.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Decisions by API: issues of type `decision`, each with what only a decision has.
@Api
class DecisionApi {

    private static final String ONE = "/projects/{id}/issues/{iid}/decision";
    private static final long NOBODY = -1;

    private final Decisions decisions;
    private final DecisionLists lists;
    private final DecisionType type;
    private final Issues issues;
    private final IssueJsons jsons;
    private final Members members;
    private final Clock clock;

    DecisionApi(
            Decisions decisions,
            DecisionLists lists,
            DecisionType type,
            Issues issues,
            IssueJsons jsons,
            Members members,
            Clock clock) {
        this.decisions = decisions;
        this.lists = lists;
        this.type = type;
        this.issues = issues;
        this.jsons = jsons;
        this.members = members;
        this.clock = clock;
    }

    @GetMapping("/decisions")
    @May(Who.ANYONE)
    Listing<IssueJson> listAll(Parameters sent, Pagination pagination, Actor actor, Site site) {
        return list(actor, filter(sent, actor), pagination, site);
    }

    @GetMapping("/projects/{id}/decisions")
    @May(Who.READER)
    Listing<IssueJson> list(Parameters sent, Pagination pagination, Project project, Actor actor, Site site) {
        return list(actor, filter(sent, actor).in(project.id()), pagination, site);
    }

    private Listing<IssueJson> list(Actor actor, DecisionLists.Filter filter, Pagination pagination, Site site) {
        return pagination
                .list(
                        most -> lists.count(actor, filter, most),
                        (limit, offset) -> lists.page(actor, filter, null, limit, offset))
                .mapAll(rows -> jsons.of(actor, rows.stream().map(Decision::id).toList(), site));
    }

    private DecisionLists.Filter filter(Parameters sent, Actor actor) {
        String dri = sent.text("dri");
        Member member = dri == null ? null : members.findByUsername(dri.startsWith("@") ? dri.substring(1) : dri).orElse(null);
        boolean due = sent.bool("review_due", false);
        return new DecisionLists.Filter(
                null,
                sent.oneOf("status", "proposed", "decided", "rejected", "superseded"),
                sent.oneOf("door", "two-way", "one-way"),
                dri == null ? null : member == null ? NOBODY : member.id(),
                sent.text("label"),
                sent.text("search"),
                due ? LocalDate.ofInstant(clock.instant(), actor.member() == null ? ZoneOffset.UTC : actor.member().zone()) : null);
    }

    @GetMapping(ONE)
    @May(Who.READER)
    IssueJson show(@PathVariable long iid, Project project, Actor actor, Site site) {
        return one(actor, decisions.find(actor, project, iid), site);
    }

    /// Takes the decision: `option` is the name or the number of one, or words of its own; `early` is a maintainer's sentence why it can't wait for its comment window.
    @PostMapping(ONE)
    @May(Who.GUEST)
    IssueJson decide(@PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Decision decision = decisions.find(actor, project, iid);
        Decisions.Choice choice = sent.together(all -> new Decisions.Choice(
                Words.line(all.required("option")),
                Words.of(all.required("because")).strip(),
                all.has("review_on") ? all.date("review_on") : decision.reviewOn(),
                Words.line(all.text("early", ""))));
        return one(actor, decisions.decide(actor, decision, choice), site);
    }

    /// Changes what stands to choose, the door, or the day to look again.
    @PutMapping(ONE)
    @May(Who.GUEST)
    IssueJson change(@PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Decision decision = decisions.find(actor, project, iid);
        sent.atLeastOneOf(SentDecision.NAMES.toArray(String[]::new));
        TypeFields fields = type.sent(sent);
        if (!decision.proposed() && SentDecision.NAMES.stream().filter(sent::has).allMatch(name -> name.equals("review_on"))) {
            return one(actor, decisions.reviewOn(actor, decision, sent.date("review_on")), site);
        }
        if (fields != null) {
            decisions.change(actor, decision, fields);
        }
        return one(actor, decision, site);
    }

    /// Opens it again.
    @DeleteMapping(ONE)
    @May(Who.GUEST)
    IssueJson reopen(@PathVariable long iid, Project project, Actor actor, Site site) {
        Issue issue = issues.find(actor, project, iid);
        Decision decision = decisions.find(actor, project, iid);
        issues.reopen(actor, issue);
        return one(actor, decision, site);
    }

    @PostMapping(ONE + "/rejection")
    @May(Who.GUEST)
    IssueJson reject(@PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Decision decision = decisions.find(actor, project, iid);
        return one(actor, decisions.reject(actor, decision, Words.of(sent.required("because")).strip()), site);
    }

    @PostMapping(ONE + "/supersession")
    @May(Who.GUEST)
    IssueJson supersede(@PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Decision decision = decisions.find(actor, project, iid);
        return one(actor, decisions.supersede(actor, decision, Words.line(sent.required("by"))), site);
    }

    @PostMapping(ONE + "/door")
    @May(Who.GUEST)
    IssueJson door(@PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Decision decision = decisions.find(actor, project, iid);
        sent.require("door");
        @Nullable String door = sent.oneOf("door", "two-way", "one-way");
        return one(
                actor,
                decisions.turn(actor, decision, Door.of(door == null ? "" : door), Words.line(sent.text("reason", ""))),
                site);
    }

    private IssueJson one(Actor actor, Decision decision, Site site) {
        return jsons.of(actor, List.of(decision.id()), site).getFirst();
    }
}
