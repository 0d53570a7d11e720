package antipode.people.signin;

import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The browsers that members are signed in with. They live by real time, whatever the clock of a demonstration says.
@Component
public class Sessions {

    static final Duration LONGEST = Duration.ofDays(60);
    private static final Duration IDLE = Duration.ofDays(21);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final InstantSource real = InstantSource.system();

    Sessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whose session it is.
    ///
    /// @param owesSecondStep whether the workspace asks for a second step that was not taken
    record Opened(Member member, boolean owesSecondStep) {}

    /// Opens a session for whoever came with a password, and tells the secret that its cookie holds.
    @Transactional
    public String open(Member member, String address, @Nullable String agent) {
        return open(member, Way.PASSWORD, false, address, agent);
    }

    @Transactional
    String open(Member member, Way way, boolean secondStep, String address, @Nullable String agent) {
        var secret = Secrets.random();
        var now = real.instant();
        jdbc.sql("delete from session where member_id = :member and (expires_at < :now or seen_at < :idle)")
                .param("member", member.id()).param("now", Timestamp.from(now))
                .param("idle", Timestamp.from(now.minus(IDLE))).update();
        jdbc.sql("""
                insert into session (hash, member_id, created_at, seen_at, address, agent, way, two_steps, expires_at)
                values (:hash, :member, :now, :now, :address, :agent, :way, :steps, :expires)
                """)
                .param("way", way.key()).param("steps", secondStep || way.twoSteps())
                .param("hash", Secrets.hash(secret)).param("member", member.id()).param("now", Timestamp.from(now))
                .param("address", address).param("agent", agent == null ? "" : shortened(agent))
                .param("expires", Timestamp.from(now.plus(LONGEST)))
                .update();
        return secret;
    }

    /// Whose session this secret opens. Its row is written at most once a minute.
    @Transactional
    Optional<Opened> opened(String secret) {
        record Found(Opened opened, Instant seenAt) {}
        var now = real.instant();
        var hash = Secrets.hash(secret);
        var found = jdbc.sql("select " + Members.COLUMNS + """
                , session.seen_at, not session.two_steps and coalesce((select second_step from sign_in_policy), false) as owes
                from session join member on member.id = session.member_id
                where session.hash = :hash and session.expires_at > :now and session.seen_at > :idle and member.state = 'active'
                """)
                .param("hash", hash).param("now", Timestamp.from(now)).param("idle", Timestamp.from(now.minus(IDLE)))
                .query((row, number) -> new Found(
                        new Opened(Members.read(row, number), row.getBoolean("owes")), row.getTimestamp("seen_at").toInstant()))
                .optional();
        if (found.isPresent() && found.get().seenAt().isBefore(now.minus(SEEN_EVERY))) {
            jdbc.sql("update session set seen_at = :now where hash = :hash")
                    .param("now", Timestamp.from(now)).param("hash", hash).update();
        }
        return found.map(Found::opened);
    }

    /// A member's, the newest first.
    @Transactional(readOnly = true)
    List<Session> of(long memberId) {
        return jdbc.sql("""
                select hash, created_at, seen_at, address, agent, way from session
                where member_id = :member and expires_at > :now order by seen_at desc, created_at desc
                """)
                .param("member", memberId).param("now", Timestamp.from(real.instant()))
                .query(Sessions::read).list();
    }

    static String id(String secret) {
        return HexFormat.of().formatHex(Secrets.hash(secret));
    }

    @Transactional
    public void close(String secret) {
        jdbc.sql("delete from session where hash = :hash").param("hash", Secrets.hash(secret)).update();
    }

    /// Closes one of the member's own, by its id.
    @Transactional
    boolean close(long memberId, String id) {
        if (!id.matches("[0-9a-f]{64}")) return false;
        return jdbc.sql("delete from session where member_id = :member and hash = :hash")
                .param("member", memberId).param("hash", HexFormat.of().parseHex(id)).update() > 0;
    }

    /// A second step was taken in this session after it had begun.
    @Transactional
    void strengthen(String secret) {
        jdbc.sql("update session set two_steps = true where hash = :hash").param("hash", Secrets.hash(secret)).update();
    }

    /// Signs a member out of every browser but this one.
    @Transactional
    void closeOthers(long memberId, String secret) {
        jdbc.sql("delete from session where member_id = :member and hash <> :hash")
                .param("member", memberId).param("hash", Secrets.hash(secret)).update();
    }

    /// Signs a member out everywhere.
    @Transactional
    public void closeAll(long memberId) {
        jdbc.sql("delete from session where member_id = :member").param("member", memberId).update();
    }

    private static String shortened(String agent) {
        var plain = agent.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > 300 ? plain.substring(0, 300) : plain;
    }

    private static Session read(ResultSet row, int number) throws SQLException {
        return new Session(
                HexFormat.of().formatHex(row.getBytes("hash")), row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("seen_at").toInstant(), row.getString("address"), row.getString("agent"),
                Way.of(row.getString("way")));
    }
}
