package antipode.people;

import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Time off, any number of times, which may overlap: whoever is off twice is off.
@Component
public class Absences {

    private static final String COLUMNS =
            "absence.id, absence.member_id, absence.first_on, absence.last_on, absence.note, absence.created_at, absence.withdrawn_at";

    private static final int LONGEST_NOTE = 500;
    private static final int LONGEST_YEARS = 5;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final WorkingHours hours;
    private final ApplicationEventPublisher publisher;

    Absences(JdbcClient jdbc, Clock clock, WorkingHours hours, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.hours = hours;
        this.publisher = publisher;
    }

    /// An absence was stated, changed or withdrawn, in this transaction.
    public record Changed(Absence absence) {}

    @Transactional
    public Absence state(long member, LocalDate firstOn, LocalDate lastOn, String note) {
        check(member, firstOn, lastOn, note);
        return changed(jdbc.sql("""
                        insert into absence (member_id, first_on, last_on, note, created_at)
                        values (:member, :first, :last, :note, :now) returning\s""" + COLUMNS)
                .param("member", member)
                .param("first", firstOn)
                .param("last", lastOn)
                .param("note", note.strip())
                .param("now", Timestamp.from(clock.instant()))
                .query(Absences::read)
                .single());
    }

    @Transactional
    public Absence change(long id, LocalDate firstOn, LocalDate lastOn, String note) {
        check(find(id).orElseThrow(() -> Problem.notFound("Absence")).memberId(), firstOn, lastOn, note);
        return changed(jdbc.sql("""
                        update absence set first_on = :first, last_on = :last, note = :note
                        where id = :id and withdrawn_at is null returning\s""" + COLUMNS)
                .param("first", firstOn)
                .param("last", lastOn)
                .param("note", note.strip())
                .param("id", id)
                .query(Absences::read)
                .optional()
                .orElseThrow(() -> Problem.conflict("This absence was withdrawn; state another.")));
    }

    /// Takes an absence back; a second time changes nothing.
    @Transactional
    public void withdraw(long id) {
        jdbc.sql("update absence set withdrawn_at = :now where id = :id and withdrawn_at is null returning " + COLUMNS)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .query(Absences::read)
                .optional()
                .ifPresent(this::changed);
    }

    private Absence changed(Absence absence) {
        publisher.publishEvent(new WorkingHours.Changed(absence.memberId()));
        publisher.publishEvent(new Changed(absence));
        return absence;
    }

    private void check(long member, LocalDate firstOn, LocalDate lastOn, String note) {
        var problems = new LinkedHashMap<String, String>();
        LocalDate today = hours.of(member).dateAt(clock.instant());
        if (firstOn.isBefore(today.minusYears(1))) problems.put("first_on", "lies too far back");
        else if (lastOn.isBefore(firstOn)) problems.put("last_on", "comes before the first day");
        else if (lastOn.isAfter(today.plusYears(LONGEST_YEARS))) problems.put("last_on", "is more than " + LONGEST_YEARS + " years away");
        if (note.strip().length() > LONGEST_NOTE) problems.put("note", "can have at most " + LONGEST_NOTE + " characters");
        else if (note.strip().chars().anyMatch(Character::isISOControl)) problems.put("note", "can't hold line ends or control characters");
        if (!problems.isEmpty()) throw Problem.invalid(problems);
    }

    @Transactional(readOnly = true)
    public Optional<Absence> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from absence where id = :id").param("id", id).query(Absences::read).optional();
    }

    /// All that a member hasn't withdrawn, the latest first.
    @Transactional(readOnly = true)
    public List<Absence> of(long member) {
        return jdbc.sql("select " + COLUMNS + """
                         from absence where member_id = :member and withdrawn_at is null
                        order by first_on desc, id desc limit 500""")
                .param("member", member)
                .query(Absences::read)
                .list();
    }

    /// Present and coming ones of these members, the next first: those that don't end before this date.
    @Transactional(readOnly = true)
    public List<Absence> ahead(Collection<Long> members, LocalDate from) {
        return jdbc.sql("select " + COLUMNS + """
                         from absence where member_id = any (:members) and withdrawn_at is null and last_on >= :from
                        order by first_on, id limit 2000""")
                .param("members", members.toArray(Long[]::new))
                .param("from", from)
                .query(Absences::read)
                .list();
    }

    private static Absence read(ResultSet row, int number) throws SQLException {
        var withdrawn = row.getTimestamp("withdrawn_at");
        return new Absence(
                row.getLong("id"), row.getLong("member_id"), row.getObject("first_on", LocalDate.class),
                row.getObject("last_on", LocalDate.class), row.getString("note"), row.getTimestamp("created_at").toInstant(),
                withdrawn == null ? null : withdrawn.toInstant());
    }
}
