package antipode.issues;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Milestone;
import antipode.projects.Project;
import antipode.projects.Role;
import antipode.threads.Assignees;
import antipode.threads.Events;
import antipode.threads.Issuable;
import antipode.threads.LabelLinks;
import antipode.threads.MilestoneLinks;
import antipode.threads.Threads;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where issues are kept. Reading goes through who is asking; every verb locks the header first.
@Component
public class Issues {

    static final String SELECT =
            "select " + Threads.HEADER + ", issue.due_date, issue.weight from issuable join issue on issue.id = issuable.id " + Threads.JOINS;

    private final JdbcClient jdbc;
    private final Threads threads;
    private final LabelLinks labelLinks;
    private final Assignees assignees;
    private final Events events;
    private final MilestoneLinks milestones;
    private final Access access;
    private final IssueTypes types;

    Issues(
            JdbcClient jdbc,
            Threads threads,
            LabelLinks labelLinks,
            Assignees assignees,
            Events events,
            MilestoneLinks milestones,
            Access access,
            IssueTypes types) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.labelLinks = labelLinks;
        this.assignees = assignees;
        this.events = events;
        this.milestones = milestones;
        this.access = access;
        this.types = types;
    }

    /// What one opens.
    ///
    /// @param assignees usernames
    /// @param labels    names
    /// @param milestone one that the project may use
    public record Opening(
            String type,
            String title,
            String description,
            boolean confidential,
            @Nullable LocalDate due,
            List<String> assignees,
            List<String> labels,
            @Nullable Milestone milestone,
            @Nullable Integer weight) {

        public Opening(
                String type,
                String title,
                String description,
                boolean confidential,
                @Nullable LocalDate due,
                List<String> assignees,
                List<String> labels) {
            this(type, title, description, confidential, due, assignees, labels, null, null);
        }

        /// The same of another type.
        public Opening type(String other) {
            return new Opening(other, title, description, confidential, due, assignees, labels, milestone, weight);
        }

        /// The same with other words in the description.
        public Opening description(String words) {
            return new Opening(type, title, words, confidential, due, assignees, labels, milestone, weight);
        }

        public static Opening of(String title, String description) {
            return new Opening("issue", title, description, false, null, List.of(), List.of());
        }
    }

    /// Opens an issue.
    ///
    /// @param makeLabels whether a label that isn't there is made, by whoever may; otherwise it is refused
    @Transactional
    public Issue open(Actor actor, Project project, Opening opening, boolean makeLabels) {
        return open(actor, project, opening, makeLabels, null);
    }

    /// Opens an issue of a type that has fields of its own.
    ///
    /// @param fields those; nothing if none was filled in
    @Transactional
    public Issue open(
            Actor actor, Project project, Opening opening, boolean makeLabels, @Nullable TypeFields fields) {
        access.require(actor, project, Role.GUEST);
        IssueType type = types.named(opening.type());
        List<Long> worn = labelLinks.named(actor, project.id(), opening.labels(), makeLabels);
        Issuable header = threads.open(actor, project, new Threads.Opening(
                Issuable.Kind.ISSUE, opening.type(), opening.title(), opening.description(), opening.confidential(), null,
                List.of(), worn));
        if (opening.milestone() != null) {
            milestones.put(header.id(), opening.milestone());
        }
        jdbc.sql("insert into issue (id, due_date, weight) values (:id, :due, :weight)")
                .param("id", header.id())
                .param("due", opening.due())
                .param("weight", opening.weight(), Types.INTEGER)
                .update();
        type.begin(actor, get(header.id()));
        threads.announce(actor, header);
        if (!opening.assignees().isEmpty()) {
            assignees.name(actor, header, opening.assignees());
        }
        if (fields != null) {
            fields.save(actor, get(header.id()));
        }
        return get(header.id());
    }

    /// The issue with this number, if the actor may see it.
    public Issue find(Actor actor, Project project, long iid) {
        return there(actor, project, iid).orElseThrow(() -> Problem.notFound("Issue"));
    }

    Optional<Issue> there(Actor actor, Project project, long iid) {
        return access.bind(
                        jdbc.sql(SELECT + """
                                where issuable.project_id = :project and issuable.kind = 'issue' and issuable.iid = :iid and\s"""
                                + Access.VISIBLE_ISSUABLE),
                        actor)
                .param("project", project.id())
                .param("iid", iid)
                .query(Issues::issue)
                .optional();
    }

    /// The issue with this global id, if the actor may see it.
    public Issue find(Actor actor, long id) {
        return access.bind(jdbc.sql(SELECT + " where issuable.id = :id and " + Access.VISIBLE_ISSUABLE), actor)
                .param("id", id)
                .query(Issues::issue)
                .optional()
                .orElseThrow(() -> Problem.notFound("Issue"));
    }

    /// Those of these that the actor may see.
    public List<Issue> visible(Actor actor, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : access.bind(jdbc.sql(SELECT + " where issuable.id = any (:ids) and " + Access.VISIBLE_ISSUABLE), actor)
                        .param("ids", ids.toArray(Long[]::new))
                        .query(Issues::issue)
                        .list();
    }

    /// The issue as it stands, whoever asks.
    public Issue get(long id) {
        return jdbc.sql(SELECT + " where issuable.id = :id").param("id", id).query(Issues::issue).single();
    }

    /// Changes title and description.
    ///
    /// @param startedFrom the version the writer began with; if it has changed since, a 409. Nothing overwrites.
    @Transactional
    public Issue edit(
            Actor actor, Issue issue, @Nullable String title, @Nullable String description, @Nullable String startedFrom) {
        Issue locked = lock(issue.id());
        locked.header().requireUnchanged(startedFrom);
        threads.edit(actor, locked.id(), title, description);
        return get(locked.id());
    }

    /// Saves all that stands in the form, or nothing of it.
    ///
    /// @param type   the key of what it becomes
    /// @param fields the type's own; nothing if none was filled in
    @Transactional
    Issue change(Actor actor, Issue issue, Form form, @Nullable Milestone aim, String type, @Nullable TypeFields fields) {
        Issue locked = lock(issue.id());
        threads.requireEditor(actor, locked.header());
        edit(actor, locked, form.title(), form.description(), form.version().isEmpty() ? null : form.version());
        label(actor, locked, Form.names(form.labels()), false);
        due(actor, locked, form.date());
        weigh(actor, locked, Weight.of(form.weight()));
        aim(actor, locked, aim);
        conceal(actor, locked, form.confidential());
        assign(actor, locked, form.usernames());
        become(actor, locked, type);
        if (fields != null) {
            fields.save(actor, get(locked.id()));
        }
        return get(locked.id());
    }

    /// Makes it an issue of another type, if what it is lets it go.
    @Transactional
    public Issue become(Actor actor, Issue issue, String type) {
        Issue locked = lock(issue.id());
        threads.requireEditor(actor, locked.header());
        IssueType from = types.of(locked.header());
        IssueType to = types.named(type);
        if (from.key().equals(to.key())) {
            return locked;
        }
        String why = from.whyNotAnother(locked);
        if (why != null) {
            throw Problem.conflict(why);
        }
        from.leave(actor, locked);
        jdbc.sql("update issuable set type = :type where id = :id").param("type", type).param("id", locked.id()).update();
        to.begin(actor, get(locked.id()));
        events.append(actor, locked.header(), "retyped", Map.of("from", from.name(), "to", to.name()));
        threads.touch(locked.id());
        return get(locked.id());
    }

    /// Closes it. What is closed already stays as it is.
    @Transactional
    public Issue close(Actor actor, Issue issue) {
        Issue locked = lock(issue.id());
        threads.requireEditor(actor, locked.header());
        return close(actor, locked.header(), null);
    }

    /// Closes what silence or a merge closes; who may cause that was asked before.
    ///
    /// @param because a sentence for the record; nothing where it is a person's own click
    @Transactional
    public Issue close(Actor actor, Issuable header, @Nullable String because) {
        Issue locked = lock(header.id());
        String why = types.of(locked.header()).whyNotClosed(locked);
        if (why != null) {
            throw Problem.conflict(why);
        }
        threads.end(actor, locked.header(), Issuable.State.CLOSED, because, Map.of());
        return get(locked.id());
    }

    @Transactional
    public Issue reopen(Actor actor, Issue issue) {
        Issue locked = lockBesides(issue.id());
        threads.requireEditor(actor, locked.header());
        String why = types.of(locked.header()).whyNotReopened(locked);
        if (why != null) {
            throw Problem.conflict(why);
        }
        threads.reopen(actor, locked.header());
        return get(locked.id());
    }

    /// Opens what silence ended, for somebody who was away and could not say no, whatever they may do here otherwise.
    @Transactional
    public void takeBack(Actor actor, Issuable seen) {
        Issue locked = lock(seen.id());
        String why = types.of(locked.header()).whyNotReopened(locked);
        if (why != null) {
            throw Problem.conflict(why);
        }
        threads.reopen(actor, locked.header());
    }

    /// Replaces its labels.
    ///
    /// @param make whether a label that isn't there is made, by whoever may; otherwise it is refused
    @Transactional
    public void label(Actor actor, Issue issue, Collection<String> names, boolean make) {
        Issue locked = lock(issue.id());
        labelLinks.name(actor, locked.header(), names, make);
    }

    /// Replaces who is assigned, by username.
    @Transactional
    public void assign(Actor actor, Issue issue, Collection<String> usernames) {
        Issue locked = lock(issue.id());
        assignees.name(actor, locked.header(), usernames);
    }

    @Transactional
    public void due(Actor actor, Issue issue, @Nullable LocalDate due) {
        Issue locked = lock(issue.id());
        threads.requireEditor(actor, locked.header());
        if (Objects.equals(locked.due(), due)) {
            return;
        }
        jdbc.sql("update issue set due_date = :due where id = :id").param("due", due).param("id", locked.id()).update();
        events.append(actor, locked.header(), "due", Map.of("to", due == null ? "" : due.toString()));
        threads.touch(locked.id());
    }

    /// Says how much it is, or takes that back.
    @Transactional
    public void weigh(Actor actor, Issue issue, @Nullable Integer weight) {
        Issue locked = lock(issue.id());
        threads.requireEditor(actor, locked.header());
        if (Objects.equals(locked.weight(), weight)) {
            return;
        }
        jdbc.sql("update issue set weight = :weight where id = :id")
                .param("weight", weight, Types.INTEGER)
                .param("id", locked.id())
                .update();
        events.append(actor, locked.header(), "weighed", Map.of("to", weight == null ? "" : weight.toString()));
        threads.touch(locked.id());
    }

    /// Sets the milestone it aims at, or takes it away.
    @Transactional
    public void aim(Actor actor, Issue issue, @Nullable Milestone milestone) {
        milestones.replace(actor, lock(issue.id()).header(), milestone);
    }

    /// Shows it to reporters and those it concerns alone, or to everyone in the project again.
    @Transactional
    public void conceal(Actor actor, Issue issue, boolean confidential) {
        threads.conceal(actor, lock(issue.id()).header(), confidential);
    }

    /// Takes it away for good, with all that was said in it.
    @Transactional
    public void delete(Actor actor, Issue issue) {
        Issue locked = lockBesides(issue.id());
        if (!actor.is(locked.header().author().id())) {
            access.require(actor, locked.header().projectId(), Role.OWNER);
        }
        types.of(locked.header()).delete(actor, locked);
        threads.delete(locked.header());
    }

    /// The others that change with an issue when it is opened again.
    List<Long> besides(Issue issue) {
        return types.of(issue.header()).besides(issue);
    }

    /// Locks it together with the others that change with it.
    private Issue lockBesides(long id) {
        List<Long> all = new ArrayList<>(besides(get(id)));
        all.add(id);
        threads.lockAll(all);
        return get(id);
    }

    private Issue lock(long id) {
        threads.lock(id);
        return get(id);
    }

    static Issue issue(ResultSet row, int number) throws SQLException {
        return new Issue(Threads.header(row, number), row.getObject("due_date", LocalDate.class), row.getObject("weight", Integer.class));
    }
}
