package antipode.decisions;

import antipode.feeds.AtomFeed;
import antipode.feeds.CalendarFeed;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.threads.Issuable;
import antipode.threads.References;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.HtmlUtils;

/// The log of decisions for feed readers, and the days on which decisions are looked at again for calendars.
@Controller
class DecisionFeeds {

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private final DecisionListController pages;
    private final ProjectHeads heads;
    private final References references;

    DecisionFeeds(DecisionListController pages, ProjectHeads heads, References references) {
        this.pages = pages;
        this.heads = heads;
        this.references = references;
    }

    @GetMapping("/-/decisions.atom")
    @May(value = Who.ANYONE, feed = true)
    AtomFeed feedOfAll(HttpServletRequest request, Actor actor) {
        return feed(request, actor, null);
    }

    @GetMapping("/{project}/-/decisions.atom")
    @May(value = Who.READER, feed = true)
    AtomFeed feed(HttpServletRequest request, Project project, Role role, Actor actor) {
        return feed(request, actor, heads.of(project, role));
    }

    @GetMapping("/-/decisions.ics")
    @May(value = Who.ANYONE, feed = true)
    CalendarFeed calendarOfAll(HttpServletRequest request, Actor actor) {
        return calendar(request, actor, null);
    }

    @GetMapping("/{project}/-/decisions.ics")
    @May(value = Who.READER, feed = true)
    CalendarFeed calendar(HttpServletRequest request, Project project, Role role, Actor actor) {
        return calendar(request, actor, heads.of(project, role));
    }

    private AtomFeed feed(HttpServletRequest request, Actor actor, @Nullable ProjectHead head) {
        DecisionListPage page = pages.page(actor, head, DecisionListController.asked(request).after(""), AtomFeed.MOST);
        List<Decision> decisions = page.decisions();
        List<String> words = references.html(page.reader(), decisions.stream().map(DecisionFeeds::words).toList());
        List<AtomFeed.Entry> entries = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            entries.add(entry(decisions.get(i), page.reference(decisions.get(i)), words.get(i)));
        }
        return new AtomFeed(page.name(), page.path(page.asked()), entries);
    }

    /// Why it was taken; until then, what it is about.
    private static References.Kept words(Decision decision) {
        Issuable header = decision.header();
        return new References.Kept(
                header.projectPath(), decision.becauseHtml().isEmpty() ? header.descriptionHtml() : decision.becauseHtml());
    }

    private static AtomFeed.Entry entry(Decision decision, String reference, String words) {
        Issuable header = decision.header();
        Instant decided = decision.decidedAt();
        return new AtomFeed.Entry(
                header.shortPath(),
                decision.status().word() + ": " + header.title() + " (" + reference + ")",
                header.path(),
                header.createdAt(),
                decided == null || decided.isBefore(header.updatedAt()) ? header.updatedAt() : decided,
                decision.decidedBy() == null ? header.author() : decision.decidedBy(),
                List.of(decision.door().title()),
                (decision.outcome().isEmpty() ? "" : "<p><strong>" + HtmlUtils.htmlEscape(decision.outcome()) + "</strong></p>") + words);
    }

    private CalendarFeed calendar(HttpServletRequest request, Actor actor, @Nullable ProjectHead head) {
        DecisionListPage.Asked asked = DecisionListController.asked(request).after("");
        DecisionListPage page = asked.status().equals("due")
                ? pages.page(actor, head, asked, CalendarFeed.MOST)
                : pages.page(actor, head, asked, EVER, CalendarFeed.MOST);
        return new CalendarFeed(page.name(), page.decisions().stream().map(DecisionFeeds::day).toList());
    }

    private static CalendarFeed.Day day(Decision decision) {
        Issuable header = decision.header();
        return new CalendarFeed.Day(
                "decision-" + header.id(),
                Objects.requireNonNull(decision.reviewOn()),
                "Look again: " + header.title() + " (" + header.fullReference() + ")",
                "Decided: " + decision.outcome() + ". " + header.dri().name() + " is responsible.",
                header.path(),
                List.of(),
                header.createdAt(),
                header.updatedAt(),
                false,
                header.confidential());
    }
}
