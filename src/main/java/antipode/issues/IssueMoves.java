package antipode.issues;

import antipode.markdown.Qualified;
import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.projects.Label;
import antipode.projects.Labels;
import antipode.projects.Milestone;
import antipode.projects.Milestones;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.projects.Role;
import antipode.projects.Visibility;
import antipode.threads.Assignees;
import antipode.threads.Events;
import antipode.threads.LabelLink;
import antipode.threads.LabelLinks;
import antipode.threads.MilestoneLinks;
import antipode.threads.Moves;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes issues to other projects. What they were called stays true: the old address leads on, and what is written by number
/// alone is named with the project it meant.
@Component
public class IssueMoves {

    private final JdbcClient jdbc;
    private final Issues issues;
    private final Threads threads;
    private final Moves moves;
    private final Assignees assignees;
    private final LabelLinks labelLinks;
    private final Labels labels;
    private final MilestoneLinks milestoneLinks;
    private final Milestones milestones;
    private final Projects projects;
    private final Events events;
    private final Access access;

    IssueMoves(
            JdbcClient jdbc,
            Issues issues,
            Threads threads,
            Moves moves,
            Assignees assignees,
            LabelLinks labelLinks,
            Labels labels,
            MilestoneLinks milestoneLinks,
            Milestones milestones,
            Projects projects,
            Events events,
            Access access) {
        this.jdbc = jdbc;
        this.issues = issues;
        this.threads = threads;
        this.moves = moves;
        this.assignees = assignees;
        this.labelLinks = labelLinks;
        this.labels = labels;
        this.milestoneLinks = milestoneLinks;
        this.milestones = milestones;
        this.projects = projects;
        this.events = events;
        this.access = access;
    }

    /// What would become of an issue in another project.
    ///
    /// @param kept      the labels that the other project has as well
    /// @param lost      those it has not
    /// @param milestone the one of the same title there; nothing if there is none or none was set
    /// @param aimed     the milestone it has now
    /// @param gone      the assignees who may not see the other project
    public record Plan(
            Project target,
            List<Label> kept,
            List<String> lost,
            @Nullable Milestone milestone,
            @Nullable Milestone aimed,
            List<Person> staying,
            List<Person> gone) {}

    public Plan plan(Issue issue, Project target) {
        List<String> names = labelLinks.of(List.of(issue.id())).stream().map(LabelLink::name).toList();
        Map<String, Label> known = labels.byNames(target.id(), names);
        Milestone aimed = milestoneLinks.of(issue.id());
        List<Person> people = assignees.of(issue.id());
        List<Long> seeing = seeing(target, people);
        return new Plan(
                target,
                names.stream().filter(known::containsKey).map(known::get).toList(),
                names.stream().filter(name -> !known.containsKey(name)).toList(),
                aimed == null ? null : milestones.titled(target.id(), aimed.title()).orElse(null),
                aimed,
                people.stream().filter(person -> seeing.contains(person.id())).toList(),
                people.stream().filter(person -> !seeing.contains(person.id())).toList());
    }

    /// Moves it. It takes a reporter of both projects.
    @Transactional
    public Issue move(Actor actor, Issue issue, Project target) {
        threads.lock(issue.id());
        Issue locked = issues.get(issue.id());
        require(actor, locked, target);
        if (locked.header().projectId() == target.id()) {
            throw Problem.invalid("to_project_id", "is the project it is in already");
        }
        Plan plan = plan(locked, target);
        if (!plan.gone().isEmpty()) {
            assignees.replace(actor, locked.header(), first(locked.header().dri(), plan.staying()));
        }
        if (seeing(target, List.of(threads.get(locked.id()).dri())).isEmpty()) {
            jdbc.sql("update issuable set dri_id = :actor where id = :id")
                    .param("actor", actor.id())
                    .param("id", locked.id())
                    .update();
        }
        Project from = projects.visibleTo(actor).find(locked.header().projectId()).orElseThrow();
        boolean tellsFrom = from.visibility() == Visibility.PUBLIC
                || from.visibility() == Visibility.INTERNAL && target.visibility() != Visibility.PUBLIC;
        moves.move(
                actor, threads.get(locked.id()), target, plan.kept().stream().map(Label::id).toList(), plan.milestone(),
                tellsFrom);
        return issues.get(locked.id());
    }

    /// Opens the same anew in another project, or in this one; what was said stays with the first.
    @Transactional
    public Issue copy(Actor actor, Issue issue, Project target) {
        // Number counters are locked last.
        threads.lock(issue.id());
        require(actor, issue, target);
        Plan plan = plan(issue, target);
        Issue copy = issues.open(
                actor, target,
                new Issues.Opening(
                        PlainIssue.KEY, issue.header().title(),
                        Qualified.of(issue.header().description(), issue.header().projectPath()),
                        issue.header().confidential(), issue.due(),
                        plan.staying().stream().map(Person::username).toList(),
                        plan.kept().stream().map(Label::name).toList(), plan.milestone(), issue.weight()),
                false);
        events.append(actor, issue.header(), "cloned", Map.of("in", copy.header().fullReference()));
        threads.touch(issue.id());
        return copy;
    }

    /// Where the issue is now that had this number before it moved, if the actor may see it there.
    public Optional<Issue> moved(Actor actor, Project project, long iid) {
        return moves.from(project.id(), iid).flatMap(id -> issues.visible(actor, List.of(id)).stream().findFirst());
    }

    private void require(Actor actor, Issue issue, Project target) {
        access.require(actor, issue.header().projectId(), Role.REPORTER);
        access.require(actor, target, Role.REPORTER);
    }

    private static List<Person> first(Person dri, Collection<Person> people) {
        List<Person> ordered = new ArrayList<>(people);
        ordered.sort((one, other) -> Boolean.compare(other.equals(dri), one.equals(dri)));
        return ordered;
    }

    private List<Long> seeing(Project target, List<Person> people) {
        return people.isEmpty()
                ? List.of()
                : access.bind(
                                jdbc.sql("select member.id from member, project where project.id = :project"
                                        + " and member.id = any (:people) and " + Access.MEMBER_SEES_PROJECT),
                                Actor.nobody())
                        .param("project", target.id())
                        .param("people", people.stream().map(Person::id).toArray(Long[]::new))
                        .query(Long.class)
                        .list();
    }
}
