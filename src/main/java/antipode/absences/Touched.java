package antipode.absences;

import antipode.people.Absence;
import antipode.projects.Access;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whose work an absence touches: who waits for an answer or a turn, who opened what whoever is away is responsible for, and
/// who stands in.
@Component
class Touched {

    private static final int MOST = 300;

    private final JdbcClient jdbc;
    private final Clock clock;

    Touched(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param thing  the oldest of what touches them, which they may see
    /// @param things how many there are
    record By(long member, long thing, long project, int things) {}

    List<By> by(Absence absence) {
        return jdbc.sql("""
                        with mine as (
                          select id from issuable where dri_id = :away and state = 'opened' and kind <> 'commit'
                          union
                          select issuable.id from issuable_assignee join issuable on issuable.id = issuable_assignee.issuable_id
                          where issuable_assignee.member_id = :away and issuable.state = 'opened'),
                        waits (member_id, issuable_id) as (
                          select by_id, issuable_id from todo
                          where member_id = :away and kind = 'obligation' and state = 'pending' and by_id is not null
                          union
                          select ask.asker_id, ask.issuable_id from ask_person join ask on ask.id = ask_person.ask_id
                          where ask_person.member_id = :away and ask.state = 'open' and ask_person.answered_at is null
                          union
                          select issuable.author_id, issuable.id from mine join issuable on issuable.id = mine.id
                          union
                          select absence_delegate.delegate_id, held.id
                          from (select id from mine union
                                select issuable_id from todo where member_id = :away and kind = 'obligation' and state = 'pending') held (id)
                          join issuable on issuable.id = held.id join project on project.id = issuable.project_id
                          join namespace home on home.id = project.namespace_id
                          join absence_delegate on absence_delegate.absence_id = :absence
                          left join namespace team on team.id = absence_delegate.namespace_id
                          where (absence_delegate.project_id is null or absence_delegate.project_id = project.id)
                            and (team.id is null or home.id = team.id
                              or starts_with(lower(home.full_path), lower(team.full_path) || '/')))
                        select member.id member, min(issuable.id) thing,
                               (array_agg(issuable.project_id order by issuable.id))[1] project, count(*)::int things
                        from waits join member on member.id = waits.member_id and member.state = 'active'
                        join issuable on issuable.id = waits.issuable_id
                        join project on project.id = issuable.project_id
                        where member.id <> :away and\s""" + Access.MEMBER_SEES_ISSUABLE + """
                        group by member.id order by member.id limit :most""")
                .param("away", absence.memberId())
                .param("absence", absence.id())
                .param("actor_today", today(), Types.DATE)
                .param("most", MOST)
                .query(By.class)
                .list();
    }

    /// Who was told already, and what.
    ///
    /// @param stands whether they were told that they stand in
    record Before(long member, @Nullable Long thing, LocalDate firstOn, LocalDate lastOn, boolean stands) {}

    List<Before> before(long absence) {
        return jdbc.sql("""
                        select member_id member, issuable_id thing, first_on, last_on, stands from absence_told
                        join member on member.id = absence_told.member_id and member.state = 'active'
                        where absence_id = :absence order by member_id""")
                .param("absence", absence)
                .query(Before.class)
                .list();
    }

    boolean sees(long member, long thing) {
        return jdbc.sql("""
                        select exists (select from member join issuable on issuable.id = :thing
                                       join project on project.id = issuable.project_id
                                       where member.id = :member and\s""" + Access.MEMBER_SEES_ISSUABLE + ")")
                .param("member", member)
                .param("thing", thing)
                .param("actor_today", today(), Types.DATE)
                .query(Boolean.class)
                .single();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
