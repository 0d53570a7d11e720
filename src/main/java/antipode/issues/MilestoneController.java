package antipode.issues;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Namespace;
import antipode.people.Who;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.threads.Attachments;
import antipode.threads.Issuable;
import antipode.threads.LabelLinks;
import antipode.threads.References;
import antipode.threads.Words;
import antipode.web.Notice;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/// The pages of a project's milestones.
@Controller
class MilestoneController {

    private final Milestones milestones;
    private final MilestoneThings things;
    private final Progress.Counts counts;
    private final LabelLinks labels;
    private final References references;
    private final Attachments attachments;
    private final ProjectHeads heads;
    private final Clock clock;

    MilestoneController(
            Milestones milestones,
            MilestoneThings things,
            Progress.Counts counts,
            LabelLinks labels,
            References references,
            Attachments attachments,
            ProjectHeads heads,
            Clock clock) {
        this.milestones = milestones;
        this.things = things;
        this.counts = counts;
        this.labels = labels;
        this.references = references;
        this.attachments = attachments;
        this.heads = heads;
        this.clock = clock;
    }

    @GetMapping("/{project}/-/milestones")
    @May(Who.READER)
    Page list(HttpServletRequest request, Project project, Role role, Actor actor) {
        return list(actor, heads.of(project, role), null, milestones.of(project, true), state(request), role.atLeast(Role.REPORTER));
    }

    @GetMapping("/{project}/-/milestones/new")
    @May(Who.REPORTER)
    Page begin(Project project, Role role) {
        return new MilestoneFormPage(heads.of(project, role), null, null, Map.of(), Map.of());
    }

    @PostMapping("/{project}/-/milestones")
    @May(Who.REPORTER)
    View make(HttpServletRequest request, Project project, Role role) {
        Map<String, String> typed = typed(request);
        try {
            return Redirect.to(milestones.create(project, words(typed)).path());
        } catch (Problem wrong) {
            return new MilestoneFormPage(heads.of(project, role), null, null, typed, errors(wrong));
        }
    }

    @GetMapping("/{project}/-/milestones/{milestone}")
    @May(Who.READER)
    Page show(@PathVariable long milestone, Project project, Role role, Actor actor) {
        return show(actor, heads.of(project, role), null, find(project, milestone), project.fullPath(), role.atLeast(Role.REPORTER));
    }

    @GetMapping("/{project}/-/milestones/{milestone}/edit")
    @May(Who.REPORTER)
    Page edit(@PathVariable long milestone, Project project, Role role) {
        Milestone found = find(project, milestone);
        return new MilestoneFormPage(heads.of(project, role), null, found, typed(found), Map.of());
    }

    @PostMapping("/{project}/-/milestones/{milestone}")
    @May(Who.REPORTER)
    View save(@PathVariable long milestone, HttpServletRequest request, Project project, Role role) {
        Milestone found = find(project, milestone);
        Map<String, String> typed = typed(request);
        try {
            return Redirect.to(milestones.change(found, words(typed)).path());
        } catch (Problem wrong) {
            return new MilestoneFormPage(heads.of(project, role), null, found, typed, errors(wrong));
        }
    }

    @PostMapping("/{project}/-/milestones/{milestone}/closure")
    @May(Who.REPORTER)
    View close(@PathVariable long milestone, Project project) {
        return Redirect.to(milestones.close(find(project, milestone), true).path()).saying(Notice.done("The milestone is closed."));
    }

    @PostMapping("/{project}/-/milestones/{milestone}/closure/removal")
    @May(Who.REPORTER)
    View activate(@PathVariable long milestone, Project project) {
        return Redirect.to(milestones.close(find(project, milestone), false).path()).saying(Notice.done("The milestone is active again."));
    }

    @PostMapping("/{project}/-/milestones/{milestone}/removal")
    @May(Who.REPORTER)
    View remove(@PathVariable long milestone, Project project) {
        milestones.delete(find(project, milestone));
        return Redirect.to(project.url() + "/-/milestones").saying(Notice.done("The milestone is gone."));
    }

    private Milestone find(Project project, long iid) {
        return milestones.numbered(project, null, iid).orElseThrow(() -> Problem.notFound("Milestone"));
    }

    Page list(
            Actor actor, @Nullable ProjectHead head, @Nullable Namespace team, List<Milestone> all, String state, boolean mayPlan) {
        List<Milestone> shown = all.stream()
                .filter(milestone -> state.equals("all") || state.equals("active") == milestone.active())
                .toList();
        return new MilestonesPage(
                head, team, state, shown, counts.of(actor, shown.stream().map(Milestone::id).toList()), mayPlan, today(actor));
    }

    Page show(
            Actor actor, @Nullable ProjectHead head, @Nullable Namespace team, Milestone milestone, String place, boolean mayPlan) {
        List<Issuable> issues = things.of(actor, milestone.id(), Issuable.Kind.ISSUE);
        List<Issuable> requests = things.of(actor, milestone.id(), Issuable.Kind.MERGE_REQUEST);
        return new MilestonePage(
                head, team, milestone,
                attachments.place(
                        actor, references.link(actor, place, List.of(milestone.descriptionHtml())).html(milestone.descriptionHtml())),
                counts.of(actor, List.of(milestone.id())).getOrDefault(milestone.id(), Progress.NONE),
                issues, requests,
                labels.of(Stream.concat(issues.stream(), requests.stream()).map(Issuable::id).toList()),
                mayPlan, today(actor));
    }

    private LocalDate today(Actor actor) {
        return LocalDate.ofInstant(clock.instant(), IssueController.zone(actor));
    }

    static String state(HttpServletRequest request) {
        String state = request.getParameter("state");
        return List.of("closed", "all").contains(state == null ? "" : state) ? "" + state : "active";
    }

    static Map<String, String> typed(HttpServletRequest request) {
        Map<String, String> typed = new TreeMap<>();
        for (String field : List.of("title", "start_date", "due_date")) {
            String value = request.getParameter(field);
            typed.put(field, value == null ? "" : Words.line(value));
        }
        String description = request.getParameter("description");
        typed.put("description", description == null ? "" : Words.of(description));
        return typed;
    }

    static Map<String, String> typed(Milestone milestone) {
        return Map.of(
                "title", milestone.title(), "description", milestone.description(),
                "start_date", milestone.start() == null ? "" : milestone.start().toString(),
                "due_date", milestone.due() == null ? "" : milestone.due().toString());
    }

    static Milestone.Words words(Map<String, String> typed) {
        return new Milestone.Words(
                typed.getOrDefault("title", ""), typed.getOrDefault("description", ""),
                Day.of("start_date", typed.getOrDefault("start_date", "")), Day.of("due_date", typed.getOrDefault("due_date", "")));
    }

    static Map<String, String> errors(Problem wrong) {
        return wrong.fields().isEmpty() ? Map.of("title", wrong.message()) : wrong.fields();
    }
}
