package antipode.mergerequests;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Person;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.ProjectHeads;
import antipode.projects.Role;
import antipode.repositories.Branches;
import antipode.repositories.Templates;
import antipode.threads.Attachments;
import antipode.threads.CapacityNote;
import antipode.threads.CapacityNotes;
import antipode.threads.Clash;
import antipode.threads.Clashes;
import antipode.threads.Door;
import antipode.threads.Issuable;
import antipode.threads.Previews;
import antipode.threads.QuickActions;
import antipode.threads.Sendings;
import antipode.threads.Sheet;
import antipode.threads.Threads;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/// The form in which merge requests are proposed and changed. Whatever is refused stands in it again, untouched.
@Controller
class MergeRequestFormController {

    private final MergeRequests requests;
    private final MergeRequestEdits edits;
    private final MergeRequestReviews reviews;
    private final Threads threads;
    private final Branches branches;
    private final Templates templates;
    private final Members members;
    private final ProjectHeads heads;
    private final QuickActions quick;
    private final AskedOwners owners;
    private final Previews previews;
    private final Sendings sendings;
    private final Clashes clashes;
    private final Attachments attachments;
    private final CapacityNotes notes;

    MergeRequestFormController(
            MergeRequests requests,
            MergeRequestEdits edits,
            MergeRequestReviews reviews,
            Threads threads,
            Branches branches,
            Templates templates,
            Members members,
            ProjectHeads heads,
            QuickActions quick,
            AskedOwners owners,
            Previews previews,
            Sendings sendings,
            Clashes clashes,
            Attachments attachments,
            CapacityNotes notes) {
        this.notes = notes;
        this.attachments = attachments;
        this.previews = previews;
        this.sendings = sendings;
        this.clashes = clashes;
        this.requests = requests;
        this.edits = edits;
        this.reviews = reviews;
        this.threads = threads;
        this.branches = branches;
        this.templates = templates;
        this.members = members;
        this.heads = heads;
        this.quick = quick;
        this.owners = owners;
    }

    /// The branches and words may come with the address, ours or GitLab's, so that `git push` can lead here.
    @GetMapping("/{project}/-/merge_requests/new")
    @May(Who.DEVELOPER)
    View begin(HttpServletRequest request, Project project, Role role, Actor actor) {
        ProposalForm form = ProposalForm.of(request, project.defaultBranch());
        Optional<MergeRequest> open = requests.openBetween(project.id(), form.source(), form.target());
        if (open.isPresent()) {
            return Redirect.to(open.get().path());
        }
        if (form.title().isEmpty() && !form.source().isEmpty()) {
            form = form.titled(
                    branches.find(project.id(), form.source()).map(branch -> branch.commit().title()).orElse(""), form.source());
        }
        if (form.description().isEmpty()) {
            String asked = request.getParameter("template") != null
                    ? request.getParameter("template")
                    : request.getParameter("issuable_template");
            form = form.described(templates.beginning(
                    project, Templates.Kind.MERGE_REQUEST, templates.names(project, Templates.Kind.MERGE_REQUEST), asked));
        }
        return form(actor, project, role, null, form, Map.of());
    }

    @PostMapping("/{project}/-/merge_requests")
    @May(Who.DEVELOPER)
    View propose(HttpServletRequest request, Project project, Role role, Actor actor) {
        ProposalForm typed = ProposalForm.of(request, project.defaultBranch());
        Attachments.Attached attached = attachments.with(actor, project.id(), request, typed.description());
        ProposalForm form = chosen(request, typed.described(attached.words()));
        if (attached.refused() != null) {
            return form(actor, project, role, null, form, errors(attached.refused()));
        }
        if (Previews.asked(request)) {
            Sheet sheet = previews.sheet(actor, project, Issuable.Kind.MERGE_REQUEST, form.description(), request);
            return form(actor, project, role, null, form, sheet, Map.of());
        }
        Set<String> meant = new LinkedHashSet<>(form.usernames());
        meant.addAll(CapacityNotes.names(form.description()));
        List<CapacityNote> unknown = notes.unknown(request, actor, project.id(), meant);
        if (!unknown.isEmpty() || CapacityNotes.onlyLooks(request)) {
            Sheet sheet = previews.sheet(actor, project, Issuable.Kind.MERGE_REQUEST);
            return form(actor, project, role, null, form, sheet, refusal(unknown), null, unknown);
        }
        try {
            List<Person> reviewers = people(form);
            return sendings.once(actor, request, () -> quick.keep(actor, Issuable.yetToBe(actor, project, Issuable.Kind.MERGE_REQUEST), form.description(), words -> requests.propose(actor, project, new Proposal(
                            form.source(),
                            form.target(),
                            form.title(),
                            words,
                            form.draft(),
                            Door.of(form.door()),
                            reviewers,
                            List.of(),
                            List.of(),
                            form.removesSource(),
                            form.question()))
                    .header()));
        } catch (Problem wrong) {
            return form(actor, project, role, null, form, errors(wrong));
        }
    }

    @GetMapping("/{project}/-/merge_requests/{iid}/edit")
    @May(Who.GUEST)
    Page edit(@PathVariable long iid, Project project, Role role, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        threads.requireEditor(actor, request.header());
        return form(actor, project, role, request, ProposalForm.of(request, reviews.reviewers(request.id())), Map.of());
    }

    @PostMapping("/{project}/-/merge_requests/{iid}")
    @May(Who.GUEST)
    View save(@PathVariable long iid, HttpServletRequest asked, Project project, Role role, Actor actor) {
        MergeRequest request = requests.find(actor, project, iid);
        ProposalForm typed = ProposalForm.of(asked, request.targetBranch());
        Attachments.Attached attached = attachments.with(actor, project.id(), asked, typed.description());
        ProposalForm form = chosen(asked, typed.described(attached.words()));
        if (attached.refused() != null) {
            return form(actor, project, role, request, form, errors(attached.refused()));
        }
        if (Previews.asked(asked)) {
            return form(actor, project, role, request, form, previews.sheet(actor, request.header(), form.description(), asked), Map.of());
        }
        Set<String> fresh = CapacityNotes.freshNames(request.header().description(), form.description());
        fresh.addAll(form.usernames());
        reviews.reviewers(request.id()).forEach(one -> fresh.removeIf(one.person().username()::equalsIgnoreCase));
        List<CapacityNote> unknown = notes.unknown(asked, actor, project.id(), fresh);
        if (!unknown.isEmpty() || CapacityNotes.onlyLooks(asked)) {
            return form(
                    actor, project, role, request, form, previews.sheet(request.header()), refusal(unknown), null, unknown);
        }
        try {
            return sendings.once(actor, asked, () -> quick.keep(actor, request.header(), form.description(), words -> {
                threads.lock(request.id()).requireUnchanged(form.version());
                edits.edit(actor, request, new MergeRequestEdits.Edit(
                        form.title(), words, form.target(), form.removesSource(), form.question(), null));
                if (request.open()) {
                    reviews.review(actor, request, people(form));
                }
                return threads.get(request.id());
            }));
        } catch (Problem wrong) {
            MergeRequest now = requests.find(actor, project, iid);
            if (wrong.status() == 409 && !form.version().equals(now.header().version())) {
                return form(
                        actor, project, role, now, form.version(now.header().version()),
                        previews.sheet(now.header()), Map.of(), clashes.of(now.header(), form.description()));
            }
            return form(actor, project, role, request, form, errors(wrong));
        }
    }

    private List<Person> people(ProposalForm form) {
        Map<String, Member> found = members.byUsernames(form.usernames());
        List<Person> people = new ArrayList<>();
        for (String name : form.usernames()) {
            Member member = found.get(name.toLowerCase(Locale.ROOT));
            if (member == null) {
                throw Problem.invalid("reviewer_ids", "Nobody here is called @" + name);
            }
            people.add(Person.of(member));
        }
        return people;
    }

    private MergeRequestFormPage form(
            Actor actor, Project project, Role role, @Nullable MergeRequest request, ProposalForm form,
            Map<String, String> errors) {
        Sheet sheet = request == null
                ? previews.sheet(actor, project, Issuable.Kind.MERGE_REQUEST)
                : previews.sheet(request.header());
        return form(actor, project, role, request, form, sheet, errors);
    }

    private MergeRequestFormPage form(
            Actor actor, Project project, Role role, @Nullable MergeRequest request, ProposalForm form, Sheet sheet,
            Map<String, String> errors) {
        return form(actor, project, role, request, form, sheet, errors, null);
    }

    private MergeRequestFormPage form(
            Actor actor, Project project, Role role, @Nullable MergeRequest request, ProposalForm form, Sheet sheet,
            Map<String, String> errors, @Nullable Clash theirs) {
        return form(actor, project, role, request, form, sheet, errors, theirs, List.of());
    }

    private MergeRequestFormPage form(
            Actor actor, Project project, Role role, @Nullable MergeRequest request, ProposalForm form, Sheet sheet,
            Map<String, String> errors, @Nullable Clash theirs, List<CapacityNote> noted) {
        List<String> names = branches.list(project.id()).stream().map(Branches.Branch::name).limit(500).toList();
        return new MergeRequestFormPage(
                heads.of(project, role), request, form, names,
                request == null ? templates.names(project, Templates.Kind.MERGE_REQUEST) : List.of(), sheet,
                request == null ? owners.meant(actor, project, form.source(), form.target(), form.door().equals("one-way")) : AskedOwners.Meant.NOBODY,
                errors, theirs, noted);
    }

    private static Map<String, String> refusal(List<CapacityNote> unknown) {
        return unknown.isEmpty() ? Map.of() : Map.of("", CapacityNotes.refusal(unknown));
    }

    /// With a delegate in the place of whom the writer had typed, where they chose that.
    private static ProposalForm chosen(HttpServletRequest request, ProposalForm form) {
        return CapacityNotes.onlyLooks(request) ? form.reviewers(CapacityNotes.chosen(request, form.usernames())) : form;
    }

    private static Map<String, String> errors(Problem wrong) {
        return wrong.fields().isEmpty() ? Map.of("", wrong.message()) : wrong.fields();
    }
}
