package antipode.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.internal.storage.dfs.DfsGarbageCollector;
import org.eclipse.jgit.internal.storage.dfs.DfsPackCompactor;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps repositories quick: many small packs become one, often; all packs become one with a bitmap, rarely. What any ref
/// has ever pointed to stays, since reviews, decisions and links cite it. Replaced packs live two hours longer, for the
/// clones that read them.
@Component
public class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    /// So long a clone may take.
    static final Duration KEPT = Duration.ofHours(2);

    private static final long LOCK = 0x6769_7470_6163_6b73L;
    private static final int MANY = 16;
    private static final long SMALL = 8 << 20;
    private static final long WORTH = 1 << 20;
    private static final int AT_ONCE = 20;

    /// What nothing has ever pointed to stays for a day: a push under way may be about to.
    private static final int GARBAGE_HOURS = 24;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Packs packs;
    private final Refs refs;
    private final Pushes pushes;
    private final Clock clock;
    private final TransactionTemplate apart;
    private final TransactionTemplate atOnce;

    Housekeeping(
            JdbcClient jdbc, JdbcTemplate template, Packs packs, Refs refs, Pushes pushes, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.template = template;
        this.packs = packs;
        this.refs = refs;
        this.pushes = pushes;
        this.clock = clock;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        atOnce = new TransactionTemplate(transactions);
        atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        atOnce.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        atOnce.setReadOnly(true);
    }

    /// Compacts what has many small packs, collects what has grown much since it was collected, and drops replaced packs
    /// whose time is over. At most a few repositories each time; the others come next.
    public void tidy() {
        packs.sweepRetired(clock.instant().minus(KEPT));
        crowded().forEach(this::compact);
        grown().forEach(this::collect);
    }

    /// Repositories with many small packs.
    private List<Long> crowded() {
        return jdbc.sql("""
                select pack.repository
                from git_pack pack join git_pack_file file on file.pack = pack.id and file.extension = 'pack'
                where pack.state = 'live' and pack.source in ('INSERT', 'RECEIVE', 'COMPACT') and file.size < :small
                group by pack.repository having count(*) >= :many
                order by count(*) desc limit :limit""")
                .param("small", SMALL)
                .param("many", MANY)
                .param("limit", AT_ONCE)
                .query(Long.class)
                .list();
    }

    /// Repositories whose packs beside the collected one weigh a quarter of it, at most once a day unless they outweigh it;
    /// and those with garbage to drop.
    private List<Long> grown() {
        return jdbc.sql("""
                select pack.repository
                from git_pack pack
                    join git_pack_file file on file.pack = pack.id and file.extension = 'pack'
                    join git_repository repository on repository.id = pack.repository
                where pack.state = 'live'
                group by pack.repository, repository.collected_at
                having sum(file.size) filter (where pack.source in ('INSERT', 'RECEIVE', 'COMPACT'))
                        > greatest(:worth, coalesce(sum(file.size) filter (where pack.source = 'GC'), 0)
                            / case when repository.collected_at is null or repository.collected_at < :yesterday then 4 else 1 end)
                    or min(pack.staged_at) filter (where pack.source = 'UNREACHABLE_GARBAGE') < :expired
                limit :limit""")
                .param("worth", WORTH)
                .param("yesterday", Packs.at(clock.instant().minus(Duration.ofDays(1))))
                .param("expired", Packs.at(java.time.Instant.now().minus(Duration.ofHours(GARBAGE_HOURS * 2))))
                .param("limit", AT_ONCE)
                .query(Long.class)
                .list();
    }

    /// Makes one pack of a repository's small ones. False if somebody else packs at this moment.
    public boolean compact(long repository) {
        return alone(repository, snapshot -> {
            var compactor = new DfsPackCompactor(snapshot);
            int small = 0;
            for (var pack : snapshot.getObjectDatabase().getPacks()) {
                var description = pack.getPackDescription();
                var fresh = switch (description.getPackSource()) {
                    case INSERT, RECEIVE, COMPACT -> true;
                    default -> false;
                };
                if (fresh && description.getFileSize(PackExt.PACK) < SMALL) {
                    compactor.add(pack);
                    small++;
                }
            }
            if (small > 1) {
                compactor.compact(NullProgressMonitor.INSTANCE);
            }
        });
    }

    /// Makes one pack, with a bitmap, of all that branches and tags reach, and one of what only other refs do or did.
    /// False if somebody else packs at this moment.
    public boolean collect(long repository) {
        return alone(repository, snapshot -> {
            new DfsGarbageCollector(snapshot)
                    .setPackConfig(config(snapshot))
                    .setConvertToReftable(false)
                    .setGarbageTtl(GARBAGE_HOURS, TimeUnit.HOURS)
                    .pack(NullProgressMonitor.INSTANCE);
            jdbc.sql("update git_repository set collected_at = :now where id = :repository")
                    .param("now", Packs.at(clock.instant()))
                    .param("repository", repository)
                    .update();
        });
    }

    /// Leaves nothing in the packs but what refs reach or have reached, from this moment on: clones under way break off. False if
    /// somebody else packs at this moment.
    boolean purge(long repository) {
        return collect(repository) && jdbc.sql("""
                delete from git_pack where repository = :repository
                  and (state = 'retired' or state = 'live' and source = 'UNREACHABLE_GARBAGE')""")
                .param("repository", repository).update() >= 0;
    }

    /// In the background there is no hurry, and no memory to spare.
    private static PackConfig config(GitRepository repository) {
        var config = new PackConfig(repository);
        config.setIndexVersion(2);
        config.setThreads(1);
        config.setDeltaSearchMemoryLimit(32 << 20);
        config.setDeltaCacheSize(8 << 20);
        config.setBigFileThreshold(8 << 20);
        config.setBuildBitmaps(true);
        return config;
    }

    private interface Work {
        void on(GitRepository snapshot) throws IOException;
    }

    /// One repository at a time, whichever node it is that packs.
    private boolean alone(long repository, Work work) {
        return Boolean.TRUE.equals(apart.execute(_ -> template.execute((ConnectionCallback<Boolean>) connection -> {
            try (var lock = connection.prepareStatement("select pg_try_advisory_lock(?)");
                    var unlock = connection.prepareStatement("select pg_advisory_unlock(?)")) {
                lock.setLong(1, LOCK);
                unlock.setLong(1, LOCK);
                try (var row = lock.executeQuery()) {
                    if (!row.next() || !row.getBoolean(1)) {
                        return false;
                    }
                }
                try {
                    pack(repository, work);
                    return true;
                } finally {
                    unlock.execute();
                }
            }
        })));
    }

    private void pack(long repository, Work work) {
        long start = System.nanoTime();
        try (var snapshot = new GitRepository(repository, packs, refs, pushes, snapshot(repository))) {
            work.on(snapshot);
            log.debug("Packed repository {} anew in {} ms", repository, Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (IOException failure) {
            throw new UncheckedIOException("Repository " + repository + " could not be packed anew", failure);
        }
    }

    /// Packs and refs of the same moment: a push makes both visible at once.
    private @Nullable Snapshot snapshot(long repository) {
        return atOnce.execute(_ -> {
            var description = new DfsRepositoryDescription(Long.toString(repository));
            var live = packs.live(repository, description);
            var rows = new ArrayList<>(refs.all(repository));
            var known = new HashSet<String>();
            rows.forEach(row -> known.add(String.valueOf(row.object())));
            try (var now = new GitRepository(repository, packs, refs, pushes, new Snapshot(live, List.copyOf(rows))); var reader = now.newObjectReader()) {
                for (var object : refs.everPointedTo(repository)) {
                    if (known.add(object) && reader.has(ObjectId.fromString(object))) {
                        rows.add(new Refs.Row("refs/kept/" + object, object, null, null));
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return new Snapshot(packs.live(repository, description), rows);
        });
    }
}
