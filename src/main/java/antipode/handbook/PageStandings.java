package antipode.handbook;

import antipode.people.Actor;
import antipode.projects.ProjectHead;
import antipode.projects.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Puts together how a page stands, with a fixed number of questions.
@Component
class PageStandings {

    private static final int USUAL_MONTHS = 6;

    private final Knowing knowing;
    private final PageReviews reviews;
    private final PageQuestions questions;
    private final JdbcClient jdbc;
    private final Clock clock;

    PageStandings(Knowing knowing, PageReviews reviews, PageQuestions questions, JdbcClient jdbc, Clock clock) {
        this.knowing = knowing;
        this.reviews = reviews;
        this.questions = questions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param current whether it is shown as it is now; of an older state only who knows about it is told
    PageStanding of(Actor reader, ProjectHead head, String path, String commit, String blob, FrontMatter matter, boolean current) {
        var project = head.project();
        var member = reader.member();
        var today = LocalDate.ofInstant(clock.instant(), member == null ? ZoneOffset.UTC : member.zone());
        var owners = knowing.owning(project, commit, path);
        boolean mine = member != null && owners.stream().flatMap(owning -> owning.people().stream()).anyMatch(person -> person.id() == member.id());
        var verified = current ? reviews.last(project, path).orElse(null) : null;
        var day = current ? reviews.day(project, path) : matter.reviewOn();
        return new PageStanding(
                matter, blob, owners, knowing.writers(project, path), verified, day, current && day != null && !day.isAfter(today),
                current && member != null && (mine || head.role().atLeast(Role.DEVELOPER)), today.plusMonths(USUAL_MONTHS),
                current ? questions.on(reader, project, path, blob) : List.of(), current ? broken(project.id(), path) : 0);
    }

    private int broken(long project, String path) {
        return jdbc.sql("""
                        select count(*) from page_link join page on page.id = page_link.page_id
                        where page.project_id = :project and page.path = :path and page_link.state <> 'fine' and page_link.state <> 'moved'""")
                .param("project", project).param("path", path).query(Integer.class).single();
    }
}
