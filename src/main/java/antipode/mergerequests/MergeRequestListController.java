package antipode.mergerequests;

import antipode.feeds.AtomFeed;
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
import antipode.threads.LabelLinks;
import antipode.threads.Words;
import antipode.todos.Turns;
import antipode.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The lists of merge requests: one question for the rows, one each for their labels, turns and reviewers.
@Controller
class MergeRequestListController {

    private static final int PAGE = 20;

    private final MergeRequestLists lists;
    private final MergeRequestReviews reviews;
    private final LabelLinks labelLinks;
    private final Turns turns;
    private final Members members;
    private final ProjectHeads heads;
    private final ListFeeds feeds;

    MergeRequestListController(
            MergeRequestLists lists,
            MergeRequestReviews reviews,
            LabelLinks labelLinks,
            Turns turns,
            Members members,
            ProjectHeads heads,
            ListFeeds feeds) {
        this.lists = lists;
        this.reviews = reviews;
        this.labelLinks = labelLinks;
        this.turns = turns;
        this.members = members;
        this.heads = heads;
        this.feeds = feeds;
    }

    @GetMapping("/{project}/-/merge_requests")
    @May(Who.READER)
    Page list(HttpServletRequest request, Project project, Role role, Actor actor) {
        return of(project, role, actor, asked(request), PAGE);
    }

    @GetMapping("/{project}/-/merge_requests.atom")
    @May(value = Who.READER, feed = true)
    AtomFeed feed(HttpServletRequest request, Project project, Role role, Actor actor) {
        return feed(of(project, role, actor, asked(request).after(""), AtomFeed.MOST));
    }

    private MergeRequestListPage of(Project project, Role role, Actor actor, MergeRequestListPage.Asked asked, int most) {
        return page(
                actor, heads.of(project, role), asked, new MergeRequestLists.Filter().in(project.id()),
                role.atLeast(Role.DEVELOPER), most);
    }

    @GetMapping("/-/merge_requests")
    @May(Who.ANYONE)
    Page listAll(HttpServletRequest request, Actor actor) {
        return ofAll(actor, asked(request), PAGE);
    }

    @GetMapping("/-/merge_requests.atom")
    @May(value = Who.ANYONE, feed = true)
    AtomFeed feedOfAll(HttpServletRequest request, Actor actor) {
        return feed(ofAll(actor, asked(request).after(""), AtomFeed.MOST));
    }

    private AtomFeed feed(MergeRequestListPage page) {
        return feeds.of(
                page.reader(), page.name(), page.path(page.asked()), page.head() == null,
                page.requests().stream().map(MergeRequest::header).toList(), page.labels());
    }

    private MergeRequestListPage ofAll(Actor actor, MergeRequestListPage.Asked sent, int most) {
        MergeRequestListPage.Asked asked = sent;
        if (!actor.signedIn()) {
            asked = asked.scope("all").after(asked.after());
        }
        var filter = new MergeRequestLists.Filter().concerns(asked.scope().equals("mine") ? actor.idOrNull() : null);
        return page(actor, null, asked, filter, false, most);
    }

    private MergeRequestListPage page(
            Actor actor,
            @Nullable ProjectHead head,
            MergeRequestListPage.Asked asked,
            MergeRequestLists.Filter filter,
            boolean mayPropose,
            int most) {
        List<String> names = new ArrayList<>(List.of(asked.author(), asked.reviewer()));
        names.removeIf(String::isEmpty);
        Map<String, Member> people = members.byUsernames(names);
        List<String> unknown = names.stream()
                .filter(name -> !people.containsKey(name.toLowerCase(Locale.ROOT)))
                .map(name -> "@" + name)
                .toList();
        filter.state(asked.state().equals("all") ? null : asked.state())
                .author(id(people, asked.author()))
                .reviewer(id(people, asked.reviewer()))
                .after(asked.after().matches("\\d{1,18}") ? Long.valueOf(asked.after()) : null);
        List<MergeRequest> rows = unknown.isEmpty()
                ? lists.rows(actor, filter, MergeRequestLists.Order.CREATED, true, most + 1, 0)
                : List.of();
        List<MergeRequest> shown = rows.subList(0, Math.min(most, rows.size()));
        List<Long> ids = shown.stream().map(MergeRequest::id).toList();
        return new MergeRequestListPage(
                head,
                actor,
                asked,
                shown,
                labelLinks.of(ids),
                turns.on(ids),
                reviews.reviewersOf(ids),
                unknown.isEmpty() ? null : "Nobody here is called " + String.join(" or ", unknown) + ".",
                rows.size() <= most ? null : shown.getLast().id(),
                mayPropose);
    }

    private static @Nullable Long id(Map<String, Member> people, String username) {
        Member member = people.get(username.toLowerCase(Locale.ROOT));
        return member == null ? null : member.id();
    }

    private static MergeRequestListPage.Asked asked(HttpServletRequest request) {
        String state = one(request, "state");
        return new MergeRequestListPage.Asked(
                List.of("merged", "closed", "all").contains(state) ? state : "opened",
                username(one(request, "author")),
                username(one(request, "reviewer")),
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
