package antipode.handbook;

import antipode.people.Person;
import antipode.projects.Project;
import antipode.repositories.Codeowners;
import antipode.threads.Threads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who knows about a page: those who answer for it, by CODEOWNERS, and those who wrote at it last.
@Component
class Knowing {

    private static final int SHOWN = 5;

    private final Codeowners codeowners;
    private final JdbcClient jdbc;

    Knowing(Codeowners codeowners, JdbcClient jdbc) {
        this.codeowners = codeowners;
        this.jdbc = jdbc;
    }

    /// @param edits how many commits
    record Writer(Author author, int edits, Instant lastAt) {}

    /// The owners, in the order of the file.
    ///
    /// @param revision of the CODEOWNERS file
    List<Codeowners.Owning> owning(Project project, String revision, String path) {
        return codeowners.people(project.id(), codeowners.at(project.id(), revision).owners(path));
    }

    /// Whoever wrote at it, the last of them first.
    List<Writer> writers(Project project, String path) {
        return jdbc.sql("""
                        select page_author.name, page_author.edits, page_author.last_at, member.id member_id, member.username member_username,
                               member.name member_name, member.zone member_zone, member.picture member_picture
                        from page_author join page on page.id = page_author.page_id
                        left join member on lower(member.email) = page_author.email
                        where page.project_id = :project and page.path = :path
                        order by page_author.last_at desc, page_author.email limit\s""" + SHOWN)
                .param("project", project.id())
                .param("path", path)
                .query((row, _) -> new Writer(
                        new Author(row.getString("name"), row.getObject("member_id") == null ? null : Threads.person(row, "member_")),
                        row.getInt("edits"), row.getTimestamp("last_at").toInstant()))
                .list();
    }

    /// The one who answers for a page: the first member among its owners, or whoever wrote at it last and is still here.
    Optional<Person> answering(Project project, String path) {
        return owning(project, project.defaultBranch(), path).stream()
                .flatMap(owning -> owning.people().stream())
                .findFirst()
                .or(() -> writers(project, path).stream().map(writer -> writer.author().person())
                        .filter(java.util.Objects::nonNull).findFirst());
    }
}
