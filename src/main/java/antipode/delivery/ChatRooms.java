package antipode.delivery;

import antipode.database.Seals;
import antipode.outgoing.Outgoing;
import antipode.outgoing.OutgoingFailure;
import antipode.web.Problem;
import java.net.URI;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where members want to be told in their chats.
@Component
class ChatRooms {

    private static final String PURPOSE = "chat webhook";

    private final JdbcClient jdbc;
    private final Seals seals;
    private final Clock clock;

    ChatRooms(JdbcClient jdbc, Seals seals, Clock clock) {
        this.jdbc = jdbc;
        this.seals = seals;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<ChatRoom> of(long member) {
        return Optional.ofNullable(of(List.of(member)).get(member));
    }

    @Transactional(readOnly = true)
    public Map<Long, ChatRoom> of(Collection<Long> members) {
        Map<Long, ChatRoom> rooms = new HashMap<>();
        jdbc.sql("select member_id, host, failures, problem, disabled_at from chat_room where member_id = any (:members)")
                .param("members", members.toArray(Long[]::new))
                .query(row -> {
                    Timestamp disabled = row.getTimestamp("disabled_at");
                    rooms.put(row.getLong("member_id"), new ChatRoom(
                            row.getLong("member_id"), row.getString("host"), row.getInt("failures"), row.getString("problem"),
                            disabled == null ? null : disabled.toInstant()));
                });
        return rooms;
    }

    /// Connects one, in place of another.
    ///
    /// @param address of the incoming webhook, `https://hooks.slack.com/services/…`
    @Transactional
    public void connect(long member, String address) {
        String plain = address.strip();
        try {
            Outgoing.check(plain);
        } catch (OutgoingFailure odd) {
            throw Problem.invalid("chat_webhook_url", "is not one that can be used: " + odd.sentence());
        }
        jdbc.sql("""
                        insert into chat_room (member_id, host, address, failures, created_at)
                        values (:member, :host, :address, 0, :now)
                        on conflict (member_id) do update set host = excluded.host, address = excluded.address, failures = 0,
                          problem = null, disabled_at = null, created_at = excluded.created_at""")
                .param("member", member)
                .param("host", String.valueOf(URI.create(plain.replaceAll("[^\\x21-\\x7e]", "")).getHost()))
                .param("address", seals.seal(PURPOSE, plain))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    @Transactional
    public void disconnect(long member) {
        jdbc.sql("delete from chat_room where member_id = :member").param("member", member).update();
    }

    /// The whole address, to send to; nothing where there is none, it was given up, or its seal can no longer be opened.
    Optional<String> address(long member) {
        return jdbc.sql("select address from chat_room where member_id = :member and disabled_at is null")
                .param("member", member)
                .query(String.class)
                .optional()
                .flatMap(sealed -> seals.open(PURPOSE, sealed));
    }

    void worked(long member) {
        jdbc.sql("update chat_room set failures = 0, problem = null where member_id = :member and failures > 0")
                .param("member", member)
                .update();
    }

    /// Notes a failure.
    ///
    /// @param givenUp whether nothing more is sent there
    void failed(long member, String problem, boolean givenUp) {
        jdbc.sql("""
                        update chat_room set failures = failures + 1, problem = :problem, disabled_at = :disabled
                        where member_id = :member""")
                .param("problem", problem)
                .param("disabled", givenUp ? Timestamp.from(clock.instant()) : null, Types.TIMESTAMP)
                .param("member", member)
                .update();
    }

    /// What is said of one that doesn't work, where its owner is told by mail instead.
    static @Nullable String trouble(@Nullable ChatRoom room) {
        return room == null || room.works() || room.problem() == null
                ? null
                : "Your chat at " + room.host() + " took nothing: " + room.problem() + " So you are told by mail until you connect it again.";
    }
}
