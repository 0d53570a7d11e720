package antipode.simulation;

import antipode.asks.Ask;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks at every letter and every notice, and compares them with what each [Worker]'s own wall clock says.
final class Watch {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// A default fires within this time.
    private static final Duration STEP = Duration.ofMinutes(6);

    private record Expected(Worker worker, long issue, long note, Instant at) {}

    private static final class Asked {

        private final long id;
        private final Instant at;
        private final List<Worker> workers;
        private Instant fair;
        private boolean due;

        /// Fair from the first by what everyone has told so far.
        Asked(long id, Instant at, List<Worker> workers) {
            this.id = id;
            this.at = at;
            this.workers = workers;
            this.fair = at;
            weigh();
        }

        /// It never becomes earlier; whoever is away for long isn't waited for. Defaults are planned on full five minutes.
        private void weigh() {
            for (Worker worker : workers) {
                Instant own = worker.fair(at);
                if (own != null && own.isAfter(fair)) {
                    fair = Instant.ofEpochSecond(Math.ceilDiv(own.getEpochSecond(), 300) * 300);
                }
            }
        }

        /// Whoever loses time that was foreseen (an absence, a journey) is waited for once more when it is due.
        private void look(Instant now) {
            if (!due && !fair.isAfter(now)) {
                weigh();
                due = !fair.isAfter(now);
            }
        }
    }

    private final JdbcClient jdbc;
    private final Map<Long, Worker> byId;
    private final Map<String, Worker> byAddress;
    private final Outcome outcome;
    private final List<Expected> expected = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private long read;

    Watch(JdbcClient jdbc, Map<Long, Worker> byId, Map<String, Worker> byAddress, Outcome outcome) {
        this.jdbc = jdbc;
        this.byId = byId;
        this.byAddress = byAddress;
        this.outcome = outcome;
    }

    void expect(Worker worker, long issue, long note, Instant at) {
        expected.add(new Expected(worker, issue, note, at));
    }

    void asked(Ask ask, List<Worker> workers, Instant at) {
        asked.add(new Asked(ask.id(), at, workers));
    }

    /// Nobody has changed anything since the last deed: what became due meanwhile is fair by what is known now.
    void beforeDeed(Instant now) {
        asked.forEach(each -> each.look(now));
    }

    /// Every letter written since: was its reader at work?
    void read(Instant now) {
        jdbc.sql("select mail.id, to_address, mail.created_at, digest.date from mail left join digest on digest.mail_id = mail.id where mail.id > :read order by mail.id")
                .param("read", read)
                .query(row -> {
                    read = row.getLong("id");
                    outcome.letters++;
                    Worker worker = byAddress.get(row.getString("to_address"));
                    Instant at = row.getTimestamp("created_at").toInstant();
                    if (worker == null || !worker.reachable(at)) {
                        outcome.outside.add(row.getString("to_address") + " at " + at
                                + (worker == null ? "" : " " + at.atZone(worker.zone(at)) + " focus " + worker.focusUntil));
                    } else if (row.getDate("date") != null) {
                        worker.told = row.getDate("date").toLocalDate();
                    }
                });
    }

    /// What is held still: ought it have been told five minutes ago?
    void look(Instant now) {
        jdbc.sql("select id, member_id, held_until, rule, created_at from notice where state = 'held' and created_at <= :then")
                .param("then", Timestamp.from(now.minus(PATIENCE)))
                .query(row -> {
                    Worker worker = byId.get(row.getLong("member_id"));
                    Instant created = row.getTimestamp("created_at").toInstant();
                    if (worker != null && worker.changed.isBefore(now.minus(PATIENCE)) && owedAllAlong(worker, created, now)) {
                        outcome.overdue.add("notice " + row.getLong("id") + " of " + worker.actor.require().username() + " of " + created
                                + " held until " + row.getTimestamp("held_until").toInstant() + " " + row.getString("rule") + ", now "
                                + now.atZone(worker.zone(now)) + " mode " + worker.mode + " told " + worker.told);
                    }
                });
    }

    private static boolean owedAllAlong(Worker worker, Instant created, Instant now) {
        for (Instant minute = now.minus(PATIENCE); !minute.isAfter(now); minute = minute.plusSeconds(60)) {
            if (!worker.owed(created, minute)) {
                return false;
            }
        }
        return true;
    }

    /// At the end: each is told, or spared for a reason, exactly once; each default fired when it was fair.
    void settle() {
        jdbc.sql("select state, count(*) many from notice group by state").query(row -> {
            outcome.notices.put(row.getString("state"), row.getInt("many"));
        });
        Map<String, Integer> told = new HashMap<>();
        jdbc.sql("select member_id, note_id, count(*) many from notice where note_id is not null group by member_id, note_id").query(row -> {
            told.put(row.getLong("member_id") + " " + row.getLong("note_id"), row.getInt("many"));
        });
        for (Expected each : expected) {
            int many = told.getOrDefault(each.worker().actor.id() + " " + each.note(), 0);
            if (many != 1) {
                (many == 0 ? outcome.lost : outcome.doubled).add(each.toString());
            }
        }
        jdbc.sql("select id, member_id, held_until, rule, created_at from notice where state = 'held'").query(row -> {
            outcome.lost.add("notice " + row.getLong("id") + " of " + row.getLong("member_id") + " is held still, until "
                    + row.getTimestamp("held_until").toInstant() + " " + row.getString("rule"));
        });
        jdbc.sql("select mail_id, count(*) many from notice where state = 'delivered' group by mail_id having count(*) > 1").query(row -> {
            outcome.doubled.add("letter " + row.getLong("mail_id") + " tells of " + row.getInt("many"));
        });
        inDigests();
        decided();
    }

    /// A digest names each thing it tells of exactly once.
    private void inDigests() {
        jdbc.sql("""
                        select digest.id, mail.text_part, array_agg(distinct issuable.title) titles from digest
                        join mail on mail.id = digest.mail_id join notice on notice.digest_id = digest.id
                        join issuable on issuable.id = notice.issuable_id group by digest.id, mail.text_part""").query(row -> {
            for (String title : (String[]) row.getArray("titles").getArray()) {
                int times = row.getString("text_part").split("\\* " + title + " ·", -1).length - 1;
                if (times != 1) {
                    (times == 0 ? outcome.lost : outcome.doubled).add("digest " + row.getLong("id") + " names " + title + " " + times + " times");
                }
            }
        });
    }

    private void decided() {
        Map<Long, String> ends = new HashMap<>();
        Map<Long, Instant> when = new HashMap<>();
        jdbc.sql("select id, state, ended_at from ask").query(row -> {
            ends.put(row.getLong("id"), row.getString("state"));
            if (row.getTimestamp("ended_at") != null) {
                when.put(row.getLong("id"), row.getTimestamp("ended_at").toInstant());
            }
        });
        for (Asked each : asked) {
            Instant ended = when.get(each.id);
            if ("answered".equals(ends.get(each.id))) {
                outcome.did("asks that everyone answered");
            } else if (ended == null || !"defaulted".equals(ends.get(each.id))) {
                outcome.unfair.add("ask " + each.id + " is " + ends.get(each.id));
            } else if (ended.isBefore(each.fair.minus(Duration.ofMinutes(1))) || ended.isAfter(each.fair.plus(STEP))) {
                outcome.unfair.add("ask " + each.id + " of " + each.at + " ended at " + ended + ", fair was " + each.fair);
            } else {
                outcome.decided.add(new Outcome.Decided(
                        Duration.between(each.at, ended), Duration.between(each.at, each.fair)));
            }
        }
    }
}
