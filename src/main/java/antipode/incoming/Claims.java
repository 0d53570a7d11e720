package antipode.incoming;

import antipode.mail.incoming.Incoming;
import antipode.people.Actor;
import antipode.threads.MailedNotes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Where it is kept whose each mail is.
@Component
class Claims implements MailedNotes {

    private final JdbcClient jdbc;

    Claims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    void put(Claim claim) {
        jdbc.sql("""
                        insert into incoming_claim (mail_id, member_id, issuable_id, note_id, project_id)
                        values (:mail, :member, :issuable, :note, :project) on conflict (mail_id) do nothing""")
                .param("mail", claim.mailId())
                .param("member", claim.memberId())
                .param("issuable", claim.issuableId(), Types.BIGINT)
                .param("note", claim.noteId(), Types.BIGINT)
                .param("project", claim.projectId(), Types.BIGINT)
                .update();
    }

    @Transactional
    void became(long mail, long issuable, @Nullable Long note) {
        jdbc.sql("update incoming_claim set became_id = :issuable, became_note_id = :note where mail_id = :mail")
                .param("issuable", issuable)
                .param("note", note, Types.BIGINT)
                .param("mail", mail)
                .update();
    }

    Optional<Claim> find(long mail) {
        return jdbc.sql("select * from incoming_claim where mail_id = :mail").param("mail", mail).query(Claims::read).optional();
    }

    Map<Long, Claim> of(Collection<Long> mails) {
        Map<Long, Claim> claims = new HashMap<>();
        jdbc.sql("select * from incoming_claim where mail_id = any (:mails)")
                .param("mails", mails.toArray(Long[]::new))
                .query(Claims::read)
                .list()
                .forEach(claim -> claims.put(claim.mailId(), claim));
        return claims;
    }

    @Override
    public Map<Long, Long> of(long issuable) {
        Map<Long, Long> mails = new HashMap<>();
        jdbc.sql("select became_note_id, mail_id from incoming_claim where became_id = :issuable and became_note_id is not null")
                .param("issuable", issuable)
                .query(row -> {
                    mails.put(row.getLong("became_note_id"), row.getLong("mail_id"));
                });
        return mails;
    }

    /// The member's newest, older than this; 0 begins with the newest.
    List<Long> mails(Actor actor, long before, int limit) {
        return jdbc.sql("""
                        select mail_id from incoming_claim where member_id = :member and (:before = 0 or mail_id < :before)
                        order by mail_id desc limit\s""" + limit)
                .param("member", actor.id())
                .param("before", before)
                .query(Long.class)
                .list();
    }

    /// Whether the same writer has said the same already, by its Message-ID; another who would say it now waits until this
    /// transaction ends.
    @Transactional(propagation = Propagation.MANDATORY)
    boolean posted(Incoming mail, long member) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:message, 0))").param("message", mail.messageId()).query().singleRow();
        return jdbc.sql("""
                        select exists (select from incoming_mail join incoming_claim on incoming_claim.mail_id = incoming_mail.id
                                        where incoming_mail.message_id = :message and incoming_mail.state = 'posted'
                                          and incoming_mail.id <> :mail and incoming_claim.member_id = :member)""")
                .param("message", mail.messageId())
                .param("mail", mail.id())
                .param("member", member)
                .query(Boolean.class)
                .single();
    }

    private static Claim read(ResultSet row, int number) throws SQLException {
        return new Claim(
                row.getLong("mail_id"),
                row.getLong("member_id"),
                row.getObject("issuable_id", Long.class),
                row.getObject("note_id", Long.class),
                row.getObject("project_id", Long.class),
                row.getObject("became_id", Long.class),
                row.getObject("became_note_id", Long.class));
    }
}
