package antipode.handbook;

import antipode.people.Actor;
import antipode.people.Person;
import antipode.projects.Access;
import antipode.repositories.Commit;
import antipode.threads.Issuable;
import antipode.threads.Threads;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who stands behind commits: the members whose addresses they bear, and the merge requests that brought them.
@Component
class Authors {

    private final JdbcClient jdbc;
    private final Access access;

    Authors(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// What is known of some commits, in two questions.
    record Known(Map<String, Person> byEmail, Map<String, Issuable> brought) {

        Author author(String name, String email) {
            return new Author(name, byEmail.get(email.toLowerCase(Locale.ROOT)));
        }

        Author author(Commit commit) {
            return author(commit.author().name(), commit.author().email());
        }

        @Nullable Issuable request(String commit) {
            return brought.get(commit);
        }
    }

    Known of(Actor reader, long project, Collection<Commit> commits) {
        return of(
                reader, project,
                commits.stream().map(Commit::id).distinct().toList(),
                commits.stream().map(commit -> commit.author().email()).toList());
    }

    Known of(Actor reader, long project, List<String> commits, List<String> emails) {
        return new Known(people(emails), brought(reader, project, commits));
    }

    private Map<String, Person> people(List<String> emails) {
        var found = new HashMap<String, Person>();
        jdbc.sql("select id, username, name, zone, picture, lower(email) email from member where lower(email) = any (:emails)")
                .param("emails", emails.stream().map(email -> email.toLowerCase(Locale.ROOT)).distinct().toArray(String[]::new))
                .query((row, _) -> found.put(row.getString("email"), Threads.person(row, "")))
                .list();
        return found;
    }

    private Map<String, Issuable> brought(Actor reader, long project, List<String> commits) {
        var found = new HashMap<String, Issuable>();
        access.bind(jdbc.sql("select merge_request_commit.sha, " + Threads.HEADER + """
                         from merge_request_commit
                        join issuable on issuable.id = merge_request_commit.merge_request_id
                        """ + Threads.JOINS + """
                         where merge_request_commit.project_id = :project and merge_request_commit.sha = any (:commits)
                           and\s""" + Access.VISIBLE_ISSUABLE), reader)
                .param("project", project)
                .param("commits", commits.toArray(String[]::new))
                .query((row, number) -> found.put(row.getString("sha"), Threads.header(row, number)))
                .list();
        return found;
    }
}
