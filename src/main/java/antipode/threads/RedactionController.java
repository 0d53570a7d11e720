package antipode.threads;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Where a maintainer takes words away for good: first what goes, then why.
@Controller
@May(Who.MAINTAINER)
class RedactionController {

    private static final String THING = "/{project}/-/{kind:issues|merge_requests}/{iid}/redaction";
    private static final String NOTE = "/{project}/-/{kind:issues|merge_requests}/{iid}/notes/{id}/redaction";

    private final Threads threads;
    private final Notes notes;
    private final Redactions redactions;

    RedactionController(Threads threads, Notes notes, Redactions redactions) {
        this.threads = threads;
        this.notes = notes;
        this.redactions = redactions;
    }

    @GetMapping({THING, NOTE})
    Page ask(
            @PathVariable String kind, @PathVariable long iid, @PathVariable(required = false) @Nullable Long id, Project project,
            Actor actor) {
        return page(threads.find(actor, project, kind, iid), id, "", null);
    }

    @PostMapping({THING, NOTE})
    View redact(
            @PathVariable String kind, @PathVariable long iid, @PathVariable(required = false) @Nullable Long id,
            @RequestParam(defaultValue = "") String because, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        if (id != null) notes.comment(issuable.id(), id);
        try {
            redactions.redact(actor, issuable, id, because);
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) throw wrong;
            return page(issuable, id, because, "It " + wrong.fields().get("because") + ".");
        }
        return Redirect.to(issuable.path() + (id == null ? "" : "#note_" + id)).saying(Notice.done("It is redacted."));
    }

    private RedactionPage page(Issuable issuable, @Nullable Long id, String because, @Nullable String error) {
        return new RedactionPage(
                issuable, id == null ? null : notes.comment(issuable.id(), id), redactions.versions(issuable, id), because, error);
    }
}
