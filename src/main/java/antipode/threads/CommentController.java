package antipode.threads;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The pages of single comments, of issues, merge requests and commits alike, and the short links.
@Controller
class CommentController {

    private static final String NOTE = "/{project}/-/{kind:issues|merge_requests|commit}/{iid}/notes/{id}";

    private final Threads threads;
    private final Comments comments;
    private final QuickActions quick;
    private final Notes notes;
    private final Resolutions resolutions;
    private final Conversations conversations;
    private final Clashes clashes;
    private final Previews previews;
    private final Sendings sendings;
    private final Attachments attachments;
    private final Rights rights;
    private final ObjectProvider<WhoseTurn> turns;

    CommentController(
            Threads threads,
            Comments comments,
            QuickActions quick,
            Notes notes,
            Resolutions resolutions,
            Conversations conversations,
            Clashes clashes,
            Previews previews,
            Sendings sendings,
            Attachments attachments,
            Rights rights,
            ObjectProvider<WhoseTurn> turns) {
        this.turns = turns;
        this.threads = threads;
        this.comments = comments;
        this.quick = quick;
        this.notes = notes;
        this.resolutions = resolutions;
        this.conversations = conversations;
        this.clashes = clashes;
        this.previews = previews;
        this.sendings = sendings;
        this.attachments = attachments;
        this.rights = rights;
    }

    /// The permanent short link, which renames and moves don't break.
    @GetMapping("/t/{id}")
    @May(Who.ANYONE)
    Redirect find(@PathVariable long id, Actor actor) {
        return Redirect.to(threads.find(actor, id).path());
    }

    @GetMapping(NOTE + "/edit")
    @May(Who.GUEST)
    Page edit(@PathVariable String kind, @PathVariable String iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        Comment comment = comments.find(issuable.id(), id);
        rights.requireWriter(actor, issuable, comment);
        return new CommentPage(issuable, comment, comment.body(), Sheet.of(issuable), Map.of(), null);
    }

    @PostMapping(NOTE)
    @May(Who.GUEST)
    View save(
            @PathVariable String kind,
            @PathVariable String iid,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable Integer version,
            HttpServletRequest request,
            Project project,
            Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        Attachments.Attached attached = attachments.with(actor, project.id(), request, Words.of(note));
        String body = attached.words();
        if (attached.refused() != null || Previews.asked(request)) {
            Comment now = comments.find(issuable.id(), id);
            rights.requireWriter(actor, issuable, now);
            Problem refused = attached.refused();
            return refused != null
                    ? new CommentPage(issuable, now, body, Sheet.of(issuable), Map.of("", refused.message()), null)
                    : new CommentPage(
                            issuable, now, body, previews.sheet(actor, issuable, body, request).withoutHelp(), Map.of(), null);
        }
        try {
            return sendings.once(actor, request, () -> quick.edit(actor, issuable, id, body, version));
        } catch (Problem wrong) {
            Comment now = comments.find(issuable.id(), id);
            if (wrong.status() == 409) {
                return new CommentPage(
                        issuable, now, body, Sheet.of(issuable), Map.of(), clashes.of(issuable, id, now.body(), body));
            }
            if (wrong.fields().isEmpty() && wrong.status() != 422) {
                throw wrong;
            }
            return new CommentPage(
                    issuable, now, body, Sheet.of(issuable),
                    wrong.fields().isEmpty() ? Map.of("", wrong.message()) : wrong.fields(), null);
        }
    }

    @PostMapping(NOTE + "/removal")
    @May(Who.GUEST)
    View remove(@PathVariable String kind, @PathVariable String iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        comments.remove(actor, issuable, id);
        return Redirect.to(issuable.path()).saying(Notice.done("The comment is taken out."));
    }

    /// Where the page of the thread has no room for a field beneath each comment.
    @GetMapping(NOTE + "/replies")
    @May(Who.GUEST)
    Page begin(
            @PathVariable String kind, @PathVariable String iid, @PathVariable long id, Project project, Role role, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        notes.comment(issuable.id(), id);
        return again(actor, role, issuable, id, "", null, Sheet.of(issuable), null);
    }

    @PostMapping(NOTE + "/replies")
    @May(Who.GUEST)
    View reply(
            @PathVariable String kind,
            @PathVariable String iid,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request,
            Project project,
            Role role,
            Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        Attachments.Attached attached = attachments.with(actor, project.id(), request, Words.of(note));
        String body = attached.words();
        if (attached.refused() != null) {
            return again(actor, role, issuable, id, body, TurnWish.of(request), Sheet.of(issuable), attached.refused());
        }
        if (Previews.asked(request)) {
            return again(
                    actor, role, issuable, id, body, TurnWish.of(request), previews.sheet(actor, issuable, body, request).withoutHelp(), null);
        }
        try {
            return sendings.once(actor, request, () -> quick.say(actor, issuable, new Writing(body, id, TurnWish.of(request))));
        } catch (Problem wrong) {
            return again(actor, role, issuable, id, body, TurnWish.of(request), Sheet.of(issuable), wrong);
        }
    }

    private ReplyPage again(
            Actor actor, Role role, Issuable issuable, long id, String body, @Nullable List<String> wished, Sheet sheet,
            @Nullable Problem wrong) {
        Discussion answered = notes.kept(issuable.id(), id)
                .flatMap(comment -> notes.discussion(issuable.id(), comment.threadId()))
                .orElse(null);
        Map<String, String> errors = answered == null
                ? Map.of("", "What you answer was taken out meanwhile.")
                : wrong == null ? Map.of() : wrong.fields().isEmpty() ? Map.of("", wrong.message()) : wrong.fields();
        WhoseTurn turn = turns.getIfAvailable();
        String then = turn == null ? "" : turn.then(actor, issuable, body, answered == null ? null : id, wished);
        return new ReplyPage(
                issuable, id, answered, conversations.of(actor, issuable, role, answered), body, then, sheet, errors);
    }

    @PostMapping(NOTE + "/resolution")
    @May(Who.GUEST)
    View resolve(@PathVariable String kind, @PathVariable String iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        resolutions.resolve(actor, issuable, id, true);
        return Redirect.to(issuable.path() + "#discussion_" + id).saying(Notice.done("The thread is resolved."));
    }

    @PostMapping(NOTE + "/resolution/removal")
    @May(Who.GUEST)
    View reopen(@PathVariable String kind, @PathVariable String iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        resolutions.resolve(actor, issuable, id, false);
        return Redirect.to(issuable.path() + "#discussion_" + id);
    }

    @PostMapping(NOTE + "/thread")
    @May(Who.GUEST)
    View begin(@PathVariable String kind, @PathVariable String iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        resolutions.begin(actor, issuable, id);
        return Redirect.to(issuable.path() + "#discussion_" + id);
    }
}
