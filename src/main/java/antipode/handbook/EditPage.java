package antipode.handbook;

import antipode.hints.Hints;
import antipode.markdown.ProseDiff;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.ThreeWay;
import antipode.threads.Desk;
import antipode.threads.Issuable;
import antipode.threads.Preview;
import antipode.threads.Sheet;
import antipode.web.Choice;
import antipode.web.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// The form in which a page is written.
///
/// @param preview   what it would look like, where that was asked for
/// @param crossed   what somebody else made of it meanwhile
/// @param templates what a new page may begin with
/// @param hints     what in the page will be misread, where that was asked for
/// @param heading   what a new page is to be called
/// @param folders   where it may lie
/// @param begun     changes of the writer's that it can be gathered with
record EditPage(
        ProjectHead head,
        PageEdits.Draft draft,
        boolean begins,
        int line,
        Map<String, String> errors,
        @Nullable String preview,
        @Nullable Crossing crossed,
        List<String> templates,
        Hints.Shown hints,
        String heading,
        String folder,
        List<String> folders,
        List<Branches.Branch> begun)
        implements Page {

    private static final int MOST_BEGUN = 3;

    EditPage(ProjectHead head, PageEdits.Draft draft, boolean begins, int line, Map<String, String> errors) {
        this(head, draft, begins, line, errors, null, null, List.of(), Hints.Shown.NOTHING, "", "", List.of(), List.of());
    }

    EditPage named(String heading, String folder) {
        return new EditPage(head, draft, begins, line, errors, preview, crossed, templates, hints, heading, folder, folders, begun);
    }

    EditPage previewed(String preview, Hints.Shown hints) {
        return new EditPage(head, draft, begins, line, errors, preview, crossed, templates, hints, heading, folder, folders, begun);
    }

    EditPage writing(PageEdits.Draft draft) {
        return new EditPage(head, draft, begins, line, errors, preview, crossed, templates, hints, heading, folder, folders, begun);
    }

    EditPage crossed(Crossing crossed) {
        return new EditPage(head, draft, begins, line, errors, preview, crossed, templates, hints, heading, folder, folders, begun);
    }

    EditPage wrong(Map<String, String> errors) {
        return new EditPage(head, draft, begins, line, errors, preview, crossed, templates, hints, heading, folder, folders, begun);
    }

    EditPage around(List<String> templates, List<String> folders, List<Branches.Branch> begun) {
        return new EditPage(head, draft, begins, line, errors, preview, crossed, templates, hints, heading, folder, folders, begun);
    }

    /// What was made of the page meanwhile.
    ///
    /// @param began      the blob the editing began with
    /// @param mine       what was to be saved
    /// @param both       both texts, where both changed the same lines
    /// @param difference from what they wrote to the text in the form
    record Crossing(Author author, Instant at, String began, String mine, ThreeWay both, ProseDiff difference) {}

    Sheet sheet() {
        return new Sheet(
                new Desk(project().id(), Issuable.Kind.ISSUE, 0), List.of(), preview == null ? null : new Preview("", List.of(), hints));
    }

    String path(String template) {
        return action() + "?" + (draft.request() == null ? "" : "mr=" + draft.request().iid() + "&") + (draft.path().isEmpty() ? "" : "path=" + encoded(draft.path()) + "&") + "template=" + encoded(template);
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public int status() {
        return crossed != null ? 409 : errors.isEmpty() ? 200 : 422;
    }

    Project project() {
        return head.project();
    }

    boolean markdown() {
        return begins || Paths.isPage(draft.path());
    }

    /// At a place that both changed, the writer's own lines stay unless they say otherwise.
    List<String> chosen() {
        return crossed == null ? List.of() : crossed.both().disputed().stream().map(_ -> "source").toList();
    }

    /// Whether it is proposed by somebody who may not write.
    boolean offered() {
        return !head.role().atLeast(Role.DEVELOPER);
    }

    /// Whether it joins a change that is still being gathered.
    boolean gathered() {
        return !draft.onto().isEmpty() && !draft.onto().equals(PageEdits.Draft.ANEW);
    }

    String action() {
        return Paths.file(project(), begins ? "new" : "edit", draft.where(), begins ? "" : draft.path());
    }

    /// One more page for the merge request that is gone on with.
    String furtherPath() {
        return Paths.file(project(), "new", draft.branch(), "") + (draft.request() == null ? "" : "?mr=" + draft.request().iid());
    }

    String previewPath() {
        return Paths.file(project(), "preview", draft.where(), draft.path().isEmpty() ? "README.md" : draft.path());
    }

    String pagesPath() {
        return project().url() + "/-/pages?from=" + encoded(draft.path());
    }

    String movePath() {
        return Paths.file(project(), "move", draft.where(), draft.path());
    }

    String back() {
        return gathered() ? ChangePage.path(project(), draft.onto())
                : begins ? Paths.page(project(), "")
                : Paths.isPage(draft.path()) ? Paths.page(project(), draft.path()) : Paths.file(project(), "blob", draft.branch(), draft.path());
    }

    String suggested() {
        return begins ? "Add a page" : "Change " + Paths.spoken(draft.path());
    }

    List<Choice> places() {
        var choices = new ArrayList<>(List.of(new Choice("", "At the top")));
        folders.forEach(each -> choices.add(new Choice(each, each)));
        if (!folder.isEmpty() && !folders.contains(folder)) {
            choices.add(new Choice(folder, folder));
        }
        return choices;
    }

    List<Branches.Branch> joinable() {
        return begun.subList(0, Math.min(MOST_BEGUN, begun.size()));
    }

    @Nullable String error(String field) {
        return errors.get(field);
    }
}
