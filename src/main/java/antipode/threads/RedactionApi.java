package antipode.threads;

import antipode.api.Api;
import antipode.api.Parameters;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Takes words and files away for good. `what` is `text` (as without it), `before`, `title` or `nothing`; `files` are ids of uploads
/// that the text shows; `words` go wherever else they stand in the project.
@Api
class RedactionApi {

    private final Threads threads;
    private final Notes notes;
    private final Redactions redactions;

    RedactionApi(Threads threads, Notes notes, Redactions redactions) {
        this.threads = threads;
        this.notes = notes;
        this.redactions = redactions;
    }

    @PostMapping({
        "/projects/{id}/{things:issues|merge_requests}/{iid}/redact",
        "/projects/{id}/{things:issues|merge_requests}/{iid}/notes/{note}/redact"
    })
    @May(Who.MAINTAINER)
    void redact(
            @PathVariable String things, @PathVariable long iid, @PathVariable(required = false) @Nullable Long note,
            Parameters parameters, Project project, Actor actor) {
        Issuable issuable = threads.find(actor, project, things, iid);
        if (note != null) notes.comment(issuable.id(), note);
        List<Long> files = parameters.integers("files");
        redactions.redact(actor, issuable, new Redaction(
                note, Redaction.What.of(parameters.text("what", "text")), files == null ? List.of() : files, parameters.text("words", ""),
                parameters.required("because")));
    }
}
