package antipode.issues;

import antipode.asks.Ask;
import antipode.asks.Asks;
import antipode.asks.Composer;
import antipode.asks.Composers;
import antipode.asks.Draft;
import antipode.asks.OpenAsks;
import antipode.asks.ThreadPage;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Around;
import antipode.threads.Citations;
import antipode.threads.Conversations;
import antipode.threads.FactSheets;
import antipode.threads.Issuable;
import antipode.threads.Subscriptions;
import antipode.threads.Threads;
import antipode.todos.Todos;
import antipode.todos.TurnLines;
import antipode.web.Notice;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The page of one issue and what can be done there with one click.
@Controller
class IssueController implements ThreadPage {

    private final Issues issues;
    private final IssueTypes types;
    private final Threads threads;
    private final IssueMoves moves;
    private final FactSheets sheets;
    private final IssueLinks links;
    private final Subscriptions subscriptions;
    private final Citations citations;
    private final Conversations conversations;
    private final TurnLines turns;
    private final Todos todos;
    private final Asks asks;
    private final Composers composers;
    private final List<IssueSection> sections;
    private final Clock clock;

    IssueController(
            Issues issues,
            IssueTypes types,
            Threads threads,
            IssueMoves moves,
            FactSheets sheets,
            IssueLinks links,
            Subscriptions subscriptions,
            Citations citations,
            Conversations conversations,
            TurnLines turns,
            Todos todos,
            Asks asks,
            Composers composers,
            List<IssueSection> sections,
            Clock clock) {
        this.issues = issues;
        this.types = types;
        this.threads = threads;
        this.moves = moves;
        this.sheets = sheets;
        this.links = links;
        this.subscriptions = subscriptions;
        this.citations = citations;
        this.conversations = conversations;
        this.turns = turns;
        this.todos = todos;
        this.asks = asks;
        this.composers = composers;
        this.sections = sections;
        this.clock = clock;
    }

    @GetMapping("/{project}/-/issues/{iid}")
    @May(Who.READER)
    View show(
            @PathVariable long iid, @RequestParam(required = false) @Nullable Long quote, Project project, Role role,
            Actor actor) {
        Issue issue = issues.there(actor, project, iid).orElse(null);
        if (issue == null) {
            return moves.moved(actor, project, iid)
                    .map(moved -> new MovedAddress(moved.path()))
                    .orElseThrow(() -> Problem.notFound("Issue"));
        }
        Draft draft = quote == null ? null : Draft.saying(conversations.quotation(issue.header(), quote));
        return page(actor, project, role, issue, draft, null);
    }

    @Override
    public Issuable.Kind kind() {
        return Issuable.Kind.ISSUE;
    }

    @Override
    public View again(
            Actor actor, Project project, Role role, Issuable issuable, Draft draft, @Nullable Problem wrong) {
        return page(actor, project, role, issues.find(actor, project, issuable.iid()), draft, wrong);
    }

    private IssuePage page(
            Actor actor, Project project, Role role, Issue issue, @Nullable Draft draft, @Nullable Problem wrong) {
        Issuable header = issue.header();
        IssueType type = types.of(header);
        List<Ask> all = asks.of(header);
        Set<Long> waiting = asks.awaiting(actor, all).stream()
                .map(Ask::noteId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Around around = threads.around(actor, header.id());
        boolean mayEdit = role.atLeast(Role.REPORTER) || header.isOf(actor);
        return new IssuePage(
                project,
                issue,
                type,
                type.standings(List.of(issue.id())).get(issue.id()),
                type.panels(actor, role, issue),
                actor,
                conversations.of(actor, header, role, waiting),
                turns.of(actor, header),
                role.atLeast(Role.GUEST) ? composer(actor, header, all, draft, wrong) : null,
                OpenAsks.of(header, all, actor, role.atLeast(Role.MAINTAINER)),
                around,
                sheets.of(header, around, mayEdit),
                links(actor, header),
                LinksPart.of(issue, links.of(actor, issue.id()), mayEdit),
                sections.stream()
                        .sorted(Comparator.comparingInt(IssueSection::order))
                        .flatMap(section -> section.of(actor, issue).stream())
                        .toList(),
                actor.signedIn() ? todos.bookmark(actor, header).orElse(null) : null,
                mayEdit,
                (header.open() ? type.whyNotClosed(issue) : type.whyNotReopened(issue)) == null,
                LocalDate.ofInstant(clock.instant(), zone(actor)));
    }

    private Composer composer(
            Actor actor, Issuable header, List<Ask> all, @Nullable Draft draft, @Nullable Problem wrong) {
        return draft == null ? composers.empty(actor, header, all) : composers.filled(actor, header, all, draft, wrong);
    }

    /// One line for each linked thing, however often and whichever way it is cited.
    private List<Citations.Link> links(Actor actor, Issuable header) {
        return citations.of(actor, header.id()).stream()
                .collect(Collectors.toMap(
                        link -> link.other().id(),
                        link -> link,
                        (first, second) -> first.kind().equals("mentions") ? second : first,
                        java.util.LinkedHashMap::new))
                .values().stream().toList();
    }

    /// What waits for others is closed only if that is said twice.
    @PostMapping("/{project}/-/issues/{iid}/closure")
    @May(Who.GUEST)
    View close(
            @PathVariable long iid, @RequestParam(defaultValue = "") String anyway, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        threads.requireEditor(actor, issue.header());
        if (anyway.isEmpty() && issue.header().open()) {
            List<IssueLink> blockers = LinksPart.of(issue, links.of(actor, issue.id()), true).blockers();
            if (!blockers.isEmpty()) {
                return new BlockedPage(issue, blockers);
            }
        }
        issue = issues.close(actor, issue);
        return Redirect.to(issue.path()).saying(Notice.done("It is closed. Nobody waits here any more."));
    }

    @PostMapping("/{project}/-/issues/{iid}/closure/removal")
    @May(Who.GUEST)
    Redirect reopen(@PathVariable long iid, Project project, Actor actor) {
        Issue issue = issues.reopen(actor, issues.find(actor, project, iid));
        return Redirect.to(issue.path()).saying(Notice.done("It is open again."));
    }

    @PostMapping("/{project}/-/issues/{iid}/bookmark")
    @May(Who.GUEST)
    Redirect bookmark(@PathVariable long iid, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        todos.mark(actor, issue.header());
        return Redirect.to(issue.path());
    }

    @PostMapping("/{project}/-/issues/{iid}/bookmark/removal")
    @May(Who.GUEST)
    Redirect removeBookmark(@PathVariable long iid, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        todos.unmark(actor, issue.header());
        return Redirect.to(issue.path());
    }

    @PostMapping("/{project}/-/issues/{iid}/subscription")
    @May(Who.GUEST)
    Redirect subscribe(@PathVariable long iid, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        subscriptions.subscribe(issue.id(), actor.id(), "subscribed");
        return Redirect.to(issue.path());
    }

    @PostMapping("/{project}/-/issues/{iid}/subscription/removal")
    @May(Who.GUEST)
    Redirect unsubscribe(@PathVariable long iid, Project project, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        subscriptions.unsubscribe(actor, issue.id());
        return Redirect.to(issue.path());
    }

    static ZoneId zone(Actor actor) {
        return actor.member() == null ? ZoneOffset.UTC : actor.member().zone();
    }
}
