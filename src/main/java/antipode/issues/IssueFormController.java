package antipode.issues;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Who;
import antipode.projects.Label;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.threads.Attachments;
import antipode.threads.CapacityNote;
import antipode.threads.CapacityNotes;
import antipode.threads.Clash;
import antipode.threads.Clashes;
import antipode.repositories.Templates;
import antipode.threads.Issuable;
import antipode.threads.MilestoneLinks;
import antipode.threads.Previews;
import antipode.threads.QuickActions;
import antipode.threads.Sendings;
import antipode.threads.Sheet;
import antipode.threads.Threads;
import antipode.web.Page;
import antipode.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/// The form in which issues are written and changed. Whatever is refused stands in it again, untouched.
@Controller
class IssueFormController {

    private final Issues issues;
    private final IssueLists lists;
    private final Threads threads;
    private final Labels labels;
    private final Milestones milestones;
    private final MilestoneLinks milestoneLinks;
    private final Templates templates;
    private final ProjectHeads heads;
    private final IssueTypes types;
    private final QuickActions quick;
    private final Previews previews;
    private final Sendings sendings;
    private final Clashes clashes;
    private final Attachments attachments;
    private final CapacityNotes notes;
    private final ObjectProvider<OtherWay> ways;

    IssueFormController(
            Issues issues,
            IssueLists lists,
            Threads threads,
            Labels labels,
            Milestones milestones,
            MilestoneLinks milestoneLinks,
            Templates templates,
            ProjectHeads heads,
            IssueTypes types,
            QuickActions quick,
            Previews previews,
            Sendings sendings,
            Clashes clashes,
            Attachments attachments,
            CapacityNotes notes,
            ObjectProvider<OtherWay> ways) {
        this.ways = ways;
        this.notes = notes;
        this.attachments = attachments;
        this.quick = quick;
        this.previews = previews;
        this.sendings = sendings;
        this.clashes = clashes;
        this.issues = issues;
        this.lists = lists;
        this.threads = threads;
        this.labels = labels;
        this.milestones = milestones;
        this.milestoneLinks = milestoneLinks;
        this.templates = templates;
        this.heads = heads;
        this.types = types;
    }

    @GetMapping("/-/issues/new")
    @May(Who.MEMBER)
    Page choose(HttpServletRequest request, Actor actor) {
        Form form = Form.of(request);
        Map<String, String> words = new LinkedHashMap<>();
        if (!form.title().isEmpty()) {
            words.put("title", form.title());
        }
        if (!form.description().isBlank()) {
            words.put("description", form.description());
        }
        return new NewIssuePage(lists.projects(actor), types.asked(request.getParameter("type")), words);
    }

    /// A type, a title and a description may come with the address, so that a link can begin an issue.
    @GetMapping("/{project}/-/issues/new")
    @May(Who.GUEST)
    Page begin(HttpServletRequest request, Project project, Role role, Actor actor) {
        IssueType type = types.asked(request.getParameter("type"));
        Form form = Form.of(request);
        return form(
                actor, project, role, null, type, type.typed(request, null),
                form.description().isEmpty() ? form.description(beginning(request, project, type)) : form, Map.of(), null);
    }

    /// As the address asks (`template`, or GitLab's word for it), as the type says, or as the repository begins every issue.
    private String beginning(HttpServletRequest request, Project project, IssueType type) {
        String asked = request.getParameter("template") != null
                ? request.getParameter("template")
                : request.getParameter("issuable_template");
        String own = asked == null ? types.template(project, type) : "";
        return own.isEmpty()
                ? templates.beginning(project, Templates.Kind.ISSUE, templates.names(project, Templates.Kind.ISSUE), asked)
                : own;
    }

    @PostMapping("/{project}/-/issues")
    @May(Who.GUEST)
    View open(HttpServletRequest request, Project project, Role role, Actor actor) {
        Form typed = Form.of(request);
        Attachments.Attached attached = attachments.with(actor, project.id(), request, typed.description());
        Form form = chosen(request, typed.description(attached.words()));
        IssueType type = types.asked(request.getParameter("type"));
        TypeFields fields = type.typed(request, null);
        if (attached.refused() != null) {
            return form(actor, project, role, null, type, fields, form, errors(attached.refused()), null);
        }
        if (Previews.asked(request)) {
            Sheet sheet = previews.sheet(actor, project, Issuable.Kind.ISSUE, form.description(), request);
            return form(actor, project, role, null, type, fields, form, sheet, Map.of(), null, List.of());
        }
        Set<String> meant = new LinkedHashSet<>(form.usernames());
        meant.addAll(CapacityNotes.names(form.description()));
        List<CapacityNote> unknown = notes.unknown(request, actor, project.id(), meant);
        if (!unknown.isEmpty() || CapacityNotes.onlyLooks(request)) {
            Sheet sheet = previews.sheet(actor, project, Issuable.Kind.ISSUE);
            return form(actor, project, role, null, type, fields, form, sheet, refusal(unknown), null, unknown);
        }
        try {
            Issues.Opening opening = form.opening(type, aim(project, form));
            return sendings.once(actor, request, () -> quick.keep(
                    actor, Issuable.yetToBe(actor, project, Issuable.Kind.ISSUE), form.description(),
                    words -> issues.open(actor, project, opening.description(words), false, fields).header()));
        } catch (Problem wrong) {
            return form(actor, project, role, null, type, fields, form, errors(wrong), null);
        }
    }

    @GetMapping("/{project}/-/issues/{iid}/edit")
    @May(Who.GUEST)
    Page edit(@PathVariable long iid, Project project, Role role, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        threads.requireEditor(actor, issue.header());
        IssueType type = types.of(issue.header());
        return form(
                actor, project, role, issue, type, type.kept(issue), Form.of(issue, threads.around(actor, issue.id()), milestoneLinks.of(issue.id())), Map.of(),
                null);
    }

    @PostMapping("/{project}/-/issues/{iid}")
    @May(Who.GUEST)
    View save(@PathVariable long iid, HttpServletRequest request, Project project, Role role, Actor actor) {
        Issue issue = issues.find(actor, project, iid);
        Form typed = Form.of(request);
        Attachments.Attached attached = attachments.with(actor, project.id(), request, typed.description());
        Form form = chosen(request, typed.description(attached.words()));
        IssueType type = types.of(issue.header());
        String chosen = request.getParameter("type");
        boolean another = chosen != null && !chosen.equals(type.key());
        TypeFields fields = another ? null : type.typed(request, issue);
        if (attached.refused() != null) {
            return form(actor, project, role, issue, type, fields, form, errors(attached.refused()), null);
        }
        if (Previews.asked(request)) {
            Sheet sheet = previews.sheet(actor, issue.header(), form.description(), request);
            return form(actor, project, role, issue, type, fields, form, sheet, Map.of(), null, List.of());
        }
        Set<String> fresh = CapacityNotes.freshNames(issue.header().description(), form.description());
        fresh.addAll(form.usernames());
        threads.around(actor, issue.id()).assignees().forEach(person -> fresh.removeIf(person.username()::equalsIgnoreCase));
        List<CapacityNote> unknown = notes.unknown(request, actor, project.id(), fresh);
        if (!unknown.isEmpty() || CapacityNotes.onlyLooks(request)) {
            Sheet sheet = previews.sheet(issue.header());
            return form(actor, project, role, issue, type, fields, form, sheet, refusal(unknown), null, unknown);
        }
        try {
            return sendings.once(actor, request, () -> quick.keep(
                    actor, issue.header(), form.description(),
                    words -> issues.change(actor, issue, form.description(words), aim(project, form), another ? chosen : type.key(), fields)
                            .header()));
        } catch (Problem wrong) {
            Issue now = issues.find(actor, project, iid);
            boolean changed = wrong.status() == 409 && !form.version().equals(now.version());
            return form(
                    actor, project, role, now, type, fields, changed ? form.version(now.version()) : form,
                    changed ? Map.of() : errors(wrong), changed ? clashes.of(now.header(), form.description()) : null);
        }
    }

    private IssueFormPage form(
            Actor actor,
            Project project,
            Role role,
            @Nullable Issue issue,
            IssueType type,
            @Nullable TypeFields fields,
            Form form,
            Map<String, String> errors,
            @Nullable Clash theirs) {
        Sheet sheet = issue == null
                ? previews.sheet(actor, project, Issuable.Kind.ISSUE)
                : previews.sheet(issue.header());
        return form(actor, project, role, issue, type, fields, form, sheet, errors, theirs, List.of());
    }

    private IssueFormPage form(
            Actor actor,
            Project project,
            Role role,
            @Nullable Issue issue,
            IssueType type,
            @Nullable TypeFields fields,
            Form form,
            Sheet sheet,
            Map<String, String> errors,
            @Nullable Clash theirs,
            List<CapacityNote> noted) {
        List<String> names = labels.of(project.id()).stream().map(Label::name).toList();
        boolean fixed = issue != null && type.whyNotAnother(issue) != null;
        return new IssueFormPage(
                heads.of(project, role), issue, type, fixed ? List.of(type) : types.all(), form,
                fields == null ? null : fields.shown(actor, project, errors), names,
                milestones.offered(project.id()).stream().map(Milestone::title).distinct().toList(),
                issue == null ? templates.names(project, Templates.Kind.ISSUE) : List.of(),
                issue == null ? ways.stream().flatMap(way -> way.of(project).stream()).toList() : List.of(), sheet, errors, theirs,
                noted);
    }

    private static Map<String, String> refusal(List<CapacityNote> unknown) {
        return unknown.isEmpty() ? Map.of() : Map.of("", CapacityNotes.refusal(unknown));
    }

    /// With a delegate in the place of whom the writer had typed, where they chose that.
    private static Form chosen(HttpServletRequest request, Form form) {
        return CapacityNotes.onlyLooks(request) ? form.assignees(CapacityNotes.chosen(request, form.usernames())) : form;
    }

    private @Nullable Milestone aim(Project project, Form form) {
        return form.milestone().isEmpty()
                ? null
                : milestones.titled(project.id(), form.milestone())
                        .orElseThrow(() -> Problem.invalid("milestone_id", "There is no milestone " + form.milestone() + " here."));
    }

    private static Map<String, String> errors(Problem wrong) {
        return wrong.fields().isEmpty() ? Map.of("", wrong.message()) : wrong.fields();
    }
}
