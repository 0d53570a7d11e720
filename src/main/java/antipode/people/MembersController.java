package antipode.people;

import antipode.people.signin.SignInLinks;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.PublicAddress;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where an administrator lets people in, and out.
@Controller
@May(Who.ADMINISTRATOR)
class MembersController {

    private final Members members;
    private final SignInLinks links;
    private final PublicAddress address;

    MembersController(Members members, SignInLinks links, PublicAddress address) {
        this.members = members;
        this.links = links;
        this.address = address;
    }

    @GetMapping("/-/admin/members")
    Page list() {
        return page(null, null, Map.of(), Map.of());
    }

    @PostMapping("/-/admin/members")
    Page create(@RequestParam Map<String, String> form, HttpServletRequest request, HttpServletResponse response) {
        try {
            var zone = Members.zone(form.getOrDefault("zone", ""))
                    .orElseThrow(() -> Problem.invalid("zone", "is not a time zone; one looks like Europe/Lisbon"));
            var member = members.create(new Members.Draft(
                    form.getOrDefault("username", "").strip(), form.getOrDefault("name", ""), form.getOrDefault("email", ""),
                    zone, form.containsKey("administrator"), form.containsKey("external"), null));
            response.setHeader("Cache-Control", "no-store");
            return page(member, absolute(links.create(member), request), Map.of(), Map.of());
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(null, null, form, problem.fields());
        }
    }

    @GetMapping("/-/admin/members/{id}")
    Page show(@PathVariable long id) {
        return new MemberPage(find(id), Map.of(), Map.of(), members.onlyAdministrator(id));
    }

    @PostMapping("/-/admin/members/{id}")
    View administer(@PathVariable long id, @RequestParam Map<String, String> form) {
        var member = find(id);
        try {
            var changed = members.administer(
                    member, form.getOrDefault("name", ""), form.getOrDefault("email", ""),
                    form.containsKey("administrator"), form.containsKey("external"));
            return Redirect.to("/-/admin/members").saying(Notice.done(changed.name() + " is changed."));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return new MemberPage(member, form, problem.fields(), members.onlyAdministrator(id));
        }
    }

    /// Answers with the page itself: the link is shown once and kept nowhere.
    @PostMapping("/-/admin/members/{id}/link")
    Page link(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) {
        var member = find(id);
        if (!member.active()) throw Problem.conflict(member.name() + " can’t come in until you open the account again.");
        response.setHeader("Cache-Control", "no-store");
        return page(member, absolute(links.create(member), request), Map.of(), Map.of());
    }

    @PostMapping("/-/admin/members/{id}/closing")
    View close(@PathVariable long id) {
        var member = find(id);
        members.become(id, Member.State.BLOCKED);
        return Redirect.to("/-/admin/members").saying(Notice.done(member.name() + " is signed out and can’t come in."));
    }

    @PostMapping("/-/admin/members/{id}/opening")
    View open(@PathVariable long id) {
        var member = find(id);
        members.become(id, Member.State.ACTIVE);
        return Redirect.to("/-/admin/members").saying(Notice.done(member.name() + " can come in again."));
    }

    private Member find(long id) {
        return members.find(id).orElseThrow(() -> Problem.notFound("Member"));
    }

    private MembersPage page(
            @Nullable Member linked, @Nullable String link, Map<String, String> values, Map<String, String> errors) {
        return new MembersPage(members.all(), linked, link, values, errors);
    }

    private String absolute(String path, HttpServletRequest request) {
        if (!address.known().isEmpty()) return address.link(path);
        var url = request.getRequestURL();
        return url.substring(0, url.length() - request.getRequestURI().length()) + path;
    }
}
