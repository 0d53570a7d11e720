package antipode.invitations;

import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Role;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/// Where people are invited: `to` a team or a project by its owners, without it into the workspace by administrators.
@Controller
@May(Who.MEMBER)
class InvitationController {

    static final String HERE = "/-/invitations";

    private final Invitations invitations;
    private final Invitees invitees;
    private final InvitationLetters letters;
    private final Places places;
    private final Clock clock;

    InvitationController(Invitations invitations, Invitees invitees, InvitationLetters letters, Places places, Clock clock) {
        this.invitations = invitations;
        this.invitees = invitees;
        this.letters = letters;
        this.places = places;
        this.clock = clock;
    }

    @GetMapping(HERE)
    Page show(@RequestParam(defaultValue = "") String to, Actor actor) {
        return page(actor, places.own(actor, to), null, null, Map.of(), Map.of());
    }

    /// Looks at a list and says what would happen. Nothing does.
    @PostMapping(HERE + "/preview")
    Page preview(Actor actor, @RequestParam Map<String, String> form, @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var place = places.own(actor, form.getOrDefault("to", ""));
        try {
            var people = file == null || file.isEmpty() ? form.getOrDefault("people", "") : Lines.text(file.getBytes());
            return new PreviewPage(
                    place, look(actor, place, form, people), people, role(form), form.getOrDefault("until", ""), form.containsKey("external"),
                    letters.leave());
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(actor, place, null, null, form, problem.fields());
        }
    }

    @PostMapping(HERE)
    View invite(Actor actor, @RequestParam Map<String, String> form) {
        var place = places.own(actor, form.getOrDefault("to", ""));
        try {
            var looked = look(actor, place, form, form.getOrDefault("people", ""));
            var sent = invitations.invite(actor, looked, form.containsKey("external"));
            var added = looked.stream().filter(Invitee::fine).count() - sent;
            return Redirect.to(here(place)).saying(Notice.done(said(sent, added)));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(actor, place, null, null, form, problem.fields());
        }
    }

    /// Answers with the page itself: the link is shown once and kept nowhere.
    @PostMapping(HERE + "/links")
    Page link(Actor actor, @RequestParam Map<String, String> form, Site site, HttpServletResponse response) {
        var place = places.own(actor, form.getOrDefault("to", ""));
        try {
            var uses = form.getOrDefault("uses", "").strip();
            if (!uses.matches("\\d{1,4}")) throw Problem.invalid("uses", "must be between 1 and " + Invitations.MOST_USES);
            var last = day(form, "link_until");
            if (last == null) throw Problem.invalid("link_until", "is missing: say the last day on which it works");
            var secret = invitations.link(actor, place, role(form), form.containsKey("external"), Integer.parseInt(uses), last);
            response.setHeader("Cache-Control", "no-store");
            return page(actor, place, site.url(JoinController.HERE + secret), null, Map.of(), Map.of());
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(actor, place, null, null, form, problem.fields());
        }
    }

    @PostMapping(HERE + "/{id}/letter")
    View resend(@PathVariable long id, @RequestParam(defaultValue = "") String to, Actor actor) {
        invitations.resend(actor, id);
        return Redirect.to(here(places.own(actor, to))).saying(Notice.done(
                letters.leave() ? "Another letter is on its way. The link in the one before opens nothing any more."
                        : "There is no mail server: make a link, and hand it over."));
    }

    @PostMapping(HERE + "/{id}/link")
    Page handOver(@PathVariable long id, @RequestParam(defaultValue = "") String to, Actor actor, Site site, HttpServletResponse response) {
        var place = places.own(actor, to);
        var secret = invitations.handOver(actor, id);
        response.setHeader("Cache-Control", "no-store");
        return page(actor, place, site.url(JoinController.HERE + secret), id, Map.of(), Map.of());
    }

    @PostMapping(HERE + "/{id}/revocation")
    View revoke(@PathVariable long id, @RequestParam(defaultValue = "") String to, Actor actor) {
        invitations.revoke(actor, id);
        return Redirect.to(here(places.own(actor, to))).saying(Notice.done("It is taken back, and opens nothing any more."));
    }

    private List<Invitee> look(Actor actor, Place place, Map<String, String> form, String people) {
        return invitees.look(actor, people, place, role(form), day(form, "until"));
    }

    private InvitationsPage page(
            Actor actor, Place place, @Nullable String link, @Nullable Long linked, Map<String, String> values, Map<String, String> errors) {
        return new InvitationsPage(
                place, invitations.to(place), link, linked, actor.administrator(), letters.leave(), clock.instant(), values, errors);
    }

    static String here(Place place) {
        return place.workspace() ? HERE : HERE + "?to=" + URLEncoder.encode(place.path(), StandardCharsets.UTF_8);
    }

    private static String said(long sent, long added) {
        var invited = sent == 1 ? "One person is invited" : sent + " people are invited";
        var put = added == 1 ? "one who has an account is added" : added + " who have accounts are added";
        return added == 0 ? invited + "." : sent == 0 ? Character.toUpperCase(put.charAt(0)) + put.substring(1) + "." : invited + ", and " + put + ".";
    }

    private static Role role(Map<String, String> form) {
        return Invitees.role(form.getOrDefault("role", "developer")).orElseThrow(() -> Problem.invalid("role", "is not one of the five"));
    }

    private static @Nullable LocalDate day(Map<String, String> form, String field) {
        var text = form.getOrDefault(field, "").strip();
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            throw Problem.invalid(field, "is not a day; one looks like 2027-03-01");
        }
    }
}
