package antipode.threads;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// The pages of single comments, of issues and merge requests alike, and the short links of both.
@Controller
class CommentController {

    private final Threads threads;
    private final Comments comments;
    private final Access access;

    CommentController(Threads threads, Comments comments, Access access) {
        this.threads = threads;
        this.comments = comments;
        this.access = access;
    }

    /// The permanent short link, which renames and moves don't break.
    @GetMapping("/t/{id}")
    @May(Who.ANYONE)
    Redirect find(@PathVariable long id, Actor actor) {
        return Redirect.to(threads.find(actor, id).path());
    }

    @GetMapping("/{project}/-/{kind:issues|merge_requests}/{iid}/notes/{id}/edit")
    @May(Who.GUEST)
    Page edit(@PathVariable String kind, @PathVariable long iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = find(actor, project, kind, iid);
        Comment comment = comments.find(issuable.id(), id);
        if (!actor.is(comment.author().id())) {
            access.require(actor, project, Role.MAINTAINER);
        }
        return new CommentPage(issuable, comment, comment.body(), Map.of());
    }

    @PostMapping("/{project}/-/{kind:issues|merge_requests}/{iid}/notes/{id}")
    @May(Who.GUEST)
    View save(
            @PathVariable String kind,
            @PathVariable long iid,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            Project project,
            Actor actor) {
        Issuable issuable = find(actor, project, kind, iid);
        try {
            comments.edit(actor, issuable, id, Words.of(note));
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) {
                throw wrong;
            }
            return new CommentPage(issuable, comments.find(issuable.id(), id), note, wrong.fields());
        }
        return Redirect.to(issuable.path() + "#note_" + id);
    }

    @PostMapping("/{project}/-/{kind:issues|merge_requests}/{iid}/notes/{id}/removal")
    @May(Who.GUEST)
    View remove(@PathVariable String kind, @PathVariable long iid, @PathVariable long id, Project project, Actor actor) {
        Issuable issuable = find(actor, project, kind, iid);
        comments.remove(actor, issuable, id);
        return Redirect.to(issuable.path()).saying(Notice.done("The comment is taken out."));
    }

    private Issuable find(Actor actor, Project project, String kind, long iid) {
        return threads.find(
                actor, project, kind.equals("issues") ? Issuable.Kind.ISSUE : Issuable.Kind.MERGE_REQUEST, iid);
    }
}
