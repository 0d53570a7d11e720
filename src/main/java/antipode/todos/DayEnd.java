package antipode.todos;

import antipode.hours.Schedule;
import antipode.people.Actor;
import antipode.people.WorkingHours;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Done for today: whoever says so hears nothing until their next working day begins. Nobody else is shown that they said so.
@Component
public class DayEnd {

    private final JdbcClient jdbc;
    private final WorkingHours hours;
    private final Clock clock;

    DayEnd(JdbcClient jdbc, WorkingHours hours, Clock clock) {
        this.jdbc = jdbc;
        this.hours = hours;
        this.clock = clock;
    }

    /// What ending the day now would mean, or meant.
    ///
    /// @param ended whether it is ended
    /// @param until when one hears of anything again; nothing if no working day comes
    /// @param turns how many turns one holds, which one can hand on
    public record Evening(boolean ended, @Nullable Instant until, int turns) {}

    public Evening of(Actor actor) {
        Optional<Instant> quiet = quietUntil(actor.id());
        Instant until = quiet.or(() -> hours.of(actor.id()).nextDayStart(clock.instant()).map(Schedule.DayStart::at)).orElse(null);
        int turns = jdbc.sql("""
                        select count(*) from (select from todo where member_id = :member and kind = 'obligation'
                                                 and state = 'pending' limit 1000) held""")
                .param("member", actor.id())
                .query(Integer.class)
                .single();
        return new Evening(quiet.isPresent(), until, turns);
    }

    /// Until when a member is to hear nothing, if they said so.
    Optional<Instant> quietUntil(long member) {
        return jdbc.sql("select until from day_end where member_id = :member and until > :now")
                .param("member", member)
                .param("now", Timestamp.from(clock.instant()))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /// Ends the day.
    ///
    /// @return when the next one begins; nothing if none does
    @Transactional
    public Optional<Instant> end(Actor actor) {
        Instant now = clock.instant();
        Optional<Instant> until = hours.of(actor.id()).nextDayStart(now).map(Schedule.DayStart::at);
        until.ifPresent(at -> jdbc.sql("""
                        insert into day_end (member_id, at, until) values (:member, :now, :until)
                        on conflict (member_id) do update set at = excluded.at, until = excluded.until""")
                .param("member", actor.id())
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(at))
                .update());
        return until;
    }

    /// Goes on after all.
    @Transactional
    public void goOn(Actor actor) {
        jdbc.sql("delete from day_end where member_id = :member").param("member", actor.id()).update();
    }
}
