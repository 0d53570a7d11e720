package antipode.guests;

import antipode.delivery.letters.OwnDoor;
import antipode.people.Member;
import antipode.threads.Issuable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Guests of an issue come to it by their letters.
@Component
class GuestDoor implements OwnDoor {

    private final JdbcClient jdbc;
    private final Clock clock;

    GuestDoor(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public boolean opens(Member reader, Issuable issuable) {
        return jdbc.sql("select exists (select from guest where member_id = :member and issuable_id = :issuable and last_day >= :today)")
                .param("member", reader.id()).param("issuable", issuable.id())
                .param("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)).query(Boolean.class).single();
    }

    @Override
    public String path() {
        return GuestController.HERE;
    }
}
