package antipode.decisions;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.threads.Words;
import antipode.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The log of decisions, of the whole workspace and of one project.
@Controller
class DecisionListController {

    private static final int PAGE = 20;

    private final DecisionLists lists;
    private final Members members;
    private final ProjectHeads heads;
    private final Clock clock;

    DecisionListController(DecisionLists lists, Members members, ProjectHeads heads, Clock clock) {
        this.lists = lists;
        this.members = members;
        this.heads = heads;
        this.clock = clock;
    }

    @GetMapping("/-/decisions")
    @May(Who.ANYONE)
    Page listAll(HttpServletRequest request, Actor actor) {
        return page(actor, null, asked(request), PAGE);
    }

    @GetMapping("/{project}/-/decisions")
    @May(Who.READER)
    Page list(HttpServletRequest request, Project project, Role role, Actor actor) {
        return page(actor, heads.of(project, role), asked(request), PAGE);
    }

    DecisionListPage page(Actor actor, @Nullable ProjectHead head, DecisionListPage.Asked asked, int most) {
        return page(actor, head, asked, asked.status().equals("due") ? today(actor) : null, most);
    }

    private LocalDate today(Actor actor) {
        return LocalDate.ofInstant(clock.instant(), actor.member() == null ? ZoneOffset.UTC : actor.member().zone());
    }

    /// @param due only what is to be looked at again by this day
    DecisionListPage page(
            Actor actor, @Nullable ProjectHead head, DecisionListPage.Asked asked, @Nullable LocalDate due, int most) {
        Member dri = asked.dri().isEmpty() ? null : members.findByUsername(asked.dri()).orElse(null);
        boolean unknown = !asked.dri().isEmpty() && dri == null;
        DecisionLists.Filter filter = new DecisionLists.Filter(
                head == null ? null : head.project().id(),
                List.of("due", "all").contains(asked.status()) ? null : asked.status(),
                asked.door().isEmpty() ? null : asked.door(),
                dri == null ? null : dri.id(),
                asked.label().isEmpty() ? null : asked.label(),
                asked.words().isEmpty() ? null : asked.words(),
                due);
        List<Decision> rows = unknown ? List.of() : lists.page(actor, filter, after(asked.after()), most + 1, 0);
        List<Decision> shown = rows.subList(0, Math.min(most, rows.size()));
        return new DecisionListPage(
                head,
                actor,
                asked,
                shown,
                unknown ? "Nobody here is called @" + asked.dri() + "." : null,
                rows.size() <= most ? null : String.valueOf(shown.getLast().id()),
                today(actor));
    }

    private static @Nullable Long after(String cursor) {
        return cursor.matches("\\d{1,18}") ? Long.valueOf(cursor) : null;
    }

    static DecisionListPage.Asked asked(HttpServletRequest request) {
        String status = one(request, "status");
        String door = one(request, "door");
        String dri = one(request, "dri");
        return new DecisionListPage.Asked(
                Arrays.stream(DecisionListPage.Shown.values()).anyMatch(shown -> shown.key().equals(status)) ? status : "all",
                List.of("two-way", "one-way").contains(door) ? door : "",
                dri.startsWith("@") ? dri.substring(1) : dri,
                one(request, "label"),
                one(request, "q"),
                one(request, "after"));
    }

    private static String one(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : Words.line(value);
    }
}
