package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequestVersions;
import antipode.mergerequests.MergeRequests;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Attachments;
import antipode.threads.Rights;
import antipode.threads.Sendings;
import antipode.threads.Sheet;
import antipode.threads.Words;
import antipode.threads.Writing;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Saying something beside lines, at once or within one's review.
@Controller
class LineCommentController {

    private static final String ONE = "/{project}/-/merge_requests/{iid}";
    private static final String DRAFT = ONE + "/draft_notes/{id}";

    private final MergeRequests requests;
    private final MergeRequestVersions versions;
    private final Positions positions;
    private final DraftNotes drafts;
    private final LineComments comments;
    private final Rights rights;
    private final Attachments attachments;
    private final LineForms forms;
    private final Sendings sendings;

    LineCommentController(
            MergeRequests requests,
            MergeRequestVersions versions,
            Positions positions,
            DraftNotes drafts,
            LineComments comments,
            Rights rights,
            Attachments attachments,
            LineForms forms,
            Sendings sendings) {
        this.requests = requests;
        this.versions = versions;
        this.positions = positions;
        this.drafts = drafts;
        this.comments = comments;
        this.rights = rights;
        this.attachments = attachments;
        this.forms = forms;
        this.sendings = sendings;
    }

    /// The place that an address names.
    private DiffPosition.Kept place(MergeRequest request, HttpServletRequest sent) {
        var versions = this.versions.of(request.id());
        MergeRequest.Version to = versions.stream()
                .filter(version -> String.valueOf(version.id()).equals(sent.getParameter("to")))
                .findFirst()
                .orElse(versions.getFirst());
        MergeRequest.Version from = versions.stream()
                .filter(version -> String.valueOf(version.id()).equals(sent.getParameter("from")))
                .findFirst()
                .orElse(null);
        String path = Objects.requireNonNullElse(sent.getParameter("path"), "");
        String oldPath = sent.getParameter("old_path") == null ? path : sent.getParameter("old_path");
        Lines lines = Lines.of(sent);
        if (lines == null) {
            throw Positions.none();
        }
        boolean old = lines.old();
        return positions.read(request, new DiffPosition.Wish(
                from == null ? to.base() : from.head(),
                from == null ? to.start() : from.head(),
                to.head(),
                oldPath,
                path,
                old ? lines.last() : null,
                old ? null : lines.last(),
                old ? lines.first() : null,
                old ? null : lines.first()));
    }

    private static String query(HttpServletRequest sent) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String name : new String[] {"to", "from", "path", "old_path", "new", "old"}) {
            String value = sent.getParameter(name);
            if (value != null) {
                named.put(name, URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        StringBuilder query = new StringBuilder();
        named.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(value));
        return query.toString();
    }

    private LineCommentPage form(Actor actor, MergeRequest request, HttpServletRequest sent) {
        rights.requireSpeaker(actor, request.header());
        return new LineCommentPage(
                request.header(), request.path() + "/line_comments?" + query(sent), place(request, sent), null, "",
                Sheet.of(request.header()), Map.of());
    }

    private static LineCommentPage form(MergeRequest request, DraftNote draft) {
        return new LineCommentPage(
                request.header(), request.path() + "/draft_notes/" + draft.id(), draft.kept(), draft, draft.body(),
                Sheet.of(request.header()), Map.of());
    }

    @GetMapping(ONE + "/line_comments/new")
    @May(Who.GUEST)
    Page begin(@PathVariable long iid, HttpServletRequest sent, Project project, Actor actor) {
        return form(actor, requests.find(actor, project, iid), sent);
    }

    @PostMapping(ONE + "/line_comments")
    @May(Who.GUEST)
    View write(
            @PathVariable long iid, @RequestParam(defaultValue = "") String note, @RequestParam(defaultValue = "now") String send,
            HttpServletRequest sent, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        LineCommentPage form = form(actor, request, sent);
        DiffPosition.Kept kept = Objects.requireNonNull(form.kept());
        return forms.taken(actor, form, note, sent, body -> {
            if (send.equals("later")) {
                DraftNote draft = drafts.add(actor, request, body, kept, null, false);
                return Redirect.to(request.path() + "#draft_" + draft.id());
            }
            return sendings.once(actor, sent, () -> comments.say(actor, request.header(), Writing.of(body), kept));
        });
    }

    /// An answer to a thread, kept for the review.
    @PostMapping(ONE + "/draft_notes")
    @May(Who.GUEST)
    View answer(
            @PathVariable long iid, @RequestParam(defaultValue = "0") long thread, @RequestParam(defaultValue = "") String note,
            HttpServletRequest sent, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        Attachments.Attached attached = attachments.with(actor, project.id(), sent, Words.of(note));
        if (attached.refused() != null) {
            throw attached.refused();
        }
        DraftNote draft = drafts.add(actor, request, attached.words(), null, thread == 0 ? null : thread, false);
        return Redirect.to(request.path() + "#draft_" + draft.id());
    }

    @GetMapping(DRAFT + "/edit")
    @May(Who.GUEST)
    Page edit(@PathVariable long iid, @PathVariable long id, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        return form(request, drafts.find(actor, request, id));
    }

    @PostMapping(DRAFT)
    @May(Who.GUEST)
    View save(
            @PathVariable long iid, @PathVariable long id, @RequestParam(defaultValue = "") String note, HttpServletRequest sent,
            Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        DraftNote draft = drafts.find(actor, request, id);
        return forms.taken(actor, form(request, draft), note, sent, body -> {
            drafts.edit(actor, request, id, body, draft.kept(), draft.resolves());
            return Redirect.to(request.path() + "#draft_" + id);
        });
    }

    @PostMapping(DRAFT + "/removal")
    @May(Who.GUEST)
    View remove(@PathVariable long iid, @PathVariable long id, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        drafts.remove(actor, request, id);
        return Redirect.to(request.path() + "#changes").saying(Notice.done("It is out of your review."));
    }
}
