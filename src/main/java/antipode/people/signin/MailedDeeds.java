package antipode.people.signin;

import antipode.people.Secrets;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Links that were mailed and do one thing. Opening one changes nothing, so that a mail scanner may; the button behind it does.
@Component
class MailedDeeds {

    static final Duration VALID = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final InstantSource real = InstantSource.system();

    MailedDeeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A new one, in the place of those before it, and its secret.
    @Transactional
    String create(MailedDeed deed) {
        jdbc.sql("""
                delete from mailed_deed where expires_at < :now or deed = :deed and member_id is not distinct from :member
                    and (member_id is not null or email = :email)
                """)
                .param("now", now()).param("deed", deed.kind().key()).param("member", deed.memberId()).param("email", deed.email()).update();
        var secret = Secrets.random();
        jdbc.sql("insert into mailed_deed (hash, deed, member_id, email, expires_at) values (:hash, :deed, :member, :email, :expires)")
                .param("hash", Secrets.hash(secret)).param("deed", deed.kind().key()).param("member", deed.memberId())
                .param("email", deed.email()).param("expires", Timestamp.from(real.instant().plus(VALID))).update();
        return secret;
    }

    @Transactional(readOnly = true)
    MailedDeed find(MailedDeed.Kind kind, String secret) {
        return deed("select deed, member_id, email from mailed_deed where hash = :hash and deed = :deed and expires_at > :now", kind, secret);
    }

    /// Uses it up. Two who do so at once do so one after the other, and the second finds it used.
    @Transactional
    MailedDeed use(MailedDeed.Kind kind, String secret) {
        return deed("delete from mailed_deed where hash = :hash and deed = :deed and expires_at > :now returning deed, member_id, email", kind, secret);
    }

    /// The address that waits for its owner's word.
    @Transactional(readOnly = true)
    Optional<String> wished(long memberId) {
        return jdbc.sql("select email from mailed_deed where member_id = :member and deed = 'email' and expires_at > :now")
                .param("member", memberId).param("now", now()).query(String.class).optional();
    }

    private MailedDeed deed(String sql, MailedDeed.Kind kind, String secret) {
        return jdbc.sql(sql).param("hash", Secrets.hash(secret)).param("deed", kind.key()).param("now", now())
                .query((row, number) -> new MailedDeed(
                        MailedDeed.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), row.getObject(2, Long.class), row.getString(3)))
                .optional().orElseThrow(() -> new Problem(404, "This link was used already, or its time is over. Ask for another."));
    }

    private Timestamp now() {
        return Timestamp.from(real.instant());
    }
}
