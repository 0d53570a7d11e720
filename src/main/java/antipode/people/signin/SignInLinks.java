package antipode.people.signin;

import antipode.people.Member;
import antipode.people.Members;
import antipode.people.Secrets;
import antipode.web.Problem;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Links that sign somebody in once. Opening one changes nothing, so that a mail scanner may; the button behind it does.
@Component
public class SignInLinks {

    static final Duration VALID = Duration.ofHours(24);
    private static final Duration MAILED_VALID = Duration.ofHours(1);
    private static final Duration FIRST_VALID = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Members members;
    private final InstantSource real = InstantSource.system();

    SignInLinks(JdbcClient jdbc, Members members) {
        this.jdbc = jdbc;
        this.members = members;
    }

    /// The path of a new link for a member; their older ones open nothing any more.
    @Transactional
    public String create(Member member) {
        jdbc.sql("delete from sign_in_link where member_id = :member").param("member", member.id()).update();
        return "/-/sign-in/link/" + insert(member.id(), VALID);
    }

    /// The path of a link that was asked for at the door. Whoever asks there can't close the links that are about.
    @Transactional
    String mailed(Member member) {
        jdbc.sql("delete from sign_in_link where member_id = :member and (used_at is not null or expires_at < :now)")
                .param("member", member.id()).param("now", now()).update();
        return "/-/sign-in/link/" + insert(member.id(), MAILED_VALID);
    }

    /// The path by which the first administrator comes in, while there is no member yet. The server prints it.
    @Transactional
    public Optional<String> first() {
        if (!members.none()) return Optional.empty();
        jdbc.sql("delete from sign_in_link where member_id is null").update();
        return Optional.of("/-/welcome/" + insert(null, FIRST_VALID));
    }

    /// Whom the link would sign in, as long as it is unused.
    @Transactional(readOnly = true)
    Optional<Member> member(String secret) {
        return jdbc.sql("select " + Members.COLUMNS + """
                 from sign_in_link join member on member.id = sign_in_link.member_id
                where sign_in_link.hash = :hash and used_at is null and expires_at > :now and member.state = 'active'
                """)
                .param("hash", Secrets.hash(secret)).param("now", now())
                .query(Members::read).optional();
    }

    /// Uses the link up.
    @Transactional
    Member use(String secret) {
        var id = jdbc.sql("""
                update sign_in_link set used_at = :now
                where hash = :hash and used_at is null and expires_at > :now and member_id is not null returning member_id
                """)
                .param("hash", Secrets.hash(secret)).param("now", now())
                .query(Long.class).optional()
                .orElseThrow(() -> Problem.notFound("Link"));
        return members.find(id).filter(Member::active).orElseThrow(() -> Problem.notFound("Link"));
    }

    @Transactional(readOnly = true)
    boolean opensTheWorkspace(String secret) {
        return jdbc.sql("""
                select exists (select from sign_in_link
                    where hash = :hash and member_id is null and used_at is null and expires_at > :now)
                   and not exists (select from member)
                """).param("hash", Secrets.hash(secret)).param("now", now()).query(Boolean.class).single();
    }

    /// Makes the first administrator of an unused workspace.
    @Transactional
    Member openWorkspace(String secret, Members.Draft draft) {
        // Two who open the link at once are let in one after the other, and the second finds it used.
        var used = jdbc.sql("""
                update sign_in_link set used_at = :now
                where hash = :hash and member_id is null and used_at is null and expires_at > :now
                """).param("hash", Secrets.hash(secret)).param("now", now()).update();
        if (used == 0 || !members.none()) throw Problem.notFound("Link");
        return members.create(draft);
    }

    private String insert(@Nullable Long member, Duration valid) {
        var secret = Secrets.random();
        jdbc.sql("insert into sign_in_link (hash, member_id, expires_at) values (:hash, :member, :expires)")
                .param("hash", Secrets.hash(secret)).param("member", member)
                .param("expires", Timestamp.from(real.instant().plus(valid))).update();
        return secret;
    }

    private Timestamp now() {
        return Timestamp.from(real.instant());
    }
}
