package antipode.guests;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.people.signin.Threshold;
import antipode.people.signin.Way;
import antipode.projects.Projects;
import antipode.threads.Comment;
import antipode.threads.Comments;
import antipode.threads.References;
import antipode.threads.Threads;
import antipode.threads.Writing;
import antipode.threads.uploads.UploadController;
import antipode.web.Notice;
import antipode.web.OwnTransactions;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// What a guest's own link opens, without an account.
@Controller
@May(Who.ANYONE)
class GuestController {

    static final String HERE = "/-/guest/";

    private static final Pattern UPLOADS = Pattern.compile("\\b(src|href)=\"/[^\"]*/uploads/(?=[0-9a-f]{32}/)");

    private final Guests guests;
    private final Threads threads;
    private final Comments comments;
    private final References references;
    private final Projects projects;
    private final Threshold threshold;
    private final UploadController uploads;

    GuestController(
            Guests guests, Threads threads, Comments comments, References references, Projects projects, Threshold threshold,
            UploadController uploads) {
        this.guests = guests;
        this.threads = threads;
        this.comments = comments;
        this.references = references;
        this.projects = projects;
        this.threshold = threshold;
        this.uploads = uploads;
    }

    @GetMapping(HERE + "{secret}")
    Page show(@PathVariable String secret, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        return page(secret, "", null);
    }

    @PostMapping(HERE + "{secret}/notes")
    View answer(@PathVariable String secret, @RequestParam(defaultValue = "") String body) {
        var guest = guests.open(secret);
        var thing = guest.issuableId();
        if (thing == null) throw Problem.notFound("Page");
        var actor = Actor.of(guest.member());
        try {
            comments.write(actor, threads.find(actor, thing), new Writing(body, null, null));
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) throw problem;
            return page(secret, body, String.join("; ", problem.fields().values()));
        }
        return Redirect.to(HERE + secret).saying(Notice.done("Your answer stands below the others."));
    }

    /// A file that the issue shows.
    @GetMapping(HERE + "{secret}/uploads/{file}/{name}")
    @OwnTransactions
    void file(
            @PathVariable String secret, @PathVariable String file, @PathVariable String name, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        var guest = guests.open(secret);
        if (guest.issuableId() == null) throw Problem.notFound("File");
        var actor = Actor.of(guest.member());
        uploads.serve(threads.find(actor, guest.issuableId()).projectId(), file, name, actor, request, response);
    }

    /// Lets the guest of a project into it, in this browser.
    @PostMapping(HERE + "{secret}/entrance")
    View enter(@PathVariable String secret, HttpServletRequest request, HttpServletResponse response) {
        var guest = guests.open(secret);
        var project = guest.projectId() == null ? null : projects.visibleTo(Actor.of(guest.member())).find(guest.projectId()).orElse(null);
        if (project == null) throw Problem.notFound("Page");
        return threshold.pass(guest.member(), Way.LINK, project.url(), request, response);
    }

    private GuestPage page(String secret, String body, @Nullable String error) {
        var guest = guests.open(secret);
        var actor = Actor.of(guest.member());
        if (guest.issuableId() == null) {
            var project = guest.projectId() == null ? null : projects.visibleTo(actor).find(guest.projectId()).orElse(null);
            if (project == null) throw Problem.notFound("Page");
            return new GuestPage(secret, guest, project.name(), false, List.of(), body, error);
        }
        var thing = threads.find(actor, guest.issuableId());
        var said = comments.of(thing).stream().filter(Comment.class::isInstance).map(Comment.class::cast).filter(one -> !one.removed()).toList();
        var texts = new ArrayList<References.Kept>();
        texts.add(new References.Kept(thing.projectPath(), thing.descriptionHtml()));
        said.forEach(one -> texts.add(new References.Kept(thing.projectPath(), one.bodyHtml())));
        // All else that could be cited asks for an account.
        var html = references.html(Actor.nobody(), texts).stream()
                .map(one -> UPLOADS.matcher(one).replaceAll("$1=\"" + HERE + secret + "/uploads/")).toList();
        List<GuestPage.Said> words = new ArrayList<>();
        words.add(new GuestPage.Said(0, thing.author(), thing.createdAt(), html.getFirst()));
        for (int at = 0; at < said.size(); at++) {
            words.add(new GuestPage.Said(said.get(at).id(), said.get(at).author(), said.get(at).createdAt(), html.get(at + 1)));
        }
        return new GuestPage(secret, guest, thing.title(), thing.open() && !thing.locked(), words, body, error);
    }
}
