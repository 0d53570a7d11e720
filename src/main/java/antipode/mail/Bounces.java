package antipode.mail;

import jakarta.mail.MessagingException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailSendException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Letters that came back, and the addresses that are sent no more because several in a row did. Each letter has an
/// address of its own to come back to, so that nobody can say of another's that it did.
@Component
public class Bounces {

    /// So many in a row, with none between them that stayed away.
    static final int MOST = 3;

    private static final String PREFIX = "bounce-";
    private static final int LONGEST = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    /// What is lastingly wrong with an address, not with a letter or with us (RFC 3463).
    private static final Pattern LASTING = Pattern.compile("\\b5\\.[0-4]\\.\\d{1,3}\\b");

    private final JdbcClient jdbc;
    private final ReplyAddress replies;
    private final Clock clock;
    private final boolean asked;

    Bounces(JdbcClient jdbc, ReplyAddress replies, Clock clock, @Value("${antipode.mail.bounces:true}") boolean asked) {
        this.jdbc = jdbc;
        this.replies = replies;
        this.clock = clock;
        this.asked = asked;
    }

    /// An address that nothing is sent to.
    ///
    /// @param status the code of the last refusal, as in RFC 3463
    /// @param said   what the mail server there said, on one line
    /// @param held   how many letters were not sent since then
    public record Pause(String address, Instant since, String status, String said, long held) {}

    /// Where a letter comes back to that is about to leave; nothing where no mail comes in.
    @Transactional
    Optional<String> wayBack(long letter) {
        if (!asked || !replies.exists()) {
            return Optional.empty();
        }
        String key = new BigInteger(160, RANDOM).setBit(160).toString(32);
        jdbc.sql("update mail set bounce_hash = :hash where id = :letter").param("hash", hash(key)).param("letter", letter).update();
        return replies.of(PREFIX + key);
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /// Whether this key, as it stands in an address of ours, is one that letters come back by.
    public static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    /// Whether a code says that nothing will ever arrive there.
    public static boolean lasting(String status) {
        return LASTING.matcher(status).matches();
    }

    /// A letter has come back for good.
    ///
    /// @param key as it stands in the address it came back to
    /// @return whether it was one of ours; else nothing happens
    @Transactional
    public boolean came(String key, String status, String said) {
        Optional<Long> letter = jdbc.sql("select id from mail where bounce_hash = :hash and state = 'sent'")
                .param("hash", hash(key.substring(Math.min(PREFIX.length(), key.length()))))
                .query(Long.class)
                .optional();
        letter.ifPresent(id -> count(id, status, said));
        return letter.isPresent();
    }

    /// The mail server would not have a letter. Only what it says of the address counts.
    boolean refused(long letter, MailSendException refused) {
        for (Exception one : refused.getMessageExceptions()) {
            for (Exception next = one; next instanceof MessagingException failed; next = failed.getNextException()) {
                if (next instanceof SMTPAddressFailedException address) {
                    String said = String.valueOf(address.getMessage());
                    Matcher status = LASTING.matcher(said);
                    if (address.getReturnCode() >= 500 && status.find() && !status.group().startsWith("5.0")) {
                        count(letter, status.group(), said);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void count(long letter, String status, String said) {
        String address = jdbc.sql("update mail set state = 'bounced' where id = :letter returning lower(to_address)")
                .param("letter", letter)
                .query(String.class)
                .single();
        Long inRow = jdbc.sql("""
                        with back as (select id from mail where lower(to_address) = :address and state = 'bounced')
                        select count(*) from back
                        where id > coalesce((select letter_id from mail_pause where address = :address), 0)
                          and id > coalesce((select max(id) from mail
                                             where lower(to_address) = :address and state = 'sent'
                                               and id < (select max(id) from back)), 0)""")
                .param("address", address)
                .query(Long.class)
                .single();
        if (inRow >= MOST) {
            String line = Letter.oneLine(said);
            jdbc.sql("""
                            insert into mail_pause (address, since, status, said, letter_id)
                            values (:address, :now, :status, :said, :letter)
                            on conflict (address) do update
                            set since = excluded.since, status = excluded.status, said = excluded.said,
                                letter_id = excluded.letter_id, ended_at = null
                            where mail_pause.ended_at is not null""")
                    .param("address", address)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("status", status)
                    .param("said", line.length() <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST / 2)) + "…")
                    .param("letter", letter)
                    .update();
        }
    }

    boolean paused(String address) {
        return of(address).isPresent();
    }

    private static final String SELECT = """
            select address, since, status, said,
                   (select count(*) from mail
                    where lower(to_address) = address and mail.id > letter_id and mail.state = 'paused') held
            from mail_pause where ended_at is null
            """;

    /// Whether mail to an address pauses, and why.
    public Optional<Pause> of(String address) {
        return jdbc.sql(SELECT + " and address = :address").param("address", lower(address)).query(Bounces::pause).optional();
    }

    /// The addresses that nothing is sent to, the newest first, at most two hundred.
    public List<Pause> all() {
        return jdbc.sql(SELECT + " order by since desc, address limit 200").query(Bounces::pause).list();
    }

    /// From now on the address is sent letters again; those of the meantime stay here.
    ///
    /// @return whether it had paused
    @Transactional
    public boolean resume(String address) {
        return jdbc.sql("""
                        update mail_pause
                        set ended_at = :now, letter_id = coalesce((select max(id) from mail where lower(to_address) = :address), letter_id)
                        where address = :address and ended_at is null""")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("address", lower(address))
                        .update()
                == 1;
    }

    private static String lower(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private static Pause pause(ResultSet row, int number) throws SQLException {
        return new Pause(
                row.getString("address"), row.getTimestamp("since").toInstant(), row.getString("status"), row.getString("said"),
                row.getLong("held"));
    }
}
