package antipode.mail;

import antipode.database.Json;
import antipode.database.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.HtmlUtils;

/// The letters we send. Writing one and what it is about is one transaction; the post goes out after it.
@Component
public class Letters {

    static final String CONSUMER = "mail";

    private static final String SELECT = """
            select id, message_id, to_address, to_name, subject, text_part, html_part, state, created_at, sent_at from mail
            """;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final MailServer server;
    private final Clock clock;

    Letters(JdbcClient jdbc, Outbox outbox, MailServer server, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.server = server;
        this.clock = clock;
    }

    /// A letter that the post office takes up.
    record Posted(long id) {}

    /// Posts a letter in the caller's transaction. A second one with the same key is the same letter: nothing happens.
    ///
    /// @return its id
    @Transactional
    public long post(Letter letter) {
        String messageId = "<" + (letter.messageId() == null ? letter.key() + "@" + domain() : letter.messageId()) + ">";
        Optional<Long> fresh = jdbc.sql("""
                        insert into mail (key, message_id, from_name, to_address, to_name, subject, headers, text_part, html_part,
                                          state, created_at)
                        values (:key, :message, :from, :address, :name, :subject, cast(:headers as json), :text, :html,
                                'waiting', :now)
                        on conflict (key) do nothing returning id""")
                .param("key", letter.key())
                .param("from", letter.fromName())
                .param("message", messageId)
                .param("address", letter.toAddress())
                .param("name", letter.toName())
                .param("subject", letter.subject())
                .param("headers", Json.write(letter.headers()))
                .param("text", letter.text())
                .param("html", letter.html())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional();
        fresh.ifPresent(id -> outbox.put(CONSUMER, letter.toAddress(), new Posted(id)));
        return fresh.orElseGet(() -> jdbc.sql("select id from mail where key = :key")
                .param("key", letter.key())
                .query(Long.class)
                .single());
    }

    /// Takes away what was written to an address, and the address; that letters went out stays.
    @Transactional
    public void forget(String address) {
        jdbc.sql("""
                        update mail set to_address = '', to_name = '', subject = '', from_name = null, headers = '{}', text_part = '', html_part = '',
                            state = case state when 'waiting' then 'withdrawn' else state end
                        where lower(to_address) = lower(:address)""")
                .param("address", address)
                .update();
        jdbc.sql("delete from mail_pause where address = lower(:address)").param("address", address).update();
    }

    /// Replaces what letters say, and what they are called if that goes too.
    @Transactional
    public void redact(List<Long> ids, String says, @Nullable String subject) {
        jdbc.sql("update mail set text_part = :says, html_part = :html, subject = coalesce(:subject, subject) where id = any (:ids)")
                .param("subject", subject, Types.VARCHAR)
                .param("says", says + "\n")
                .param("html", "<!doctype html><html lang=\"en\"><body><p>" + HtmlUtils.htmlEscape(says) + "</p></body></html>")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /// The newest letters, older than this id; 0 begins with the newest.
    public List<Sent> newest(long before, int limit) {
        return jdbc.sql(SELECT + " where (:before = 0 or id < :before) order by id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query(Letters::sent)
                .list();
    }

    public Optional<Sent> find(long id) {
        return jdbc.sql(SELECT + " where id = :id").param("id", id).query(Letters::sent).optional();
    }

    /// Whether letters leave the house, or stay where an administrator can read them.
    public boolean leaveTheHouse() {
        return server.exists();
    }

    /// What stands behind the @ of our Message-IDs.
    public String domain() {
        return server.domain();
    }

    static Sent sent(ResultSet row, int number) throws SQLException {
        Timestamp sentAt = row.getTimestamp("sent_at");
        return new Sent(
                row.getLong("id"),
                row.getString("message_id"),
                row.getString("to_address"),
                row.getString("to_name"),
                row.getString("subject"),
                row.getString("text_part"),
                row.getString("html_part"),
                row.getString("state"),
                row.getTimestamp("created_at").toInstant(),
                sentAt == null ? null : sentAt.toInstant());
    }
}
