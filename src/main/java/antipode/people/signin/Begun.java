package antipode.people.signin;

import antipode.people.Secrets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What has begun and waits a few minutes for its end: somebody who still owes the second step, a passkey that was asked for.
/// Each ends once.
@Component
class Begun {

    static final Duration VALID = Duration.ofMinutes(10);
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final InstantSource real = InstantSource.system();

    Begun(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum Purpose { SECOND_STEP, PASSKEY, NEW_PASSKEY }

    /// @return the secret by which it is ended: 256 bits
    @Transactional
    String begin(Purpose purpose, @Nullable Long memberId) {
        var secret = Secrets.random();
        var now = real.instant();
        jdbc.sql("delete from sign_in_begun where expires_at < :now").param("now", Timestamp.from(now)).update();
        jdbc.sql("insert into sign_in_begun (hash, purpose, member_id, expires_at) values (:hash, :purpose, :member, :expires)")
                .param("hash", Secrets.hash(secret)).param("purpose", purpose.name()).param("member", memberId)
                .param("expires", Timestamp.from(now.plus(VALID))).update();
        return secret;
    }

    /// Who began it, and one try less to end it.
    @Transactional
    Optional<Long> attempt(Purpose purpose, String secret) {
        return jdbc.sql("""
                update sign_in_begun set tries = tries + 1
                where hash = :hash and purpose = :purpose and expires_at > :now and tries < :tries returning member_id
                """)
                .param("hash", Secrets.hash(secret)).param("purpose", purpose.name())
                .param("now", Timestamp.from(real.instant())).param("tries", TRIES)
                .query(Long.class).optional();
    }

    /// Ends it. False if it had ended, or its time is over.
    @Transactional
    boolean end(Purpose purpose, String secret, @Nullable Long memberId) {
        return jdbc.sql("""
                delete from sign_in_begun
                where hash = :hash and purpose = :purpose and expires_at > :now and member_id is not distinct from :member
                """)
                .param("hash", Secrets.hash(secret)).param("purpose", purpose.name())
                .param("now", Timestamp.from(real.instant())).param("member", memberId).update() > 0;
    }
}
