package antipode.mergerequests.review;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.CommitThreads;
import antipode.threads.Issuable;
import antipode.threads.Rights;
import antipode.threads.Sendings;
import antipode.threads.Sheet;
import antipode.threads.TurnWish;
import antipode.threads.Writing;
import antipode.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Saying something of a commit, or beside lines of what it changed.
@Controller
@May(Who.GUEST)
class CommitCommentController {

    private static final String COMMIT = "/{project}/-/commit/{sha}";

    private final CommitThreads threads;
    private final LineComments comments;
    private final LineForms forms;
    private final Rights rights;
    private final Sendings sendings;

    CommitCommentController(
            CommitThreads threads, LineComments comments, LineForms forms, Rights rights, Sendings sendings) {
        this.threads = threads;
        this.comments = comments;
        this.forms = forms;
        this.rights = rights;
        this.sendings = sendings;
    }

    /// The lines that an address names.
    private record Meant(String oldPath, String path, Lines lines) {

        static Meant of(HttpServletRequest sent) {
            String path = sent.getParameter("path") == null ? "" : sent.getParameter("path");
            String old = sent.getParameter("old_path") == null ? path : sent.getParameter("old_path");
            Lines lines = Lines.of(sent);
            if (lines == null) {
                throw Positions.none();
            }
            return new Meant(old, path, lines);
        }

        String query() {
            return "path=" + URLEncoder.encode(path, StandardCharsets.UTF_8)
                    + "&old_path=" + URLEncoder.encode(oldPath, StandardCharsets.UTF_8)
                    + (lines.old() ? "&old=" : "&new=") + lines.first() + "-" + lines.last();
        }
    }

    private LineCommentPage form(Actor actor, Project project, String sha, @Nullable Meant meant) {
        Issuable thread = threads.find(actor, project, sha);
        rights.requireSpeaker(actor, thread);
        return meant == null
                ? new LineCommentPage(thread, thread.path() + "/notes", null, null, "", Sheet.of(thread), Map.of())
                : new LineCommentPage(
                        thread, thread.path() + "/line_comments?" + meant.query(),
                        comments.at(project, sha, meant.oldPath(), meant.path(), meant.lines()), null, "", Sheet.of(thread), Map.of());
    }

    @PostMapping(COMMIT + "/notes")
    View write(
            @PathVariable String sha, @RequestParam(defaultValue = "") String note, HttpServletRequest sent, Project project,
            Actor actor) {
        return forms.taken(actor, form(actor, project, sha, null), note, sent, body -> sendings.once(
                actor, sent, () -> comments.say(actor, project, sha, Writing.of(body).passing(TurnWish.of(sent)), "", "", null)));
    }

    @GetMapping(COMMIT + "/line_comments/new")
    Page begin(@PathVariable String sha, HttpServletRequest sent, Project project, Actor actor) {
        return form(actor, project, sha, Meant.of(sent));
    }

    @PostMapping(COMMIT + "/line_comments")
    View beside(
            @PathVariable String sha, @RequestParam(defaultValue = "") String note, HttpServletRequest sent, Project project,
            Actor actor) {
        Meant meant = Meant.of(sent);
        return forms.taken(actor, form(actor, project, sha, meant), note, sent, body -> sendings.once(actor, sent, () -> comments.say(
                actor, project, sha, Writing.of(body), meant.oldPath(), meant.path(), meant.lines())));
    }
}
