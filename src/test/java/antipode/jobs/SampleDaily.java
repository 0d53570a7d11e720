package antipode.jobs;

import antipode.testing.TestClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A greeting at a time of day, for subjects with a zone each.
@Component
class SampleDaily implements Daily {

    record Greeted(String subject, LocalDate date, Instant at, boolean late, int missed) {}

    record Wish(LocalTime time, ZoneId zone) {}

    final Map<String, Wish> wishes = new ConcurrentHashMap<>();
    final List<Greeted> greeted = new CopyOnWriteArrayList<>();
    volatile Runnable inTheMiddle = () -> {};
    private final TestClock clock;
    private final JdbcClient jdbc;

    SampleDaily(TestClock clock, JdbcClient jdbc) {
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "greeting";
    }

    @Override
    public Optional<Occasion> next(String subject, Instant from) {
        return Optional.ofNullable(wishes.get(subject)).map(wish -> Occasion.next(wish.time, wish.zone, from));
    }

    @Override
    public void run(String subject, Run run) {
        inTheMiddle.run();
        // In the transaction of the run: counted only if that is committed.
        jdbc.sql("insert into setting (name, value) values (:name, '1') on conflict (name) do update set value = (setting.value::int + 1)::text")
                .param("name", "greeting " + subject + " " + run.date())
                .update();
        greeted.add(new Greeted(subject, run.date(), clock.instant(), run.late(), run.missed()));
    }

    int times(String subject, LocalDate date) {
        return jdbc.sql("select value from setting where name = :name")
                .param("name", "greeting " + subject + " " + date)
                .query(String.class)
                .optional()
                .map(Integer::parseInt)
                .orElse(0);
    }
}
