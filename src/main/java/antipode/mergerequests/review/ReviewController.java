package antipode.mergerequests.review;

import antipode.mergerequests.MergeRequest;
import antipode.mergerequests.MergeRequestPages;
import antipode.mergerequests.MergeRequests;
import antipode.mergerequests.Verdict;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.repositories.Diffs;
import antipode.threads.Attachments;
import antipode.threads.Conversation;
import antipode.threads.Conversations;
import antipode.threads.Previews;
import antipode.threads.QuickActions;
import antipode.threads.Sendings;
import antipode.threads.Sheet;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/// Looking at the changes by themselves, sending a review, applying what was suggested.
@Controller
class ReviewController {

    private static final String ONE = "/{project}/-/merge_requests/{iid}";

    private final MergeRequests requests;
    private final MergeRequestPages pages;
    private final Changes changes;
    private final Conversations conversations;
    private final Reviews reviews;
    private final AppliedSuggestions suggestions;
    private final Diffs diffs;
    private final Attachments attachments;
    private final Previews previews;
    private final Sendings sendings;

    ReviewController(
            MergeRequests requests,
            MergeRequestPages pages,
            Changes changes,
            Conversations conversations,
            Reviews reviews,
            AppliedSuggestions suggestions,
            Diffs diffs,
            Attachments attachments,
            Previews previews,
            Sendings sendings) {
        this.previews = previews;
        this.requests = requests;
        this.pages = pages;
        this.changes = changes;
        this.conversations = conversations;
        this.reviews = reviews;
        this.suggestions = suggestions;
        this.diffs = diffs;
        this.attachments = attachments;
        this.sendings = sendings;
    }

    @GetMapping(ONE + "/diffs")
    @May(Who.READER)
    Page show(
            @PathVariable long iid,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable String path,
            @RequestParam(required = false) @Nullable List<String> lines,
            Project project,
            Role role,
            Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        Conversation conversation = conversations.of(actor, request.header(), role, Set.of());
        return new ChangesPage(changes.of(
                actor, project, role, request, conversation, Asked.of(view, from, to, page, path, lines, false)));
    }

    /// All of it as `git apply` takes it.
    @GetMapping(ONE + ".diff")
    @May(Who.READER)
    ResponseEntity<byte[]> patch(@PathVariable long iid, Project project, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        diffs.patch(project.id(), request.base(), request.head(), out);
        return ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8)).body(out.toByteArray());
    }

    @PostMapping(ONE + "/reviews")
    @May(Who.GUEST)
    View send(
            @PathVariable long iid,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "comment") String verdict,
            @RequestParam(defaultValue = "") String sha,
            HttpServletRequest sent,
            Project project,
            Role role,
            Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        Attachments.Attached attached = attachments.with(actor, project.id(), sent, Words.of(note));
        Problem refused = attached.refused();
        if (refused == null && !Previews.asked(sent)) {
            try {
                Verdict said = Verdict.said(verdict);
                return sendings.once(actor, sent, () -> {
                            MergeRequest after = reviews.send(actor, request, said, attached.words(), sha);
                            return new QuickActions.Done(after.header(), null, List.of(done(said)), Map.of());
                        });
            } catch (Problem wrong) {
                refused = wrong;
            }
        }
        return pages.reviewing(actor, project, role, requests.find(actor, project, iid), new ReviewForms.Typed(
                attached.words(),
                verdict,
                refused == null
                        ? null
                        : refused.fields().isEmpty() ? refused.message() : "It " + String.join(", ", refused.fields().values()) + ".",
                refused == null ? 200 : refused.status(),
                refused == null ? previews.sheet(actor, request.header(), attached.words(), sent) : Sheet.of(request.header())));
    }

    private static String done(Verdict verdict) {
        return switch (verdict) {
            case APPROVE -> "Your review is sent, and you approved this version.";
            case CHANGES -> "Your review is sent. It merges only once you are content.";
            default -> "Your review is sent.";
        };
    }

    /// One suggestion, or several at once.
    @PostMapping(ONE + "/suggestions")
    @May(Who.DEVELOPER)
    View apply(
            @PathVariable long iid, @RequestParam(required = false) @Nullable List<Long> id, Project project, Role role, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        List<Long> chosen = id == null ? List.of() : id.stream().distinct().toList();
        try {
            String commit = suggestions.apply(actor, project, request, chosen, null);
            return Redirect.to(request.path() + "#suggestion_" + chosen.getFirst())
                    .saying(Notice.done("Applied, as commit " + commit.substring(0, 8) + " on " + request.sourceBranch() + "."));
        } catch (Problem refused) {
            if (refused.status() == 404) {
                throw refused;
            }
            Problem said = refused.fields().isEmpty() ? refused : Problem.conflict("Choose at least one suggestion.");
            return pages.of(actor, project, role, requests.find(actor, project, iid), Asked.usual(), null, null, said);
        }
    }

    /// What one asked for stands in the way no longer.
    @PostMapping(ONE + "/change_requests/{member}/removal")
    @May(Who.GUEST)
    View setAside(@PathVariable long iid, @PathVariable long member, Project project, Role role, Actor actor) {
        return pages.deed(actor, project, role, iid, "It stands in the way no longer.",
                request -> reviews.setAside(actor, request, member));
    }
}
