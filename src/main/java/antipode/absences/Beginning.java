package antipode.absences;

import antipode.database.Outbox;
import antipode.jobs.Task;
import antipode.people.Absence;
import antipode.people.Absences;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The first day of an absence begins: who came to wait meanwhile is told, and each turn goes to who stands in, as an offer.
@Component
class Beginning implements Task<Course.Planned> {

    static final String NAME = "absence-begins";

    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final Absences absences;
    private final Outbox outbox;

    Beginning(JdbcClient jdbc, Absences absences, Outbox outbox) {
        this.jdbc = jdbc;
        this.absences = absences;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Course.Planned> payload() {
        return Course.Planned.class;
    }

    @Override
    public void run(String id, Course.Planned planned) {
        Absence absence = absences.find(Long.parseLong(id)).filter(found -> !found.withdrawn()).orElse(null);
        if (absence == null) {
            return;
        }
        outbox.put(News.CONSUMER, "absence " + id, new News.Of(absence.id()));
        jdbc.sql("""
                        select issuable_id from todo
                        where member_id = :member and kind = 'obligation' and state = 'pending'
                          and exists (select from absence_delegate where absence_id = :absence)
                        order by id limit :most""")
                .param("member", absence.memberId())
                .param("absence", absence.id())
                .param("most", MOST)
                .query(Long.class)
                .list()
                .forEach(thing -> outbox.put(Offers.CONSUMER, "issuable " + thing, new Offers.Of(absence.id(), thing, false)));
    }
}
