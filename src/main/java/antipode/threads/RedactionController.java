package antipode.threads;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import java.util.List;
import java.util.Map;
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
        return page(actor, threads.find(actor, project, kind, iid), Redaction.text(id, ""), Map.of());
    }

    @PostMapping({THING, NOTE})
    View redact(
            @PathVariable String kind, @PathVariable long iid, @PathVariable(required = false) @Nullable Long id,
            @RequestParam(defaultValue = "text") String what, @RequestParam(defaultValue = "") List<Long> files,
            @RequestParam(defaultValue = "") String words, @RequestParam(defaultValue = "") String because, Project project,
            Actor actor) {
        Issuable issuable = threads.find(actor, project, kind, iid);
        if (id != null) notes.comment(issuable.id(), id);
        Redaction redaction = new Redaction(id, Redaction.What.of(what), files, words, because);
        try {
            redactions.redact(actor, issuable, redaction);
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) throw wrong;
            return page(actor, issuable, redaction, wrong.fields());
        }
        return Redirect.to(issuable.path() + (id == null ? "" : "#note_" + id)).saying(Notice.done("It is redacted."));
    }

    private RedactionPage page(Actor actor, Issuable issuable, Redaction filled, Map<String, String> errors) {
        Long id = filled.comment();
        return new RedactionPage(
                issuable, id == null ? null : notes.comment(issuable.id(), id), redactions.before(issuable, id),
                redactions.files(actor, issuable, id), filled, errors);
    }
}
