package antipode.delivery;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who is to hear nothing for a while, though it is within their hours.
@Component
class Quiets {

    private final JdbcClient jdbc;

    Quiets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those of them who are, and until when: a fixed number of questions.
    Map<Long, Quiet> of(Collection<Long> members, Instant now) {
        Map<Long, Quiet> quiet = new HashMap<>();
        jdbc.sql("select member_id, until from day_end where member_id = any (:members) and until > :now")
                .param("members", members.toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .query(row -> {
                    quiet.merge(
                            row.getLong("member_id"),
                            new Quiet(row.getTimestamp("until").toInstant(), Rule.DAY_ENDED), Quiet::later);
                });
        return quiet;
    }
}
