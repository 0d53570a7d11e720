package antipode.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Packs and their chunks as rows.
@Component
class Packs {

    static final int CHUNK = 64 * 1024;
    private static final int CHUNKS_AT_ONCE = 16;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    Packs(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
    }

    void begin(long repository) {
        jdbc.sql("insert into git_repository (id, created_at) values (:id, :now) on conflict do nothing")
                .param("id", repository)
                .param("now", at(clock.instant()))
                .update();
    }

    /// A name no pack ever had, in this database or another that the JVM's block cache has seen.
    static Pack named(DfsRepositoryDescription repository, PackSource source) {
        return new Pack(repository, "pack-" + UUID.randomUUID().toString().replace("-", ""), source);
    }

    List<Pack> live(long repository, DfsRepositoryDescription description) {
        var packs = new LinkedHashMap<Long, Pack>();
        jdbc.sql("""
                select pack.id, pack.name, pack.source, pack.staged_at, pack.objects, pack.deltas, pack.index_version,
                       file.extension, file.size
                from git_pack pack join git_pack_file file on file.pack = pack.id
                where pack.repository = :repository and pack.state = 'live'
                order by pack.id desc""")
                .param("repository", repository)
                .query(row -> {
                    long id = row.getLong("id");
                    var pack = packs.get(id);
                    if (pack == null) {
                        pack = new Pack(description, row.getString("name"), PackSource.valueOf(row.getString("source")));
                        pack.id = id;
                        pack.setLastModified(row.getTimestamp("staged_at").getTime());
                        pack.setObjectCount(row.getLong("objects"));
                        pack.setDeltaCount(row.getLong("deltas"));
                        pack.setIndexVersion(row.getInt("index_version"));
                        packs.put(id, pack);
                    }
                    pack.holds(extension(row.getString("extension")), row.getLong("size"));
                });
        return new ArrayList<>(packs.values());
    }

    /// Writes a finished pack where only its own push looks. No transaction of its own around it all: two gigabytes
    /// must not hold a snapshot, and what is left of a failure is swept.
    void stage(long repository, Pack pack) throws IOException {
        begin(repository);
        var staged = Instant.now(); // real time: a moved clock must not make a running push look abandoned
        pack.setLastModified(staged.toEpochMilli());
        pack.id = jdbc.sql("""
                insert into git_pack (repository, name, source, state, staged_at, objects, deltas, index_version)
                values (:repository, :name, :source, 'staged', :at, :objects, :deltas, :index) returning id""")
                .param("repository", repository)
                .param("name", pack.getPackName())
                .param("source", pack.getPackSource().name())
                .param("at", at(staged))
                .param("objects", pack.getObjectCount())
                .param("deltas", pack.getDeltaCount())
                .param("index", pack.getIndexVersion())
                .query(Long.class)
                .single();
        for (var written : pack.written.entrySet()) {
            var extension = written.getKey().getExtension();
            jdbc.sql("insert into git_pack_file (pack, extension, size) values (:pack, :extension, :size)")
                    .param("pack", pack.id)
                    .param("extension", extension)
                    .param("size", written.getValue().size())
                    .update();
            write(pack.id, extension, written.getValue());
        }
    }

    private void write(long pack, String extension, PackBuffer bytes) throws IOException {
        var rows = new ArrayList<Object[]>();
        for (long from = 0; from < bytes.size(); from += CHUNK) {
            var chunk = new byte[(int) Math.min(CHUNK, bytes.size() - from)];
            bytes.readFully(from, ByteBuffer.wrap(chunk));
            rows.add(new Object[] {pack, extension, (int) (from / CHUNK), chunk});
            if (rows.size() == CHUNKS_AT_ONCE) {
                insert(rows);
            }
        }
        insert(rows);
    }

    private void insert(List<Object[]> rows) {
        if (!rows.isEmpty()) {
            template.batchUpdate("insert into git_pack_chunk (pack, extension, position, bytes) values (?, ?, ?, ?)", rows);
            rows.clear();
        }
    }

    /// Called in the push's transaction.
    void publish(Collection<Pack> packs) {
        if (packs.isEmpty()) {
            return;
        }
        int published = jdbc.sql("update git_pack set state = 'live' where id in (:ids) and state = 'staged'")
                .param("ids", packs.stream().map(pack -> pack.id).toList())
                .update();
        if (published != packs.size()) {
            throw new IllegalStateException("The pushed objects were swept away before they could be used; please push again.");
        }
    }

    /// Makes finished packs live in the place of others, which stay for readers that began before.
    @Transactional
    public void replace(Collection<Pack> written, Collection<Long> replaced) {
        publish(written);
        if (replaced.isEmpty()) {
            return;
        }
        int retired = jdbc.sql("update git_pack set state = 'retired', retired_at = :now where id in (:ids) and state = 'live'")
                .param("now", at(clock.instant()))
                .param("ids", replaced)
                .update();
        if (retired != replaced.size()) {
            throw new IllegalStateException("Somebody else has packed this repository anew meanwhile");
        }
    }

    /// Removes packs that were replaced before a time; how many.
    int sweepRetired(Instant before) {
        return jdbc.sql("delete from git_pack where state = 'retired' and retired_at < :before")
                .param("before", at(before))
                .update();
    }

    void discard(Collection<Pack> packs) {
        var ids = packs.stream().map(pack -> pack.id).filter(id -> id != 0).toList();
        if (!ids.isEmpty()) {
            jdbc.sql("delete from git_pack where id in (:ids) and state = 'staged'").param("ids", ids).update();
        }
    }

    int sweepStaged(Instant before) {
        return jdbc.sql("delete from git_pack where state = 'staged' and staged_at < :before")
                .param("before", at(before))
                .update();
    }

    /// Chunks `from` until before `to`, in order.
    List<byte[]> chunks(Pack pack, PackExt extension, int from, int to) {
        return jdbc.sql("""
                select bytes from git_pack_chunk
                where pack = :pack and extension = :extension and position >= :from and position < :to
                order by position""")
                .param("pack", pack.id)
                .param("extension", extension.getExtension())
                .param("from", from)
                .param("to", to)
                .query((row, _) -> row.getBytes(1))
                .list();
    }

    long size(long repository) {
        return jdbc.sql("""
                select coalesce(sum(file.size), 0)
                from git_pack pack join git_pack_file file on file.pack = pack.id
                where pack.repository = :repository and pack.state = 'live' and file.extension = 'pack'""")
                .param("repository", repository)
                .query(Long.class)
                .single();
    }

    private static PackExt extension(String name) {
        for (var extension : PackExt.values()) {
            if (extension.getExtension().equals(name)) {
                return extension;
            }
        }
        throw new IllegalArgumentException("No pack file is called ." + name);
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(Timestamp timestamp) {
        return timestamp.toInstant();
    }
}
