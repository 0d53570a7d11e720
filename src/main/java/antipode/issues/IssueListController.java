package antipode.issues;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
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
    private final Clock clock;

    IssueListController(
            IssueLists lists,
            LabelLinks labelLinks,
            MilestoneLinks milestones,
            Turns turns,
            Members members,
            ProjectHeads heads,
            IssueTypes types,
            Clock clock) {
        this.lists = lists;
        this.labelLinks = labelLinks;
        this.milestones = milestones;
        this.turns = turns;
        this.members = members;
        this.heads = heads;
        this.types = types;
        this.clock = clock;
    }

    @GetMapping("/{project}/-/issues")
    @May(Who.READER)
    Page list(HttpServletRequest request, Project project, Role role, Actor actor) {
        return page(actor, heads.of(project, role), asked(request), new IssueFilter().in(project.id()));
    }

    @GetMapping("/-/issues")
    @May(Who.ANYONE)
    Page listAll(HttpServletRequest request, Actor actor) {
        IssueListPage.Asked asked = asked(request);
        if (!actor.signedIn()) {
            asked = asked.scope("all").after(asked.after());
        }
        Long concerns = asked.scope().equals("mine") ? actor.idOrNull() : null;
        return page(actor, null, asked, new IssueFilter().concerns(concerns));
    }

    private Page page(Actor actor, @Nullable ProjectHead head, IssueListPage.Asked asked, IssueFilter filter) {
        List<String> unknown = new ArrayList<>();
        List<String> names = new ArrayList<>();
        if (!asked.author().isEmpty()) {
            names.add(asked.author().toLowerCase(Locale.ROOT));
        }
        if (!asked.assignee().isEmpty()) {
            names.add(asked.assignee().toLowerCase(Locale.ROOT));
        }
        Map<String, Member> people = members.byUsernames(names);
        for (String name : names) {
            if (!people.containsKey(name)) {
                unknown.add("@" + name);
            }
        }
        IssueLists.Order order = asked.order().equals("updated") ? IssueLists.Order.UPDATED : IssueLists.Order.CREATED;
        LocalDate today = LocalDate.ofInstant(clock.instant(), IssueController.zone(actor));
        filter(filter, asked, today).author(id(people, asked.author())).assignee(id(people, asked.assignee()));
        List<Issue> rows = unknown.isEmpty()
                ? lists.page(actor, filter, order, IssueLists.After.of(asked.after()), PAGE + 1)
                : List.of();
        List<Issue> shown = rows.subList(0, Math.min(PAGE, rows.size()));
        List<Long> ids = shown.stream().map(Issue::id).toList();
        String older = rows.size() <= PAGE
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
                unknown.isEmpty() ? null : "Nobody here is called " + String.join(" or ", unknown) + ".",
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
        String due = one(request, "due");
        return new IssueListPage.Asked(
                List.of("closed", "all").contains(state) ? state : "opened",
                List.copyOf(labels),
                username(one(request, "assignee")),
                username(one(request, "author")),
                one(request, "milestone"),
                weight.matches("\\d{1,7}|none|any") ? weight : "",
                IssueListPage.DUE.stream().map(Choice::value).filter(due::equals).findFirst().orElse(""),
                types.all().stream().map(IssueType::key).filter(one(request, "type")::equals).findFirst().orElse(""),
                one(request, "search"),
                one(request, "order").equals("updated") ? "updated" : "created",
                one(request, "scope").equals("all") ? "all" : "mine",
                one(request, "after"));
    }

    private static String username(String typed) {
        return typed.startsWith("@") ? typed.substring(1) : typed;
    }

    private static String one(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : Words.line(value);
    }
}
