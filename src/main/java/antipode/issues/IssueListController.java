package antipode.issues;

import antipode.feeds.AtomFeed;
import antipode.feeds.CalendarFeed;
import antipode.feeds.ListFeeds;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.threads.LabelLink;
import antipode.threads.LabelLinks;
import antipode.threads.MilestoneLinks;
import antipode.threads.Words;
import antipode.todos.Turns;
import antipode.web.Choice;
import antipode.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The lists of issues: one question for the rows, one for their labels, one for their turns.
@Controller
class IssueListController {

    private static final int PAGE = 20;
    private static final int MOST_LABELS = 10;

    private final IssueLists lists;
    private final LabelLinks labelLinks;
    private final MilestoneLinks milestones;
    private final Turns turns;
    private final Members members;
    private final ProjectHeads heads;
    private final IssueTypes types;
    private final ListFeeds feeds;
    private final Clock clock;

    IssueListController(
            IssueLists lists,
            LabelLinks labelLinks,
            MilestoneLinks milestones,
            Turns turns,
            Members members,
            ProjectHeads heads,
            IssueTypes types,
            ListFeeds feeds,
            Clock clock) {
        this.lists = lists;
        this.labelLinks = labelLinks;
        this.milestones = milestones;
        this.turns = turns;
        this.members = members;
        this.heads = heads;
        this.types = types;
        this.feeds = feeds;
        this.clock = clock;
    }

    @GetMapping("/{project}/-/issues")
    @May(Who.READER)
    Page list(HttpServletRequest request, Project project, Role role, Actor actor) {
        return page(actor, heads.of(project, role), asked(request), PAGE);
    }

    @GetMapping("/{project}/-/issues.atom")
    @May(value = Who.READER, feed = true)
    AtomFeed feed(HttpServletRequest request, Project project, Role role, Actor actor) {
        return feed(page(actor, heads.of(project, role), asked(request).after(""), AtomFeed.MOST));
    }

    @GetMapping("/{project}/-/issues.ics")
    @May(value = Who.READER, feed = true)
    CalendarFeed calendar(HttpServletRequest request, Project project, Role role, Actor actor) {
        return calendar(actor, heads.of(project, role), asked(request).after(""));
    }

    @GetMapping("/-/issues")
    @May(Who.ANYONE)
    Page listAll(HttpServletRequest request, Actor actor) {
        return page(actor, null, ofAll(actor, asked(request)), PAGE);
    }

    @GetMapping("/-/issues.atom")
    @May(value = Who.ANYONE, feed = true)
    AtomFeed feedOfAll(HttpServletRequest request, Actor actor) {
        return feed(page(actor, null, ofAll(actor, asked(request).after("")), AtomFeed.MOST));
    }

    @GetMapping("/-/issues.ics")
    @May(value = Who.ANYONE, feed = true)
    CalendarFeed calendarOfAll(HttpServletRequest request, Actor actor) {
        return calendar(actor, null, ofAll(actor, asked(request).after("")));
    }

    private static IssueListPage.Asked ofAll(Actor actor, IssueListPage.Asked asked) {
        return actor.signedIn() ? asked : asked.scope("all").after(asked.after());
    }

    private AtomFeed feed(IssueListPage page) {
        return feeds.of(
                page.reader(), page.name(), page.path(page.asked()), page.head() == null,
                page.issues().stream().map(Issue::header).toList(), page.labels());
    }

    /// The days on which they are due, those to come before those that are over.
    private CalendarFeed calendar(Actor actor, @Nullable ProjectHead head, IssueListPage.Asked asked) {
        Wanted wanted = wanted(asked);
        LocalDate today = today(actor);
        List<Issue> due = new ArrayList<>();
        if (wanted.unknown() == null) {
            due.addAll(lists.rows(
                    actor, filter(actor, head, wanted, today).dueFrom(today), IssueLists.Order.DUE, false, null, CalendarFeed.MOST, 0));
            due.addAll(lists.rows(
                    actor, filter(actor, head, wanted, today).dueBefore(today), IssueLists.Order.DUE, true, null,
                    CalendarFeed.MOST - due.size(), 0));
        }
        List<LabelLink> labels = labelLinks.of(due.stream().map(Issue::id).toList());
        return new CalendarFeed(asked.name(head), due.stream().map(issue -> DueDays.of(issue, labels)).toList());
    }

    /// What was asked for, with the people it names.
    ///
    /// @param unknown a sentence about those whom nobody knows
    private record Wanted(IssueListPage.Asked asked, Map<String, Member> people, @Nullable String unknown) {}

    private Wanted wanted(IssueListPage.Asked asked) {
        List<String> names = Stream.of(asked.author(), asked.assignee())
                .filter(name -> !name.isEmpty())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        Map<String, Member> people = members.byUsernames(names);
        List<String> unknown = names.stream().filter(name -> !people.containsKey(name)).map(name -> "@" + name).toList();
        return new Wanted(
                asked, people, unknown.isEmpty() ? null : "Nobody here is called " + String.join(" or ", unknown) + ".");
    }

    private LocalDate today(Actor actor) {
        return LocalDate.ofInstant(clock.instant(), IssueController.zone(actor));
    }

    private IssueFilter filter(Actor actor, @Nullable ProjectHead head, Wanted wanted, LocalDate today) {
        IssueListPage.Asked asked = wanted.asked();
        IssueFilter filter = head != null
                ? new IssueFilter().in(head.project().id())
                : new IssueFilter().concerns(asked.scope().equals("mine") ? actor.idOrNull() : null);
        return filter(filter, asked, today)
                .author(id(wanted.people(), asked.author()))
                .assignee(id(wanted.people(), asked.assignee()));
    }

    private IssueListPage page(Actor actor, @Nullable ProjectHead head, IssueListPage.Asked asked, int most) {
        Wanted wanted = wanted(asked);
        IssueLists.Order order = asked.order().equals("updated") ? IssueLists.Order.UPDATED : IssueLists.Order.CREATED;
        LocalDate today = today(actor);
        List<Issue> rows = wanted.unknown() == null
                ? lists.page(actor, filter(actor, head, wanted, today), order, IssueLists.After.of(asked.after()), most + 1)
                : List.of();
        List<Issue> shown = rows.subList(0, Math.min(most, rows.size()));
        List<Long> ids = shown.stream().map(Issue::id).toList();
        String older = rows.size() <= most
                ? null
                : new IssueLists.After(
                                order == IssueLists.Order.UPDATED ? shown.getLast().header().updatedAt() : null,
                                shown.getLast().id())
                        .cursor();
        return new IssueListPage(
                head,
                actor,
                asked,
                shown,
                labelLinks.of(ids),
                milestones.of(ids),
                turns.on(ids),
                types.standings(shown),
                types.all(),
                wanted.unknown(),
                older,
                today);
    }

    private static IssueFilter filter(IssueFilter filter, IssueListPage.Asked asked, LocalDate today) {
        switch (asked.milestone().toLowerCase(Locale.ROOT)) {
            case "" -> {}
            case "none" -> filter.planned(false);
            case "any" -> filter.planned(true);
            default -> filter.milestone(asked.milestone());
        }
        switch (asked.weight()) {
            case "" -> {}
            case "none" -> filter.weighed(false);
            case "any" -> filter.weighed(true);
            default -> filter.weight(Integer.valueOf(asked.weight()));
        }
        return filter.state(asked.state().equals("all") ? null : asked.state())
                .labels(asked.labels())
                .due(asked.due(), today)
                .types(asked.type().isEmpty() ? null : List.of(asked.type()))
                .search(asked.search().isEmpty() ? null : asked.search(), false);
    }

    private static @Nullable Long id(Map<String, Member> people, String username) {
        Member member = people.get(username.toLowerCase(Locale.ROOT));
        return member == null ? null : member.id();
    }

    private IssueListPage.Asked asked(HttpServletRequest request) {
        List<String> labels = new ArrayList<>();
        String[] sent = request.getParameterValues("label");
        for (String value : sent == null ? new String[0] : sent) {
            for (String name : Form.names(Words.line(value))) {
                if (labels.size() < MOST_LABELS && !labels.contains(name)) {
                    labels.add(name);
                }
            }
        }
        String state = one(request, "state");
        String weight = one(request, "weight").toLowerCase(Locale.ROOT);
        String due = one(request, one(request, "due").isEmpty() ? "due_date" : "due");
        return new IssueListPage.Asked(
                List.of("closed", "all").contains(state) ? state : "opened",
                List.copyOf(labels),
                username(one(request, "assignee")),
                username(one(request, "author")),
                one(request, "milestone"),
                weight.matches("\\d{1,7}|none|any") ? weight : "",
                due.equals("0") ? "none" : IssueListPage.AROUND_NOW.equals(due) || dues().anyMatch(due::equals) ? due : "",
                types.all().stream().map(IssueType::key).filter(one(request, "type")::equals).findFirst().orElse(""),
                one(request, "search"),
                one(request, "order").equals("updated") ? "updated" : "created",
                one(request, "scope").equals("all") ? "all" : "mine",
                one(request, "after"));
    }

    private static Stream<String> dues() {
        return IssueListPage.DUE.stream().map(Choice::value);
    }

    private static String username(String typed) {
        return typed.startsWith("@") ? typed.substring(1) : typed;
    }

    private static String one(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : Words.line(value);
    }
}
