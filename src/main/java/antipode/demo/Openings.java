package antipode.demo;

import antipode.decisions.Decision;
import antipode.decisions.DecisionDraft;
import antipode.decisions.DecisionLists;
import antipode.decisions.Decisions;
import antipode.issues.IssueLink;
import antipode.issues.IssueLinks;
import antipode.issues.IssueMoves;
import antipode.issues.Issues;
import antipode.people.Actor;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import antipode.todos.Todos;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Opens the issues and decisions of the story, and brings them to what becomes of them.
@Component
@ConditionalOnBooleanProperty("antipode.demo")
class Openings {

    private final Issues issues;
    private final IssueLinks links;
    private final IssueMoves moves;
    private final Decisions decisions;
    private final DecisionLists lists;
    private final Milestones milestones;
    private final Projects projects;
    private final Threads threads;
    private final Todos todos;

    Openings(
            Issues issues,
            IssueLinks links,
            IssueMoves moves,
            Decisions decisions,
            DecisionLists lists,
            Milestones milestones,
            Projects projects,
            Threads threads,
            Todos todos) {
        this.issues = issues;
        this.links = links;
        this.moves = moves;
        this.decisions = decisions;
        this.lists = lists;
        this.milestones = milestones;
        this.projects = projects;
        this.threads = threads;
        this.todos = todos;
    }

    void open(Company company, Project project, Script.Issue told, Place place) {
        Actor author = company.actor(told.author());
        Issues.Opening opening = new Issues.Opening(
                "issue", told.title(), company.words(author, told.text()), told.confidential(),
                told.due() == null ? null : told.due().on(company.tuesday()), assignees(told), told.labels(),
                told.milestone() == null ? null : milestones.titled(project.id(), told.milestone()).orElseThrow(), told.weight());
        place.opens(told.decision() == null
                ? issues.open(author, project, opening, false)
                : issues.get(propose(company, author, project, opening, told.decision()).id()));
        told.bookmarkedBy().forEach(reader -> todos.mark(company.actor(reader), place.thing()));
        told.blockedBy().forEach(number -> link(author, project, place, number, IssueLink.Relation.IS_BLOCKED_BY));
        told.relates().forEach(number -> link(author, project, place, number, IssueLink.Relation.RELATES));
    }

    /// Whoever answers for it stands first, but for an author who does so alone.
    private static List<String> assignees(Script.Issue told) {
        List<String> assignees = new ArrayList<>(told.assignees());
        if (told.dri() != null) {
            assignees.remove(told.dri());
            if (!told.dri().equals(told.author()) || !assignees.isEmpty()) {
                assignees.addFirst(told.dri());
            }
        }
        return assignees;
    }

    private Decision propose(Company company, Actor actor, Project project, Issues.Opening opening, Script.Decision told) {
        Issuable older = told.supersedes() == null
                ? null
                : lists.page(actor, DecisionLists.Filter.ALL.in(project.id()), null, 100, 0).stream()
                        .map(Decision::header)
                        .filter(header -> header.title().equals(told.supersedes()))
                        .findFirst()
                        .orElseThrow();
        return decisions.propose(actor, project, opening, new DecisionDraft(
                told.door(),
                stripped(told.doorBecause()),
                told.options().stream()
                        .map(one -> new DecisionDraft.Option(one.title(), stripped(one.pro()), stripped(one.con())))
                        .toList(),
                told.questions().stream()
                        .map(one -> new DecisionDraft.Question(one.question(), stripped(one.answer())))
                        .toList(),
                told.reviewOn() == null ? "" : told.reviewOn().on(company.tuesday()).toString(),
                older == null ? "" : older.reference(),
                null));
    }

    private static String stripped(@Nullable String words) {
        return Objects.requireNonNullElse(words, "").strip();
    }

    /// Says what the place's issue is to an earlier one of the same project.
    private void link(Actor actor, Project project, Place place, int number, IssueLink.Relation relation) {
        links.add(actor, issues.get(place.thing().id()), relation, issues.find(actor, project, number));
    }

    /// What a step makes of an issue or a decision.
    void settle(Company company, Actor actor, Place place, Step step) {
        long id = place.thing().id();
        if (step.closes() != null && place.isIssue() && threads.get(id).open()) {
            issues.close(actor, issues.get(id));
        }
        if (step.decides() != null) {
            Decision decision = decisions.get(id);
            decisions.decide(actor, decision, new Decisions.Choice(
                    step.decides().option(), step.decides().because().strip(), decision.reviewOn()));
        }
        if (step.rejects() != null) {
            decisions.reject(actor, decisions.get(id), step.rejects().strip());
        }
        if (step.reviewOn() != null) {
            decisions.reviewOn(actor, decisions.get(id), step.reviewOn().on(company.tuesday()));
        }
        if (step.movesTo() != null) {
            moves.move(actor, issues.get(id), projects.visibleTo(actor).find(step.movesTo()).orElseThrow());
        }
        if (step.reopens() && place.isIssue()) {
            issues.reopen(actor, issues.get(id));
        }
    }
}
