package antipode.onboarding;

import antipode.people.Actor;
import antipode.people.Member;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whom it was told what this is: each new member once, however their account was made.
@Component
public class Greetings {

    /// Who has been here longer has found out.
    private static final Duration NEW = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    Greetings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Whether the actor is new and has not been greeted yet.
    @Transactional(readOnly = true)
    public boolean due(Actor actor) {
        var member = actor.require();
        return member.createdAt().plus(NEW).isAfter(clock.instant())
                && !jdbc.sql("select exists (select from greeting where member_id = :member)").param("member", member.id())
                        .query(Boolean.class).single();
    }

    /// They have read it, or don't want to.
    @Transactional
    public void seen(Member member) {
        jdbc.sql("insert into greeting (member_id, seen_at) values (:member, :now) on conflict do nothing")
                .param("member", member.id()).param("now", Timestamp.from(clock.instant())).update();
    }
}
