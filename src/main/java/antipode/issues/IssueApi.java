package antipode.issues;

import antipode.api.Answer;
import antipode.api.Api;
import antipode.api.Listing;
import antipode.api.Pagination;
import antipode.api.Parameters;
import antipode.api.Refusal;
import antipode.api.Site;
import antipode.people.Actor;
import antipode.people.May;
import antipode.people.Members;
import antipode.people.UserJson;
import antipode.people.Who;
import antipode.projects.Project;
import antipode.projects.Projects;
import antipode.threads.Subscriptions;
import antipode.threads.QuickActions;
import antipode.threads.Issuable;
import antipode.threads.SentFields;
import antipode.threads.Threads;
import antipode.threads.Words;
import antipode.todos.Todo;
import antipode.todos.Todos;
import antipode.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/// Issues as GitLab's API has them.
@Api
class IssueApi {

    private static final String ISSUE = "/projects/{id}/issues/{iid}";
    private static final String[] CHANGEABLE = {
        "title", "description", "labels", "add_labels", "remove_labels", "assignee_ids", "assignee_id", "due_date", "confidential",
        "state_event", "milestone_id", "discussion_locked", "issue_type", "weight", "updated_at"
    };

    private final Issues issues;
    private final IssueLists lists;
    private final Threads threads;
    private final Subscriptions subscriptions;
    private final Todos todos;
    private final Members members;
    private final IssueChanges changes;
    private final IssueMoves moves;
    private final Projects projects;
    private final SentFields fields;
    private final IssueJsons jsons;
    private final IssueTypes types;
    private final QuickActions quick;
    private final Clock clock;

    IssueApi(
            Issues issues,
            IssueLists lists,
            Threads threads,
            Subscriptions subscriptions,
            Todos todos,
            Members members,
            IssueChanges changes,
            IssueMoves moves,
            Projects projects,
            SentFields fields,
            IssueJsons jsons,
            IssueTypes types,
            QuickActions quick,
            Clock clock) {
        this.issues = issues;
        this.lists = lists;
        this.threads = threads;
        this.subscriptions = subscriptions;
        this.todos = todos;
        this.members = members;
        this.changes = changes;
        this.moves = moves;
        this.projects = projects;
        this.fields = fields;
        this.jsons = jsons;
        this.types = types;
        this.quick = quick;
        this.clock = clock;
    }

    @GetMapping("/issues")
    @May(Who.ANYONE)
    Listing<IssueJson> listAll(Parameters sent, Pagination pagination, Actor actor, Site site) {
        String scope = sent.oneOf("scope", "created_by_me", "created-by-me", "assigned_to_me", "assigned-to-me", "all");
        IssueFilter filter = filter(sent, actor);
        if (scope != null && scope.startsWith("assigned")) {
            filter.assignee(actor.id());
        } else if (scope == null || scope.startsWith("created")) {
            filter.author(actor.id());
        }
        return list(actor, filter, sent, pagination, site);
    }

    @GetMapping("/projects/{id}/issues")
    @May(Who.READER)
    Listing<IssueJson> list(Parameters sent, Pagination pagination, Project project, Actor actor, Site site) {
        return list(actor, filter(sent, actor).in(project.id()), sent, pagination, site);
    }

    private IssueFilter filter(Parameters sent, Actor actor) {
        return IssueFilters.of(sent, actor, members, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private Listing<IssueJson> list(
            Actor actor, IssueFilter filter, Parameters sent, Pagination pagination, Site site) {
        boolean details = sent.bool("with_labels_details", false);
        boolean descending = !"asc".equals(sent.oneOf("sort", "asc", "desc"));
        IssueLists.Order order = switch (sent.text("order_by", "created_at")) {
            case "updated_at" -> IssueLists.Order.UPDATED;
            case "due_date" -> IssueLists.Order.DUE;
            case "milestone_due" -> IssueLists.Order.MILESTONE_DUE;
            case "weight" -> IssueLists.Order.WEIGHT;
            case "title" -> IssueLists.Order.TITLE;
            case "priority", "label_priority" -> IssueLists.Order.LABEL_PRIORITY;
            case "created_at", "relative_position", "popularity" -> IssueLists.Order.CREATED;
            default -> throw Refusal.parameters("order_by does not have a valid value");
        };
        return pagination
                .list(
                        most -> lists.count(actor, filter, most),
                        (limit, offset) -> lists.rows(actor, filter, order, descending, null, limit, offset))
                .mapAll(rows -> jsons.list(actor, rows, details, null, site));
    }

    @PostMapping("/projects/{id}/issues")
    @May(Who.GUEST)
    IssueJson open(Parameters sent, Project project, Actor actor, Site site) {
        Issues.Opening opening = sent.together(all -> new Issues.Opening(
                all.text("issue_type", "issue"),
                Words.of(all.required("title")),
                Words.of(all.text("description", "")),
                all.bool("confidential", false),
                all.date("due_date"),
                fields.assignees(all),
                Objects.requireNonNullElse(all.list("labels"), List.<String>of()),
                fields.milestone(project.id(), all),
                Weight.of(all.integer("weight"))));
        QuickActions.Done done = quick.keep(
                actor, Issuable.yetToBe(actor, project, Issuable.Kind.ISSUE), opening.description(),
                words -> issues.open(actor, project, opening.description(words), true, types.named(opening.type()).sent(sent))
                        .header());
        fields.backdate(actor, done.issuable(), sent);
        return one(actor, issues.get(done.issuable().id()), site);
    }

    /// Where it was before it moved to another project, a reader is led on.
    @GetMapping(ISSUE)
    @May(Who.READER)
    Answer<?> show(@PathVariable long iid, Project project, Actor actor, Site site) {
        Issue there = issues.there(actor, project, iid).orElse(null);
        if (there != null) {
            return Answer.ok(one(actor, there, site));
        }
        Issuable moved = moves.moved(actor, project, iid).orElseThrow(() -> Problem.notFound("Issue")).header();
        return Answer.of(301, Map.of("message", "301 Moved Permanently"))
                .with("Location", site.url(Api.ROOT + "/projects/" + moved.projectId() + "/issues/" + moved.iid()));
    }

    @PostMapping(ISSUE + "/move")
    @May(Who.REPORTER)
    IssueJson move(@PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        return one(actor, moves.move(actor, issues.find(actor, project, iid), target(actor, sent)), site);
    }

    @PostMapping(ISSUE + "/clone")
    @May(Who.REPORTER)
    IssueJson copy(@PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        return one(actor, moves.copy(actor, issues.find(actor, project, iid), target(actor, sent)), site);
    }

    private Project target(Actor actor, Parameters sent) {
        return projects.visibleTo(actor).findByIdOrPath(sent.required("to_project_id"))
                .orElseThrow(() -> Problem.notFound("Project"));
    }

    @GetMapping("/issues/{issue}")
    @May(Who.ANYONE)
    IssueJson showById(@PathVariable long issue, Actor actor, Site site) {
        return one(actor, issues.find(actor, issue), site);
    }

    @PutMapping(ISSUE)
    @May(Who.GUEST)
    IssueJson change(@PathVariable long iid, Parameters sent, Project project, Actor actor, Site site) {
        Issue issue = issues.find(actor, project, iid);
        sent.atLeastOneOf(Stream.concat(Stream.of(CHANGEABLE), types.of(issue.header()).parameters().stream())
                .toArray(String[]::new));
        return one(actor, changes.apply(actor, issue, sent), site);
    }

    @DeleteMapping(ISSUE)
    @May(Who.GUEST)
    void delete(@PathVariable long iid, Project project, Actor actor) {
        issues.delete(actor, issues.find(actor, project, iid));
    }

    @PostMapping(ISSUE + "/subscribe")
    @May(Who.GUEST)
    Answer<IssueJson> subscribe(@PathVariable long iid, Project project, Actor actor, Site site) {
        Issue issue = issues.find(actor, project, iid);
        if (threads.around(actor, issue.id()).hears() != null) {
            return Answer.notModified();
        }
        subscriptions.subscribe(issue.id(), actor.id(), "subscribed");
        return Answer.created(one(actor, issue, site));
    }

    @PostMapping(ISSUE + "/unsubscribe")
    @May(Who.GUEST)
    Answer<IssueJson> unsubscribe(@PathVariable long iid, Project project, Actor actor, Site site) {
        Issue issue = issues.find(actor, project, iid);
        if (threads.around(actor, issue.id()).hears() == null) {
            return Answer.notModified();
        }
        subscriptions.unsubscribe(actor, issue.id());
        return Answer.created(one(actor, issue, site));
    }

    /// A to-do as the API tells it.
    record TodoJson(
            long id, ProjectJson project, UserJson author, String actionName, String targetType, IssueJson target,
            String targetUrl, String body, String state, Instant createdAt, Instant updatedAt) {}

    record ProjectJson(
            long id, String name, String nameWithNamespace, String path, String pathWithNamespace, String description,
            Instant createdAt) {}

    @PostMapping(ISSUE + "/todo")
    @May(Who.GUEST)
    Answer<TodoJson> mark(@PathVariable long iid, Project project, Actor actor, Site site) {
        Issue issue = issues.find(actor, project, iid);
        if (todos.bookmark(actor, issue.header()).isPresent()) {
            return Answer.notModified();
        }
        Todo todo = todos.mark(actor, issue.header());
        return Answer.created(new TodoJson(
                todo.id(),
                new ProjectJson(
                        project.id(), project.name(), project.namespace() + " / " + project.name(), project.path(),
                        project.fullPath(), project.description(), project.createdAt()),
                UserJson.of(actor.require(), site), todo.action().key(), "Issue", one(actor, issue, site),
                site.url(todo.path()), issue.header().title(), "pending", todo.since(), todo.since()));
    }

    private IssueJson one(Actor actor, Issue issue, Site site) {
        boolean hears = threads.around(actor, issue.id()).hears() != null;
        return jsons.list(actor, List.of(issue), false, hears, site).getFirst();
    }
}
