package antipode.git;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCacheConfig;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/// One request's sight of a repository's objects: the live packs, and those it has staged itself.
class PackDatabase extends DfsObjDatabase {

    static {
        // The cache is one for the JVM, and bounded by it.
        DfsBlockCache.reconfigure(new DfsBlockCacheConfig()
                .setBlockSize(Packs.CHUNK)
                .setBlockLimit(Math.clamp(Runtime.getRuntime().maxMemory() / 8, 16L << 20, 1L << 30) / Packs.CHUNK * Packs.CHUNK));
    }

    /// Larger objects are streamed, not held.
    private static final int LARGE_FILE = 8 << 20;

    private final GitRepository repository;
    private final Packs packs;
    private final @Nullable Snapshot snapshot;
    private final List<Pack> staged = new ArrayList<>();

    PackDatabase(GitRepository repository, Packs packs, @Nullable Snapshot snapshot) {
        super(repository, new DfsReaderOptions()
                .setStreamPackBufferSize(16 * Packs.CHUNK)
                .setStreamFileThreshold(LARGE_FILE));
        this.repository = repository;
        this.packs = packs;
        this.snapshot = snapshot;
    }

    @Override
    public ObjectInserter newInserter() {
        return new Reception.Inserter(this);
    }

    @Override
    protected DfsPackDescription newPack(PackSource source) {
        return Packs.named(repository.getDescription(), source);
    }

    @Override
    protected DfsOutputStream writeFile(DfsPackDescription description, PackExt extension) {
        var buffer = new PackBuffer();
        ((Pack) description).written.put(extension, buffer);
        return buffer;
    }

    @Override
    protected void commitPackImpl(Collection<DfsPackDescription> written, @Nullable Collection<DfsPackDescription> replaced) throws IOException {
        for (var description : written) {
            var pack = (Pack) description;
            packs.stage(repository.id(), pack);
            pack.forget();
            staged.add(pack);
        }
        if (snapshot != null && replaced != null) {
            packs.replace(staged, replaced.stream().map(description -> ((Pack) description).id).toList());
            staged.clear();
        }
    }

    @Override
    protected void rollbackPack(Collection<DfsPackDescription> written) {
        for (var description : written) {
            ((Pack) description).forget();
            packs.discard(List.of((Pack) description));
        }
    }

    @Override
    protected List<DfsPackDescription> listPacks() {
        if (snapshot != null) {
            return new ArrayList<>(snapshot.packs());
        }
        repository.getRefDatabase().settle();
        var all = new ArrayList<DfsPackDescription>(staged);
        all.addAll(packs.live(repository.id(), repository.getDescription()));
        return all;
    }

    @Override
    protected ReadableChannel openFile(DfsPackDescription description, PackExt extension) throws FileNotFoundException {
        if (!description.hasFileExt(extension)) {
            throw new FileNotFoundException(description.getFileName(extension));
        }
        return new PackChannel(packs, (Pack) description, extension);
    }

    /// Whether this request brings an object itself.
    boolean brings(ObjectId id) throws IOException {
        try (var reader = newReader()) {
            for (var pack : getPacks()) {
                if (staged.contains(pack.getPackDescription()) && pack.hasObject(reader, id)) return true;
            }
            return false;
        }
    }

    /// Called in the push's transaction.
    void publish() {
        packs.publish(staged);
    }

    /// The transaction is done: what was staged is everybody's.
    void published() {
        staged.clear();
    }

    void discard() {
        packs.discard(staged);
        staged.clear();
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
        return Set.of();
    }

    @Override
    public void setShallowCommits(Set<ObjectId> commits) {
        if (!commits.isEmpty()) {
            throw new UnsupportedOperationException("A repository here is never shallow");
        }
    }

    @Override
    public long getApproximateObjectCount() {
        return packs.live(repository.id(), repository.getDescription()).stream().mapToLong(Pack::getObjectCount).sum();
    }
}
