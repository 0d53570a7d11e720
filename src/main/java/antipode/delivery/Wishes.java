package antipode.delivery;

import antipode.delivery.letters.Unsubscriptions;
import antipode.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What members wish of being told. A change plans anew what is held for them.
@Component
public class Wishes {

    private final JdbcClient jdbc;
    private final Due due;
    private final ChatRooms rooms;

    Wishes(JdbcClient jdbc, Due due, ChatRooms rooms) {
        this.jdbc = jdbc;
        this.due = due;
        this.rooms = rooms;
    }

    @Transactional(readOnly = true)
    Wish of(long member) {
        return of(List.of(member)).getOrDefault(member, Wish.USUAL);
    }

    /// Those that are stated, in one question.
    @Transactional(readOnly = true)
    Map<Long, Wish> of(Collection<Long> members) {
        Map<Long, Wish> wishes = new HashMap<>();
        jdbc.sql("select member_id, mode, level, events, channel, own from notice_wish where member_id = any (:members)")
                .param("members", members.toArray(Long[]::new))
                .query(row -> {
                    wishes.put(row.getLong("member_id"), wish(row));
                });
        return wishes;
    }

    @Transactional
    void save(long member, Wish wish) {
        if (wish.level() == Level.GLOBAL) {
            throw Problem.invalid("level", "is one of " + String.join(", ", Level.keys().subList(1, Level.keys().size())));
        }
        if (wish.channel() == Channel.CHAT && rooms.of(member).filter(ChatRoom::works).isEmpty()) {
            throw Problem.invalid("channel", "is chat, but no chat is connected");
        }
        jdbc.sql("""
                        insert into notice_wish (member_id, mode, level, events, channel, own)
                        values (:member, :mode, :level, :events, :channel, :own)
                        on conflict (member_id) do update set mode = excluded.mode, level = excluded.level,
                          events = excluded.events, channel = excluded.channel, own = excluded.own""")
                .param("member", member)
                .param("mode", wish.mode().key())
                .param("level", wish.level().key())
                .param("events", wish.events().toArray(String[]::new))
                .param("channel", wish.channel().key())
                .param("own", wish.own())
                .update();
        due.lookAgain(List.of(member));
    }

    /// States when a member is told; of how much and by which way stays.
    ///
    /// @param mode `digest`, `as_it_happens`, `weekly` or `none`
    @Transactional
    public void tell(long member, String mode) {
        save(member, of(member).with(Mode.of(mode)));
    }

    /// Whoever stops the letters of their day by a click in one of them is told nothing by mail any more, until they say so.
    @EventListener
    void stopped(Unsubscriptions.NoMoreLetters stopped) {
        save(stopped.member(), of(stopped.member()).with(Mode.NONE));
    }

    private static Wish wish(ResultSet row) throws SQLException {
        return new Wish(
                Mode.of(row.getString("mode")), Level.of(row.getString("level")),
                List.of((String[]) row.getArray("events").getArray()), Channel.of(row.getString("channel")),
                row.getBoolean("own"));
    }
}
