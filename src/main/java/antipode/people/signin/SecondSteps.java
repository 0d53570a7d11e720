package antipode.people.signin;

import antipode.database.Seals;
import antipode.people.Member;
import antipode.people.Secrets;
import antipode.web.Problem;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The second step of signing in: a code that an app shows for half a minute (RFC 6238), or one of ten on paper. Apps go by
/// real time, whatever the clock of a demonstration says.
@Component
class SecondSteps {

    private static final int SECRET_BYTES = 20;
    private static final int CODES = 10;
    private static final int CODE_BYTES = 10;
    private static final Base32 BASE_32 = new Base32();
    private static final String PURPOSE = "authenticator";

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource real = InstantSource.system();
    private final JdbcClient jdbc;
    private final Seals seals;

    SecondSteps(JdbcClient jdbc, Seals seals) {
        this.jdbc = jdbc;
        this.seals = seals;
    }

    /// Whether the member is asked for one.
    @Transactional(readOnly = true)
    boolean has(long memberId) {
        return jdbc.sql("select exists (select from authenticator where member_id = :member and confirmed_at is not null)")
                .param("member", memberId).query(Boolean.class).single();
    }

    /// Makes a secret for an app, which counts once the app has shown a right code. Not while another one counts.
    @Transactional
    void begin(Member member) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var begun = jdbc.sql("""
                insert into authenticator (member_id, sealed, created_at) values (:member, :sealed, :now)
                on conflict (member_id) do update set sealed = :sealed, created_at = :now
                where authenticator.confirmed_at is null
                """)
                .param("member", member.id()).param("sealed", seals.seal(PURPOSE, BASE_32.encodeAsString(secret)))
                .param("now", Timestamp.from(real.instant())).update();
        if (begun == 0) throw Problem.conflict("You have a second step already. Take it away first.");
    }

    /// What an app is told while it is being set up: `otpauth://…`, as its picture holds it.
    @Transactional(readOnly = true)
    Optional<String> invitation(Member member) {
        return secret(member.id(), false).map(secret -> "otpauth://totp/Antipode:"
                + URLEncoder.encode(member.email(), StandardCharsets.UTF_8).replace("+", "%20") + "?secret=" + secret + "&issuer=Antipode");
    }

    /// The app's first code makes it count.
    ///
    /// @return ten codes for paper; they are told this once
    @Transactional
    List<String> confirm(Member member, String code) {
        var secret = secret(member.id(), false).orElseThrow(() -> Problem.conflict("Nothing is being set up. Begin again."));
        var step = step(secret, code).orElseThrow(SecondSteps::wrong);
        jdbc.sql("update authenticator set confirmed_at = :now, last_step = :step where member_id = :member")
                .param("now", Timestamp.from(real.instant())).param("step", step).param("member", member.id()).update();
        return renew(member.id());
    }

    /// Whether it is a code of the member's app or of their paper. Each is taken once.
    @Transactional
    boolean take(long memberId, String typed) {
        var plain = typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        var step = secret(memberId, true).flatMap(secret -> step(secret, plain));
        if (step.isPresent()) {
            return jdbc.sql("update authenticator set last_step = :step where member_id = :member and last_step < :step")
                    .param("step", step.get()).param("member", memberId).update() > 0;
        }
        return jdbc.sql("update recovery_code set used_at = :now where member_id = :member and hash = :hash and used_at is null")
                .param("now", Timestamp.from(real.instant())).param("member", memberId)
                .param("hash", Secrets.hash(plain)).update() > 0;
    }

    /// Other codes for paper, in place of those there were.
    @Transactional
    List<String> renew(long memberId) {
        jdbc.sql("delete from recovery_code where member_id = :member").param("member", memberId).update();
        var codes = new ArrayList<String>();
        for (int i = 0; i < CODES; i++) {
            var bytes = new byte[CODE_BYTES];
            random.nextBytes(bytes);
            var code = BASE_32.encodeAsString(bytes).toLowerCase(Locale.ROOT);
            jdbc.sql("insert into recovery_code (hash, member_id) values (:hash, :member)")
                    .param("hash", Secrets.hash(code)).param("member", memberId).update();
            codes.add(String.join("-", code.split("(?<=\\G.{4})")));
        }
        return codes;
    }

    /// How many codes on paper are unused.
    @Transactional(readOnly = true)
    int left(long memberId) {
        return jdbc.sql("select count(*) from recovery_code where member_id = :member and used_at is null")
                .param("member", memberId).query(Integer.class).single();
    }

    /// Signing in takes one step again.
    @Transactional
    void remove(long memberId) {
        jdbc.sql("delete from authenticator where member_id = :member").param("member", memberId).update();
        jdbc.sql("delete from recovery_code where member_id = :member").param("member", memberId).update();
    }

    static Problem wrong() {
        return Problem.invalid("code", "is not one of yours, or was used already");
    }

    private Optional<String> secret(long memberId, boolean confirmed) {
        return jdbc.sql("select sealed from authenticator where member_id = :member and (confirmed_at is not null) = :confirmed")
                .param("member", memberId).param("confirmed", confirmed)
                .query(String.class).optional().flatMap(sealed -> seals.open(PURPOSE, sealed));
    }

    /// The half minute in which the app shows this code: the present one, or the one before or after it, as clocks differ.
    private Optional<Long> step(String secret, String code) {
        var key = new SecretKeySpec(BASE_32.decode(secret), generator.getAlgorithm());
        var length = generator.getTimeStep().toSeconds();
        var present = real.instant().getEpochSecond() / length;
        for (var step = present - 1; step <= present + 1; step++) {
            try {
                if (generator.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * length), Locale.ROOT).equals(code)) {
                    return Optional.of(step);
                }
            } catch (InvalidKeyException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return Optional.empty();
    }
}
