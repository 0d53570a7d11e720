package antipode.audit;

import antipode.jobs.Repeated;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Seals the entries, shortly after they were written: each seal is a hash of its entries and of the seal before. So whoever
/// changes the log behind the database's back has to make anew all seals since; and the server's own log, which
/// may be kept elsewhere, has them too.
@Component
class Seals implements Repeated {

    private static final Logger log = LoggerFactory.getLogger(Seals.class);
    private static final int MOST = 10_000;

    /// Of the entries of one seal, in their order, after the hash of the seal before.
    private static final String HASH = """
            encode(sha256(convert_to(%s || E'\\n' || coalesce(string_agg(audit_line(audit), E'\\n' order by audit.id), ''), 'UTF8')), 'hex')
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Seals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "audit-seals";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    record Seal(long id, Instant sealedAt, int entries, String hash) {}

    @Override
    @Transactional
    public void run() {
        while (seal() == MOST) {
            log.debug("More than one seal is due");
        }
    }

    private int seal() {
        var last = last();
        long id = last.map(Seal::id).orElse(0L) + 1;
        int entries = jdbc.sql("update audit set seal_id = :seal where id in (select id from audit where seal_id is null order by id limit " + MOST + ")")
                .param("seal", id).update();
        if (entries == 0) return 0;
        String hash = jdbc.sql("select " + HASH.formatted(":previous") + " from audit where seal_id = :seal")
                .param("previous", last.map(Seal::hash).orElse("")).param("seal", id).query(String.class).single();
        jdbc.sql("insert into audit_seal (id, sealed_at, entries, hash) values (:id, :now, :entries, :hash)")
                .param("id", id).param("now", Timestamp.from(clock.instant())).param("entries", entries).param("hash", hash).update();
        log.info("Audit log: seal {} of {} entries is {}", id, entries, hash);
        return entries;
    }

    @Transactional(readOnly = true)
    public Optional<Seal> last() {
        return jdbc.sql("select id, sealed_at, entries, hash from audit_seal order by id desc limit 1")
                .query((row, _) -> new Seal(row.getLong("id"), row.getTimestamp("sealed_at").toInstant(), row.getInt("entries"), row.getString("hash")))
                .optional();
    }

    /// The first seal that its entries don't bear out; nothing if the log is as it was written.
    @Transactional(readOnly = true)
    public Optional<Long> broken() {
        return jdbc.sql("""
                        with sealed as (
                            select id, hash, coalesce(lag(hash) over (order by id), '') as previous, row_number() over (order by id) as place
                            from audit_seal)
                        select sealed.id from sealed
                        where sealed.id <> sealed.place or sealed.hash <> (select %s from audit where audit.seal_id = sealed.id)
                        order by sealed.id limit 1"""
                        .formatted(HASH.formatted("sealed.previous")))
                .query(Long.class).optional();
    }
}
