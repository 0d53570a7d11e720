package antipode.threads;

import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Person;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.threads.Facts.Fact;
import antipode.web.Page;
import antipode.web.Problem;
import antipode.web.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/// Changes single facts beside issues and merge requests: who is to do it, labels, milestone. Nothing else has to be sent.
@Controller
class FactController {

    private static final String FACT = "/{project}/-/{kind:issues|merge_requests}/{iid}/{fact:assignees|labels|milestone}";

    private final Threads threads;
    private final Assignees assignees;
    private final LabelLinks labels;
    private final MilestoneLinks milestones;
    private final FactSheets sheets;
    private final CapacityNotes notes;
    private final TransactionTemplate transaction;

    FactController(
            Threads threads,
            Assignees assignees,
            LabelLinks labels,
            MilestoneLinks milestones,
            FactSheets sheets,
            CapacityNotes notes,
            TransactionTemplate transaction) {
        this.threads = threads;
        this.assignees = assignees;
        this.labels = labels;
        this.milestones = milestones;
        this.sheets = sheets;
        this.notes = notes;
        this.transaction = transaction;
    }

    @GetMapping(FACT)
    @May(Who.GUEST)
    Page form(@PathVariable String kind, @PathVariable long iid, @PathVariable String fact, Project project, Actor actor) {
        Issuable issuable = find(actor, project, kind, iid);
        threads.requireEditor(actor, issuable);
        return page(actor, issuable, fact(fact), null, null);
    }

    @PostMapping(FACT)
    @May(Who.GUEST)
    View save(
            @PathVariable String kind,
            @PathVariable long iid,
            @PathVariable String fact,
            HttpServletRequest request,
            Project project,
            Actor actor) {
        Issuable issuable = find(actor, project, kind, iid);
        String usernames = String.join(", ", CapacityNotes.chosen(request, names(one(request, "assignees"))));
        List<CapacityNote> unknown = fact(fact) == Fact.ASSIGNEES ? unknown(request, actor, issuable, names(usernames)) : List.of();
        if (!unknown.isEmpty()) {
            threads.requireEditor(actor, issuable);
            return page(actor, issuable, fact(fact), usernames, null, unknown);
        }
        try {
            transaction.executeWithoutResult(_ -> {
                Issuable locked = threads.lock(issuable.id());
                switch (fact(fact)) {
                    case ASSIGNEES -> assignees.name(actor, locked, names(usernames));
                    case LABELS -> labels.name(actor, locked, all(request, "label"), false);
                    case MILESTONE -> milestones.replace(
                            actor, locked, milestones.chosen(project.id(), number(one(request, "milestone"))));
                }
            });
        } catch (Problem wrong) {
            if (wrong.fields().isEmpty()) {
                throw wrong;
            }
            return page(actor, issuable, fact(fact), usernames, String.join(" ", wrong.fields().values()));
        }
        return Redirect.to(issuable.path());
    }

    private FactPage page(Actor actor, Issuable issuable, Fact fact, @Nullable String typed, @Nullable String error) {
        return page(actor, issuable, fact, typed, error, List.of());
    }

    private FactPage page(
            Actor actor, Issuable issuable, Fact fact, @Nullable String typed, @Nullable String error,
            List<CapacityNote> notes) {
        return new FactPage(sheets.of(issuable, threads.around(actor, issuable.id()), true), fact, typed, error, notes);
    }

    /// Of those who aren't assigned yet.
    private List<CapacityNote> unknown(HttpServletRequest request, Actor actor, Issuable issuable, List<String> names) {
        List<Person> already = assignees.of(issuable.id());
        return notes.unknown(request, actor, issuable.projectId(), names.stream()
                .filter(name -> already.stream().noneMatch(person -> person.username().equalsIgnoreCase(name)))
                .toList());
    }

    private Issuable find(Actor actor, Project project, String kind, long iid) {
        return threads.find(
                actor, project, kind.equals("issues") ? Issuable.Kind.ISSUE : Issuable.Kind.MERGE_REQUEST, iid);
    }

    private static Fact fact(String path) {
        return Fact.valueOf(path.toUpperCase(Locale.ROOT));
    }

    /// Usernames as typed, with or without `@`.
    private static List<String> names(String typed) {
        return Arrays.stream(typed.split("[,;\\s]+"))
                .map(name -> name.startsWith("@") ? name.substring(1) : name)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static @Nullable Long number(String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches("\\d{1,18}")) {
            throw Problem.invalid("milestone", "That is no milestone of this project.");
        }
        return Long.valueOf(typed);
    }

    private static List<String> all(HttpServletRequest request, String name) {
        String[] sent = request.getParameterValues(name);
        return sent == null ? List.of() : Stream.of(sent).flatMap(value -> Stream.of(value.split(","))).map(Words::line).toList();
    }

    private static String one(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : Words.line(value);
    }
}
