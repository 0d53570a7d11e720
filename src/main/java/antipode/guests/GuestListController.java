package antipode.guests;

import antipode.api.Site;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.threads.Threads;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where guests of a project and of its issues are invited and seen off.
@Controller
@May(Who.DEVELOPER)
class GuestListController {

    private final Guests guests;
    private final GuestLetters letters;
    private final Issues issues;
    private final Threads threads;
    private final ProjectHeads heads;

    GuestListController(Guests guests, GuestLetters letters, Issues issues, Threads threads, ProjectHeads heads) {
        this.guests = guests;
        this.letters = letters;
        this.issues = issues;
        this.threads = threads;
        this.heads = heads;
    }

    /// @param issue the number of the issue to invite to; nothing for the project
    @GetMapping("/{project}/-/guests")
    Page list(Project project, Role role, Actor actor, @RequestParam(required = false) @Nullable Long issue) {
        return page(project, role, actor, issue, null, Map.of(), Map.of());
    }

    @PostMapping("/{project}/-/guests")
    View invite(
            Project project, Role role, Actor actor, @RequestParam(required = false) @Nullable Long issue,
            @RequestParam Map<String, String> form) {
        try {
            var email = form.getOrDefault("email", "");
            var name = form.getOrDefault("name", "");
            var until = day(form.getOrDefault("until", ""));
            var member = issue == null
                    ? guests.invite(actor, project, email, name, until)
                    : guests.invite(actor, issues.find(actor, project, issue).header(), email, name, until);
            return Redirect.to(project.url() + "/-/guests" + (issue == null ? "" : "?issue=" + issue))
                    .saying(Notice.done("A letter to " + member.name() + " is on its way."));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(project, role, actor, issue, null, form, problem.fields());
        }
    }

    /// Answers with the page itself: the link is shown once and kept nowhere.
    @PostMapping("/{project}/-/guests/{id}/link")
    Page link(Project project, Role role, Actor actor, @PathVariable long id, Site site, HttpServletResponse response) {
        var guest = own(project, id);
        if (guest.issuableId() == null && !role.atLeast(Role.OWNER)) throw Problem.refused("Guests of the whole project are its owners’.");
        response.setHeader("Cache-Control", "no-store");
        return page(project, role, actor, null, site.url(GuestController.HERE + letters.secret(id)), Map.of(), Map.of());
    }

    @PostMapping("/{project}/-/guests/{id}/end")
    View end(Project project, Actor actor, @PathVariable long id) {
        guests.end(actor, own(project, id), project);
        return Redirect.to(project.url() + "/-/guests").saying(Notice.done("They see nothing of it any more."));
    }

    private Guest own(Project project, long id) {
        return guests.in(project).stream().filter(guest -> guest.id() == id).findFirst().orElseThrow(() -> Problem.notFound("Guest"));
    }

    private GuestsPage page(
            Project project, Role role, Actor actor, @Nullable Long issue, @Nullable String link, Map<String, String> values,
            Map<String, String> errors) {
        var header = issue == null ? null : issues.find(actor, project, issue).header();
        Map<Long, antipode.threads.Issuable> things = new HashMap<>();
        var all = guests.in(project).stream().filter(guest -> guest.issuableId() == null || threads.sees(actor, guest.issuableId())).toList();
        all.forEach(guest -> {
            if (guest.issuableId() != null) things.computeIfAbsent(guest.issuableId(), threads::get);
        });
        return new GuestsPage(heads.of(project, role), header, all, things, guests.today().plusDays(30), link, values, errors);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException noDay) {
            throw Problem.invalid("until", "is not a day; one looks like 2027-03-01");
        }
    }
}
