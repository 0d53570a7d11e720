package antipode.delivery;

import antipode.database.Json;
import antipode.database.Outbox;
import antipode.database.OutboxConsumer;
import antipode.database.OutboxRow;
import antipode.outgoing.Answer;
import antipode.outgoing.Outgoing;
import antipode.outgoing.OutgoingFailure;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Sends messages to members' chats, one after the other for each. What a chat takes four times in a row not is given up:
/// its owner is told by mail from then on, and nothing of what was on its way is lost.
@Component
class ChatPost implements OutboxConsumer {

    private static final String CONSUMER = "chat";
    private static final int FAILURES = 4;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Outgoing outgoing;
    private final ChatRooms rooms;
    private final Due due;
    private final Clock clock;

    ChatPost(JdbcClient jdbc, Outbox outbox, Outgoing outgoing, ChatRooms rooms, Due due, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.outgoing = outgoing;
        this.rooms = rooms;
        this.due = due;
        this.clock = clock;
    }

    record Sending(long message, long member) {}

    /// Writes a message, to be sent after the commit.
    ///
    /// @param text in Slack's form
    /// @return its id
    @Transactional(propagation = Propagation.MANDATORY)
    public long post(long member, String text) {
        long id = jdbc.sql("""
                        insert into chat_message (member_id, text, state, created_at) values (:member, :text, 'waiting', :now)
                        returning id""")
                .param("member", member)
                .param("text", text)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        outbox.put(CONSUMER, "member " + member, new Sending(id, member));
        return id;
    }

    /// Sends something at once, to see whether it arrives.
    ///
    /// @return what is wrong, as a sentence; nothing if it was taken
    @Nullable String tryOut(long member, String text) {
        String address = rooms.address(member).orElse(null);
        return address == null ? "No chat is connected." : send(address, text).problem();
    }

    @Override
    public String name() {
        return CONSUMER;
    }

    @Override
    public boolean slow() {
        return true;
    }

    @Override
    public void accept(OutboxRow row) {
        Sending sending = row.payload(Sending.class);
        String text = jdbc.sql("select text from chat_message where id = :id and state = 'waiting'")
                .param("id", sending.message())
                .query(String.class)
                .optional()
                .orElse(null);
        if (text == null) {
            return;
        }
        String address = rooms.address(sending.member()).orElse(null);
        if (address == null) {
            if (rooms.of(sending.member()).filter(ChatRoom::works).isPresent()) {
                rooms.failed(sending.member(), "Its address can no longer be read; connect it again.", true);
            }
            takeBack(sending.member());
            return;
        }
        Sent sent = send(address, text);
        if (sent.problem() == null) {
            settle(sending.message(), "sent", null);
            rooms.worked(sending.member());
            return;
        }
        int failures = rooms.of(sending.member()).map(ChatRoom::failures).orElse(0) + 1;
        boolean givenUp = sent.lasting() || failures >= FAILURES;
        rooms.failed(sending.member(), sent.problem(), givenUp);
        if (givenUp) {
            takeBack(sending.member());
        } else {
            // One minute, five, twenty-five.
            outbox.put(CONSUMER, "member " + sending.member(), sending, clock.instant().plus(pause(failures)));
        }
    }

    private static Duration pause(int failures) {
        return Duration.ofMinutes(Math.round(Math.pow(5, failures - 1.0)));
    }

    private record Sent(@Nullable String problem, boolean lasting) {}

    private Sent send(String address, String text) {
        try {
            Answer answer = outgoing.post(address, "application/json", Json.write(Map.of("text", text)));
            // 404 and 410 say that there is no such webhook any more.
            return answer.well()
                    ? new Sent(null, false)
                    : new Sent("It answered " + answer.status() + ".", answer.status() == 404 || answer.status() == 410);
        } catch (OutgoingFailure failure) {
            return new Sent(failure.sentence(), failure.why().lasting());
        }
    }

    private void settle(long message, String state, @Nullable String problem) {
        jdbc.sql("update chat_message set state = :state, problem = :problem, sent_at = :now where id = :id")
                .param("state", state)
                .param("problem", problem)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", message)
                .update();
    }

    /// Holds again whatever waited to be sent to a chat that takes nothing, to be told by mail.
    private void takeBack(long member) {
        Instant now = clock.instant();
        List<Long> messages = jdbc.sql("""
                        update chat_message set state = 'failed', sent_at = :now
                        where member_id = :member and state = 'waiting' returning id""")
                .param("now", Timestamp.from(now))
                .param("member", member)
                .query(Long.class)
                .list();
        Long[] ids = messages.toArray(Long[]::new);
        int again = jdbc.sql("""
                        update notice set state = 'held', channel = null, chat_id = null, digest_id = null, settled_at = null
                        where member_id = :member and (chat_id = any (:ids)
                          or digest_id in (select id from digest where member_id = :member and chat_id = any (:ids)))""")
                .param("member", member)
                .param("ids", ids)
                .update();
        jdbc.sql("delete from digest where member_id = :member and chat_id = any (:ids)")
                .param("member", member)
                .param("ids", ids)
                .update();
        if (again > 0) {
            due.noLaterThan(Map.of(member, now));
        }
    }
}
