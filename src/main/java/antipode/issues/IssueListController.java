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
import antipode.threads.Words;
import antipode.todos.Turns;
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
    private final Turns turns;
    private final Members members;
    private final ProjectHeads heads;
    private final IssueTypes types;
    private final Clock clock;

    IssueListController(
            IssueLists lists, LabelLinks labelLinks, Turns turns, Members members, ProjectHeads heads, IssueTypes types, Clock clock) {
        this.lists = lists;
        this.labelLinks = labelLinks;
        this.turns = turns;
        this.members = members;
        this.heads = heads;
        this.types = types;
        this.clock = clock;
    }

    @GetMapping("/{project}/-/issues")
    @May(Who.READER)
    Page list(HttpServletRequest request, Project project, Role role, Actor actor) {
        return page(actor, heads.of(project, role), asked(request), IssueLists.Filter.ALL.in(project.id()));
    }

    @GetMapping("/-/issues")
    @May(Who.ANYONE)
    Page listAll(HttpServletRequest request, Actor actor) {
        IssueListPage.Asked asked = asked(request);
        if (!actor.signedIn()) {
            asked = asked.scope("all").after(asked.after());
        }
        Long concerns = asked.scope().equals("mine") ? actor.idOrNull() : null;
        return page(actor, null, asked, IssueLists.Filter.ALL.people(null, null, null, concerns));
    }

    private Page page(Actor actor, @Nullable ProjectHead head, IssueListPage.Asked asked, IssueLists.Filter base) {
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
        List<Issue> rows = unknown.isEmpty()
                ? lists.page(
                        actor,
                        base.state(asked.state().equals("all") ? null : asked.state())
                                .labels(asked.labels(), null)
                                .people(id(people, asked.author()), id(people, asked.assignee()), null, base.concerns()),
                        order,
                        IssueLists.After.of(asked.after()),
                        PAGE + 1)
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
                turns.on(ids),
                types.standings(shown),
                types.all(),
                unknown.isEmpty() ? null : "Nobody here is called " + String.join(" or ", unknown) + ".",
                older,
                LocalDate.ofInstant(clock.instant(), IssueController.zone(actor)));
    }

    private static @Nullable Long id(Map<String, Member> people, String username) {
        Member member = people.get(username.toLowerCase(Locale.ROOT));
        return member == null ? null : member.id();
    }

    private static IssueListPage.Asked asked(HttpServletRequest request) {
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
        return new IssueListPage.Asked(
                List.of("closed", "all").contains(state) ? state : "opened",
                List.copyOf(labels),
                username(one(request, "assignee")),
                username(one(request, "author")),
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
