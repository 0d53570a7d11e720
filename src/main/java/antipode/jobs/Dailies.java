package antipode.jobs;

import antipode.database.Json;
import antipode.database.Settings;
import antipode.jobs.Daily.Occasion;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Plans what is done once a date, and keeps on which dates it was done: the table refuses a second time.
@Component
public class Dailies {

    static final Duration PUNCTUAL = Duration.ofSeconds(60);

    /// How many dates back it is kept that something was done. Nobody's calendar goes back further by moving.
    private static final int KEPT_DAYS = 60;

    /// A subject that was left alone for longer goes on from there.
    private static final int MOST_MISSED = 1_500;

    private static final String RULES = "clock-rules";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Settings settings;
    private final ObjectProvider<Schedules> schedules;
    private final ObjectProvider<Daily> dailies;
    private final ApplicationEventPublisher publisher;

    Dailies(
            JdbcClient jdbc, Clock clock, Settings settings, ObjectProvider<Schedules> schedules, ObjectProvider<Daily> dailies,
            ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.schedules = schedules;
        this.dailies = dailies;
        this.publisher = publisher;
    }

    /// The rules of clocks are others than when this workspace was last started: what was planned by a clock on a wall is
    /// to be planned anew.
    public record RulesChanged(String before, String now) {}

    /// The beginning of an unbroken row of dates: what lies before it was not missed.
    record Plan(Instant since) {}

    private record Done(LocalDate date, Instant promised) {}

    /// Plans the next occasion, whether or not one is planned already: to be called when a subject begins, and whenever
    /// something changed that its moments depend on.
    @Transactional
    public void plan(String job, String subject) {
        var daily = find(job);
        // Who changes the same subject at the same time comes after, and sees what is written here.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))").param("key", job + " " + subject).query(_ -> {});
        plan(daily, subject, since(job, subject).orElseGet(clock::instant));
    }

    /// Plans it no more.
    @Transactional
    public void stop(String job, String subject) {
        schedules.getObject().cancel(job, subject);
    }

    private void plan(Daily daily, String subject, Instant since) {
        var now = clock.instant();
        look(daily, subject, since, now).next.ifPresentOrElse(
                next -> schedules.getObject().at(daily.name(), subject, next.at().isBefore(now) ? now : next.at(), new Plan(since)),
                () -> schedules.getObject().cancel(daily.name(), subject));
    }

    /// What is to be done now, and what comes then.
    ///
    /// @param due the last occasion that has come and isn't done
    /// @param next the one to be planned: the due one, if there is one
    private record Look(@Nullable Occasion due, int missed, Optional<Occasion> next) {}

    private Look look(Daily daily, String subject, Instant since, Instant now) {
        var done = done(daily.name(), subject).orElse(null);
        // After a move to the east, the next date may have been promised for an earlier moment than this one was.
        var from = done == null || done.promised.minus(Duration.ofDays(2)).isBefore(since) ? since : done.promised.minus(Duration.ofDays(2));
        Occasion due = null;
        int missed = -1;
        for (int looked = 0; looked < MOST_MISSED; looked++) {
            var next = daily.next(subject, from).orElse(null);
            if (next == null) {
                return new Look(due, missed, Optional.ofNullable(due));
            }
            boolean undone = done == null || next.date().isAfter(done.date);
            if (undone && next.at().isAfter(now)) {
                return new Look(due, missed, Optional.of(due == null ? next : due));
            }
            if (undone) {
                due = next;
                missed++;
            }
            from = next.at().plus(1, ChronoUnit.MICROS);
        }
        return new Look(due, missed, Optional.ofNullable(due));
    }

    private void run(Daily daily, String subject, Plan plan) {
        var now = clock.instant();
        var look = look(daily, subject, plan.since, now);
        if (look.due != null && note(daily.name(), subject, look.due, now)) {
            boolean late = Duration.between(look.due.at(), now).compareTo(PUNCTUAL) > 0;
            daily.run(subject, new Daily.Run(look.due.date(), look.due.at(), late, look.missed));
        }
        plan(daily, subject, plan.since);
    }

    /// Says whether it was not done before.
    private boolean note(String job, String subject, Occasion occasion, Instant now) {
        jdbc.sql("delete from daily_run where job = :job and subject = :subject and date < :old")
                .param("job", job)
                .param("subject", subject)
                .param("old", occasion.date().minusDays(KEPT_DAYS))
                .update();
        return jdbc.sql("""
                        insert into daily_run (job, subject, date, promised_at, done_at, late)
                        values (:job, :subject, :date, :promised, :now, :late) on conflict do nothing""")
                        .param("job", job)
                        .param("subject", subject)
                        .param("date", occasion.date())
                        .param("promised", Timestamp.from(occasion.at()))
                        .param("now", Timestamp.from(now))
                        .param("late", Duration.between(occasion.at(), now).compareTo(PUNCTUAL) > 0)
                        .update()
                == 1;
    }

    private Optional<Done> done(String job, String subject) {
        return jdbc.sql("""
                        select date, promised_at from daily_run where job = :job and subject = :subject
                        order by date desc limit 1""")
                .param("job", job)
                .param("subject", subject)
                .query((row, _) -> new Done(row.getObject("date", LocalDate.class), row.getTimestamp("promised_at").toInstant()))
                .optional();
    }

    private Optional<Instant> since(String job, String subject) {
        return jdbc.sql("select task_data from job where task_name = :job and task_instance = :subject")
                .param("job", job)
                .param("subject", subject)
                .query(byte[].class)
                .optional()
                .map(data -> Json.read(new String(data, java.nio.charset.StandardCharsets.UTF_8), Plan.class).since);
    }

    private Daily find(String job) {
        return dailies.stream().filter(daily -> daily.name().equals(job)).findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing daily is named " + job));
    }

    /// Each of them as the task it is run by.
    List<Task<Plan>> tasks() {
        return dailies.stream().<Task<Plan>>map(daily -> new Task<>() {
            @Override
            public String name() {
                return daily.name();
            }

            @Override
            public Class<Plan> payload() {
                return Plan.class;
            }

            @Override
            public void run(String subject, Plan plan) {
                Dailies.this.run(daily, subject, plan);
            }
        }).toList();
    }

    /// The version of the time-zone database this server runs with.
    public static String rules() {
        return ZoneRulesProvider.getVersions("Europe/London").lastEntry().getKey();
    }

    /// Plans everything anew if the rules of clocks have changed since it was planned. Of several nodes that start, one does.
    @Transactional
    public boolean followRules() {
        return followRules(rules());
    }

    @Transactional
    boolean followRules(String now) {
        settings.putFirst(RULES, now);
        var before = jdbc.sql("select value from setting where name = :name for update").param("name", RULES).query(String.class).single();
        if (before.equals(now)) {
            return false;
        }
        settings.put(RULES, now);
        for (var daily : dailies.stream().toList()) {
            jdbc.sql("select task_instance from job where task_name = :job order by 1").param("job", daily.name()).query(String.class).list()
                    .forEach(subject -> plan(daily.name(), subject));
        }
        publisher.publishEvent(new RulesChanged(before, now));
        return true;
    }
}
