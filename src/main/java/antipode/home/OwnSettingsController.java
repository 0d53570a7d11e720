package antipode.home;

import antipode.people.May;
import antipode.people.Member;
import antipode.people.Tokens;
import antipode.people.Who;
import antipode.web.Page;
import java.sql.Timestamp;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// All that is somebody's own, on one page: how it stands, and where it is changed.
@Controller
class OwnSettingsController {

    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final InstantSource real = InstantSource.system();

    OwnSettingsController(JdbcClient jdbc, Tokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    @GetMapping("/-/settings/overview")
    @May(Who.MEMBER)
    Page show(Member member) {
        return new OwnSettingsPage(member, jdbc.sql("""
                select
                  (select hours from member_hours where member_id = :me and from_date <= :today order by from_date desc limit 1) as hours,
                  (select count(*) from absence where member_id = :me and withdrawn_at is null and last_on >= :today) as absences,
                  (select state from capacity where member_id = :me and ended_at is null) as capacity,
                  (select count(*) from linked_calendar where member_id = :me) as calendars,
                  (select mode from notice_wish where member_id = :me) as mode,
                  (select channel from notice_wish where member_id = :me) as channel,
                  (select count(*) from session where member_id = :me and expires_at > :now) as sessions,
                  (select count(*) from token where member_id = :me and revoked_at is null and (expires_on is null or expires_on > :today)) as tokens,
                  (select count(*) from feed_address where member_id = :me) as feeds,
                  (select count(*) from passkey where member_id = :me) as passkeys,
                  (select password_hash is not null from member where id = :me) as password,
                  exists (select from authenticator where member_id = :me and confirmed_at is not null) as second_step
                """)
                .param("me", member.id()).param("today", tokens.today()).param("now", Timestamp.from(real.instant()))
                .query(OwnSettingsPage.Facts.class).single());
    }
}
