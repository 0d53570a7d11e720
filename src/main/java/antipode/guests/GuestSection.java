package antipode.guests;

import antipode.issues.Issue;
import antipode.issues.IssueSection;
import antipode.people.Actor;
import antipode.projects.Access;
import antipode.projects.Role;
import antipode.web.Part;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who from outside takes part in an issue, beside it.
@Component
class GuestSection implements IssueSection {

    private final JdbcClient jdbc;
    private final Access access;

    GuestSection(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    @Override
    public int order() {
        return 50;
    }

    /// One question: what the reader is to the project, with each guest beside it, or with none.
    @Override
    public Optional<Part> of(Actor reader, Issue issue) {
        record Row(int level, @Nullable String name, @Nullable String inviter, @Nullable LocalDate lastDay) {}
        var header = issue.header();
        var rows = access.bind(jdbc.sql("select " + Access.LEVEL + """
                         as level, member.name, inviter.name as inviter, guest.last_day
                        from project
                        left join guest on guest.issuable_id = :issuable and guest.last_day >= :actor_today
                        left join member on member.id = guest.member_id
                        left join member inviter on inviter.id = guest.inviter_id
                        where project.id = :project order by guest.id"""), reader)
                .param("issuable", header.id()).param("project", header.projectId())
                .query(Row.class).list();
        var may = reader.signedIn() && rows.stream().anyMatch(row -> Role.of(row.level()).atLeast(Role.DEVELOPER));
        var guests = rows.stream().filter(row -> row.name() != null)
                .map(row -> new GuestsPart.Row(
                        String.valueOf(row.name()), String.valueOf(row.inviter()), Objects.requireNonNull(row.lastDay())))
                .toList();
        return guests.isEmpty() && !may ? Optional.empty()
                : Optional.of(new GuestsPart(guests, may ? "/" + header.projectPath() + "/-/guests?issue=" + header.iid() : ""));
    }
}
