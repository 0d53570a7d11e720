package antipode.threads;

import antipode.hints.Hints;
import antipode.markdown.Markdown;
import antipode.people.Actor;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/// Shows a text before it is kept.
@Component
public class Previews {

    private final Threads threads;
    private final Projects projects;
    private final QuickActions quick;
    private final References references;
    private final Attachments attachments;
    private final WritingHints hints;

    Previews(
            Threads threads, Projects projects, QuickActions quick, References references, Attachments attachments,
            WritingHints hints) {
        this.hints = hints;
        this.attachments = attachments;
        this.threads = threads;
        this.projects = projects;
        this.quick = quick;
        this.references = references;
    }

    /// What is written at, if the actor may see it. Not for within a transaction, as what is refused would end it.
    Issuable at(Actor actor, Desk desk) {
        if (desk.thing() != 0) {
            return threads.find(actor, desk.thing());
        }
        return projects.visibleTo(actor)
                .find(desk.project())
                .map(project -> Issuable.yetToBe(actor, project, desk.kind()))
                .orElseThrow(() -> Problem.notFound("Project"));
    }

    /// The text as it will look, what it orders, and what may be said of it.
    public Preview of(Actor actor, Issuable issuable, String text, HttpServletRequest form) {
        Preview plain = of(actor, issuable, text);
        return new Preview(plain.html(), plain.orders(), hints(actor, issuable, text, form));
    }

    private Preview of(Actor actor, Issuable issuable, String text) {
        QuickActions.Split split = quick.split(text);
        String html = split.words().isBlank() ? "" : attachments.place(actor, Markdown.render(split.words()).html());
        return new Preview(
                references.link(actor, issuable.projectPath(), List.of(html)).html(html), orders(actor, issuable, text),
                Hints.Shown.NOTHING);
    }

    Preview of(Actor actor, Desk desk, String text) {
        return of(actor, at(actor, desk), text);
    }

    /// Whether a form was sent to be shown again with its words as they will look.
    public static boolean asked(HttpServletRequest request) {
        return request.getParameter("preview") != null;
    }

    /// What stands around the field of a form.
    public Sheet sheet(Issuable issuable) {
        return new Sheet(Desk.of(issuable), quick.help(issuable), null);
    }

    /// The same in the form of a thing still to be opened.
    public Sheet sheet(Actor actor, Project project, Issuable.Kind kind) {
        return sheet(Issuable.yetToBe(actor, project, kind));
    }

    /// The same where the words are to be seen as they will look.
    public Sheet sheet(Actor actor, Issuable issuable, String previewed, HttpServletRequest form) {
        return new Sheet(Desk.of(issuable), quick.help(issuable), of(actor, issuable, previewed, form));
    }

    public Sheet sheet(Actor actor, Project project, Issuable.Kind kind, String previewed, HttpServletRequest form) {
        return sheet(actor, Issuable.yetToBe(actor, project, kind), previewed, form);
    }

    /// Only what may be said of it.
    public Hints.Shown hints(Actor actor, Issuable issuable, String text, HttpServletRequest form) {
        return hints.of(actor, issuable, text, form);
    }

    /// Only what it orders.
    List<QuickActions.Preview> orders(Actor actor, Issuable issuable, String text) {
        return quick.preview(actor, issuable, text);
    }
}
