package antipode.home;

import antipode.people.Actor;
import antipode.todos.DayEnd;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what waits when somebody is done for today: three questions.
@Component
class Evenings {

    private final DayEnd days;
    private final JdbcClient jdbc;

    Evenings(DayEnd days, JdbcClient jdbc) {
        this.days = days;
        this.jdbc = jdbc;
    }

    Evening of(Actor actor) {
        return new Evening(
                days.of(actor),
                jdbc.sql("""
                                select count(*) from issuable join merge_request on merge_request.id = issuable.id
                                where issuable.author_id = :member and issuable.kind = 'merge_request'
                                  and issuable.state = 'opened' and merge_request.draft""")
                        .param("member", actor.id())
                        .query(Integer.class)
                        .single());
    }
}
