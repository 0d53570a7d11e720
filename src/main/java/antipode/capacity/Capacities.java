package antipode.capacity;

import antipode.capacity.Capacity.Source;
import antipode.capacity.Capacity.State;
import antipode.hours.Schedule;
import antipode.markdown.Emoji;
import antipode.people.WorkingHours;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What members broadcast of themselves. An absence comes first, then what they said by hand, then a calendar, then the
/// hours they have stated.
@Component
public class Capacities {

    public static final int LONGEST_MESSAGE = 100;

    /// What was said longer ago is nobody's business.
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final WorkingHours workingHours;
    private final Clock clock;
    private final ApplicationEventPublisher publisher;

    Capacities(JdbcClient jdbc, WorkingHours workingHours, Clock clock, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.workingHours = workingHours;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// Somebody's capacity is another one now: by their hand, or by what a calendar brought.
    public record Changed(long member) {}

    /// What somebody says of themselves.
    ///
    /// @param emoji a name or the sign itself
    public record Draft(State state, @Nullable String emoji, String message, @Nullable Instant until) {}

    /// What was said by hand, and what would be undone to.
    record Said(long id, Capacity capacity) {}

    /// As these members are at a moment, in one question besides those for their hours.
    @Transactional(readOnly = true)
    public Map<Long, Capacity> of(Collection<Long> members, Instant at) {
        Map<Long, Capacity> all = new LinkedHashMap<>();
        if (members.isEmpty()) {
            return all;
        }
        var schedules = workingHours.of(members);
        jdbc.sql("""
                        select asked.id, said.state, said.emoji, said.message, said.until, busy.ends_at, busy.kind
                        from unnest(:members) asked (id)
                        left join lateral (
                            select * from capacity
                            where member_id = asked.id and set_at <= :at and (ended_at is null or ended_at > :at)
                            order by set_at desc, id desc limit 1) said on said.until is null or said.until > :at
                        left join lateral (
                            select busy.ends_at, busy.kind
                            from linked_calendar join busy on busy.calendar_id = linked_calendar.id
                            where linked_calendar.member_id = asked.id and linked_calendar.shown
                              and busy.starts_at <= :at and busy.ends_at > :at and busy.kind <> 'tentative'
                            order by busy.kind, busy.ends_at desc limit 1) busy on true""")
                .param("members", members.toArray(Long[]::new))
                .param("at", Timestamp.from(at))
                .query(row -> {
                    long member = row.getLong("id");
                    var schedule = schedules.get(member);
                    if (schedule == null) {
                        return;
                    }
                    var said = row.getString("state") == null
                            ? null
                            : new Capacity(
                                    state(row.getString("state")), row.getString("emoji"), row.getString("message"),
                                    instant(row.getObject("until", OffsetDateTime.class)), Source.HAND);
                    var busyUntil = instant(row.getObject("ends_at", OffsetDateTime.class));
                    var busy = busyUntil == null
                            ? null
                            : new Capacity(
                                    "away".equals(row.getString("kind")) ? State.AWAY : State.FOCUS, null, "", busyUntil,
                                    Source.CALENDAR);
                    all.put(member, together(schedule, said, busy, at));
                });
        return all;
    }

    @Transactional(readOnly = true)
    public Capacity of(long member, Instant at) {
        return of(List.of(member), at).getOrDefault(member, Capacity.OPEN);
    }

    private static Capacity together(Schedule schedule, @Nullable Capacity said, @Nullable Capacity busy, Instant at) {
        var absence = schedule.awayAt(at).orElse(null);
        if (absence != null && (said == null || said.state() != State.AWAY)) {
            // Back is who works again, not whose absence has ended on a Sunday night.
            var back = schedule.nextWorking(absence.end()).orElse(absence.end());
            return new Capacity(
                    State.AWAY, said == null ? null : said.emoji(), said == null ? "" : said.message(), back, Source.ABSENCE);
        }
        if (said != null) {
            return said;
        }
        if (busy != null) {
            return busy;
        }
        if (schedule.statedAt(at) && !schedule.isWorking(at)) {
            return new Capacity(State.AWAY, null, "", schedule.nextWorking(at).orElse(null), Source.HOURS);
        }
        return Capacity.OPEN;
    }

    /// What a member said by hand and still holds.
    @Transactional(readOnly = true)
    public Optional<Capacity> said(long member) {
        return current(member).map(Said::capacity);
    }

    Optional<Said> current(long member) {
        return jdbc.sql("""
                        select id, state, emoji, message, until from capacity
                        where member_id = :member and ended_at is null and (until is null or until > :now)""")
                .param("member", member)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, _) -> new Said(
                        row.getLong("id"),
                        new Capacity(
                                state(row.getString("state")), row.getString("emoji"), row.getString("message"),
                                instant(row.getObject("until", OffsetDateTime.class)), Source.HAND)))
                .optional();
    }

    /// Says it from now on; what was said before ends. Answers with the number of what it replaced, 0 for nothing.
    @Transactional
    public long state(long member, Draft draft) {
        var now = clock.instant();
        var emoji = emoji(draft.emoji());
        var message = message(draft.message());
        if (draft.until() != null && !draft.until().isAfter(now)) {
            throw Problem.invalid("until", "has passed already");
        }
        long before = end(member, now);
        if (draft.state() == State.OPEN && emoji == null && message.isEmpty() && draft.until() == null) {
            publisher.publishEvent(new Changed(member));
            return before;
        }
        jdbc.sql("""
                        insert into capacity (member_id, state, emoji, message, set_at, until)
                        values (:member, :state, :emoji, :message, :now, :until)""")
                .param("member", member)
                .param("state", draft.state().word())
                .param("emoji", emoji)
                .param("message", message)
                .param("now", Timestamp.from(now))
                .param("until", draft.until() == null ? null : Timestamp.from(draft.until()))
                .update();
        publisher.publishEvent(new Changed(member));
        return before;
    }

    /// Says nothing any more: hours and calendars speak again.
    @Transactional
    public long clear(long member) {
        return state(member, new Draft(State.OPEN, null, "", null));
    }

    /// Goes back to what was said before; 0: to nothing. Something that isn't their own, or whose end has passed, is nothing.
    @Transactional
    public void backTo(long member, long id) {
        var now = clock.instant();
        end(member, now);
        jdbc.sql("""
                        update capacity set ended_at = null
                        where id = :id and member_id = :member and (until is null or until > :now)""")
                .param("id", id)
                .param("member", member)
                .param("now", Timestamp.from(now))
                .update();
        publisher.publishEvent(new Changed(member));
    }

    private long end(long member, Instant now) {
        // Of two who say it at once, the second comes after the first.
        jdbc.sql("select id from member where id = :member for no key update").param("member", member).query(Long.class).single();
        jdbc.sql("delete from capacity where member_id = :member and ended_at < :old")
                .param("member", member)
                .param("old", Timestamp.from(now.minus(KEPT)))
                .update();
        return jdbc.sql("update capacity set ended_at = :now where member_id = :member and ended_at is null returning id")
                .param("member", member)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private static @Nullable String emoji(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        return Emoji.of(written).orElseThrow(() -> Problem.invalid("emoji", "is not a valid emoji name")).name();
    }

    private static String message(String written) {
        var plain = written.strip().replaceAll("\\s+", " ");
        if (plain.codePointCount(0, plain.length()) > LONGEST_MESSAGE) {
            throw Problem.invalid("message", "is too long (maximum is " + LONGEST_MESSAGE + " characters)");
        }
        if (plain.codePoints().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("message", "has characters in it that are no text");
        }
        return plain;
    }

    private static State state(String word) {
        return Objects.requireNonNull(State.of(word));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
