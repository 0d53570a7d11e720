package antipode.todos;

import antipode.jobs.Repeated;
import java.sql.Date;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Memberships that have run out by themselves: whoever had one has lost sight of what it opened.
@Component
class Expired implements Repeated {

    private final JdbcClient jdbc;
    private final Losses losses;
    private final Clock clock;

    Expired(JdbcClient jdbc, Losses losses, Clock clock) {
        this.jdbc = jdbc;
        this.losses = losses;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "expired-memberships";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    @Transactional
    public void run() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Long> projects = jdbc.sql("""
                        select distinct project_id from project_authorization
                        where expires_on > :before and expires_on <= :today order by project_id""")
                .param("before", Date.valueOf(today.minusDays(2)))
                .param("today", Date.valueOf(today))
                .query(Long.class)
                .list();
        if (!projects.isEmpty()) {
            losses.look(projects);
        }
    }
}
