package antipode.issues;

import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Project;
import antipode.projects.ProjectFacts;
import antipode.projects.ProjectHead;
import antipode.projects.ProjectOverviewPart;
import antipode.todos.Turns;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a project's own page and the API tell of its issues.
@Component
class ProjectIssues implements ProjectOverviewPart, ProjectFacts {

    private static final int SHOWN = 5;

    private final IssueLists lists;
    private final Turns turns;
    private final JdbcClient jdbc;
    private final Access access;

    ProjectIssues(IssueLists lists, Turns turns, JdbcClient jdbc, Access access) {
        this.lists = lists;
        this.turns = turns;
        this.jdbc = jdbc;
        this.access = access;
    }

    @Override
    public int order() {
        return 20;
    }

    /// The newest open issues, with whose turn it is.
    @Override
    public Optional<Part> of(Actor reader, ProjectHead head) {
        IssueListPage.Asked asked = IssueListPage.Asked.NEWEST;
        List<Issue> newest = lists.page(
                reader, new IssueFilter().in(head.project().id()).state("opened"), IssueLists.Order.CREATED, null, SHOWN);
        IssueListPage page = new IssueListPage(
                head, reader, asked, newest, List.of(), Map.of(), turns.on(newest.stream().map(Issue::id).toList()), Map.of(), List.of(), null, null, LocalDate.EPOCH);
        return Optional.of(new Rows(
                "Open issues", page.path(),
                newest.stream()
                        .map(issue -> new Row(
                                page.reason(issue), page.mine(issue), issue.header().title(), issue.path(), page.reference(issue),
                                issue.header().confidential(), issue.header().author().firstName(), issue.header().createdAt()))
                        .toList(),
                "None is open. An issue holds one question, from the first doubt to the decision."));
    }

    @Override
    public Map<Long, Integer> openIssues(Actor reader, Collection<Project> projects) {
        Map<Long, Integer> counts = new HashMap<>();
        access.bind(jdbc.sql("""
                        select issuable.project_id, count(*) open from issuable join project on project.id = issuable.project_id
                        where issuable.project_id = any (:projects) and issuable.kind = 'issue' and issuable.state = 'opened' and\s"""
                        + Access.VISIBLE_ISSUABLE + " group by issuable.project_id"), reader)
                .param("projects", projects.stream().map(Project::id).toArray(Long[]::new))
                .query((row, _) -> counts.put(row.getLong("project_id"), row.getInt("open")))
                .list();
        return counts;
    }
}
