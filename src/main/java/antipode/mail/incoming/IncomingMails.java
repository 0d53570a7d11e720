package antipode.mail.incoming;

import antipode.database.Outbox;
import antipode.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where mail that came in is kept, whole.
@Component
public class IncomingMails {

    /// Whoever consumes this from the outbox decides what becomes of a mail; the payload is [Arrived].
    public static final String CONSUMER = "incoming-mail";

    static final String COLUMNS = """
            incoming_mail.id mail_id, incoming_mail.recipient, incoming_mail.sender, incoming_mail.came_by,
            incoming_mail.message_id, incoming_mail.from_line, incoming_mail.subject, incoming_mail.size,
            incoming_mail.copies, incoming_mail.received_at, incoming_mail.state mail_state, incoming_mail.reason
            """;

    private static final int PIECE = 1 << 18;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    IncomingMails(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// A mail that has come and waits for what becomes of it.
    public record Arrived(long id) {}

    /// Keeps a mail for each of its recipients. After this returns and is committed, nothing of it is lost. One that is here
    /// already is only counted.
    @Transactional
    void receive(Envelope envelope, RawMail mail) throws IOException {
        for (String recipient : envelope.recipients()) {
            Optional<Long> fresh = insert(envelope, recipient, mail);
            if (fresh.isPresent()) {
                pieces(fresh.get(), mail);
                outbox.put(CONSUMER, recipient.isEmpty() ? envelope.cameBy() : recipient, new Arrived(fresh.get()));
            } else {
                jdbc.sql("update incoming_mail set copies = copies + 1 where recipient = :recipient and digest = :digest")
                        .param("recipient", recipient)
                        .param("digest", mail.digest())
                        .update();
            }
        }
    }

    /// Keeps a mail that is at hand already.
    @Transactional
    public void bring(String sender, String recipient, String cameBy, byte[] mail) {
        try (RawMail raw = RawMail.of(new ByteArrayInputStream(mail), Long.MAX_VALUE)) {
            receive(new Envelope(sender, List.of(recipient), cameBy), raw);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Optional<Long> insert(Envelope envelope, String recipient, RawMail mail) {
        return jdbc.sql("""
                        insert into incoming_mail (recipient, sender, came_by, message_id, from_line, subject, digest, size, received_at)
                        values (:recipient, :sender, :by, :message, :from, :subject, :digest, :size, :now)
                        on conflict (recipient, digest) do nothing returning id""")
                .param("recipient", recipient)
                .param("sender", kept(envelope.sender()))
                .param("by", kept(envelope.cameBy()))
                .param("message", kept(mail.messageId()))
                .param("from", mail.headers().words("From", 300))
                .param("subject", mail.headers().words("Subject", 1000))
                .param("digest", mail.digest())
                .param("size", mail.size())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional();
    }

    private static String kept(String words) {
        return words.replace("\0", "\uFFFD");
    }

    private void pieces(long id, RawMail mail) throws IOException {
        try (InputStream in = Files.newInputStream(mail.file())) {
            int at = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                jdbc.sql("insert into incoming_mail_piece (mail_id, at, bytes) values (:mail, :at, :bytes)")
                        .param("mail", id)
                        .param("at", at++)
                        .param("bytes", piece)
                        .update();
            }
        }
    }

    public Optional<Incoming> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from incoming_mail where id = :id")
                .param("id", id)
                .query(IncomingMails::read)
                .optional();
    }

    public List<Incoming> all(Collection<Long> ids) {
        return jdbc.sql("select " + COLUMNS + " from incoming_mail where id = any (:ids) order by id desc")
                .param("ids", ids.toArray(Long[]::new))
                .query(IncomingMails::read)
                .list();
    }

    /// The newest, older than this id; 0 begins with the newest.
    ///
    /// @param state nothing for whatever state
    public List<Incoming> newest(Incoming.@Nullable State state, long before, int limit) {
        return jdbc.sql("select " + COLUMNS + " from incoming_mail where (:before = 0 or id < :before)"
                        + (state == null ? "" : " and state = :state") + " order by id desc limit " + limit)
                .param("before", before)
                .param("state", state == null ? "" : state.key())
                .query(IncomingMails::read)
                .list();
    }

    /// How many wait for somebody's word.
    public long waiting() {
        return jdbc.sql("select count(*) from incoming_mail where state = 'quarantined'").query(Long.class).single();
    }

    /// The mail as it came, written out; no connection is held between its pieces.
    public void copy(long id, OutputStream out) {
        try {
            for (int at = 0; ; at++) {
                Optional<byte[]> piece = jdbc.sql("select bytes from incoming_mail_piece where mail_id = :mail and at = :at")
                        .param("mail", id)
                        .param("at", at)
                        .query(byte[].class)
                        .optional();
                if (piece.isEmpty()) {
                    return;
                }
                out.write(piece.get());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The mail, read. It holds a file until it is closed.
    public ReadMail read(long id) {
        return ReadMail.of(out -> copy(id, out));
    }

    /// Locks the mail, so that only one at a time decides what becomes of it.
    @Transactional
    public Incoming lock(long id) {
        jdbc.sql("select id from incoming_mail where id = :id for update").param("id", id).query(Long.class).optional();
        return find(id).orElseThrow(() -> Problem.notFound("Mail"));
    }

    /// Says what became of it.
    ///
    /// @param reason the end of a sentence
    @Transactional
    public void decide(long id, Incoming.State state, String reason) {
        jdbc.sql("update incoming_mail set state = :state, reason = :reason, decided_at = :now where id = :id")
                .param("state", state.key())
                .param("reason", kept(reason))
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    /// Forgets mail that is older than this.
    @Transactional
    public void forget(Duration after) {
        jdbc.sql("delete from incoming_mail where received_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(after)))
                .update();
    }

    private static Incoming read(ResultSet row, int number) throws SQLException {
        return new Incoming(
                row.getLong("mail_id"),
                row.getString("recipient"),
                row.getString("sender"),
                row.getString("came_by"),
                row.getString("message_id"),
                row.getString("from_line"),
                row.getString("subject"),
                row.getLong("size"),
                row.getInt("copies"),
                row.getTimestamp("received_at").toInstant(),
                Incoming.State.of(row.getString("mail_state")),
                row.getString("reason"));
    }

    /// Takes away what mails say; that they came, from whom and what became of them stays.
    @Transactional
    public void redact(Collection<Long> ids) {
        jdbc.sql("delete from incoming_mail_piece where mail_id = any (:ids)").param("ids", ids.toArray(Long[]::new)).update();
        jdbc.sql("update incoming_mail set subject = 'Redacted', size = 0 where id = any (:ids)").param("ids", ids.toArray(Long[]::new)).update();
    }

    /// Takes away what came, with all that was decided of it.
    @Transactional
    public void forget(Collection<Long> ids) {
        jdbc.sql("delete from incoming_mail where id = any (:ids)").param("ids", ids.toArray(Long[]::new)).update();
    }
}
