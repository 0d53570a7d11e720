package antipode.mergerequests;

import antipode.people.Actor;
import antipode.threads.Threads;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where it is kept what people said of a merge request, and of which head.
@Component
public class Verdicts {

    private final JdbcClient jdbc;
    private final Clock clock;

    Verdicts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Notes what somebody says of the head as it is.
    @Transactional
    public void remember(long member, MergeRequest request, Verdict verdict) {
        jdbc.sql("""
                        insert into review (merge_request_id, member_id, verdict, head, sent_at)
                        values (:request, :member, :verdict, :head, :now)""")
                .param("request", request.id())
                .param("member", member)
                .param("verdict", verdict.key())
                .param("head", request.head())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// The last verdict of each, and the last that was none, the latest first.
    public List<MergeRequest.Review> of(long request) {
        return jdbc.sql("""
                        select * from (
                            select distinct on (review.member_id, review.verdict = 'comment')
                                   review.id review_id, review.verdict, review.head, review.sent_at,
                                   member.id, member.username, member.name, member.zone, member.picture
                            from review join member on member.id = review.member_id
                            where review.merge_request_id = :request
                            order by review.member_id, review.verdict = 'comment', review.id desc) last
                        order by review_id desc""")
                .param("request", request)
                .query((row, _) -> new MergeRequest.Review(
                        Threads.person(row, ""), Verdict.of(row.getString("verdict")), row.getString("head"),
                        row.getTimestamp("sent_at").toInstant()))
                .list();
    }

    /// Takes an approval away without a word, since its giver says something else now.
    @Transactional
    public void withdraw(Actor actor, MergeRequest request) {
        jdbc.sql("delete from approval where merge_request_id = :request and member_id = :member")
                .param("request", request.id())
                .param("member", actor.id())
                .update();
    }
}
