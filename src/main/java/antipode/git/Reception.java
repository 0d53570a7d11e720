package antipode.git;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.jgit.internal.storage.dfs.DfsInserter;
import org.eclipse.jgit.internal.storage.dfs.DfsPackParser;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.jspecify.annotations.Nullable;

/// Reads a pack that is pushed, and stops before it takes more memory or work than a push may: a pack of a few bytes can
/// claim billions of objects, and deltas can grow into gigabytes.
final class Reception extends DfsPackParser {

    /// Commits, trees and tags are looked at as a whole.
    static final int LARGEST_STRUCTURE = 8 << 20;

    private static final long MEMORY = Runtime.getRuntime().maxMemory();
    private static final long MOST_OBJECTS = Math.clamp(MEMORY / 400, 500_000, 20_000_000);
    private static final long LARGEST_DELTA = Math.max(8 << 20, MEMORY / 10);
    private static final long MOST_AT_ONCE = MEMORY / 4;

    /// Bytes that deltas may become, and how many more for each byte that was sent.
    private static final long WORK = 2L << 30;

    private static final long WORK_PER_BYTE = 1000;

    /// From so many bytes held at once on, pushes take turns.
    private static final long LARGE = 16 << 20;

    private static final Semaphore ONE_LARGE = new Semaphore(1);

    private final Chains chains = new Chains();
    private final Map<Long, Held> held = new HashMap<>();
    private final Map<ObjectId, Long> places = new HashMap<>();
    private long limit;
    private long holding;
    private long work;
    private long sent;
    private boolean resolving;
    private boolean large;

    private static final class Held {
        private final long size;
        private int children;

        private Held(long size, int children) {
            this.size = size;
            this.children = children;
        }
    }

    Reception(PackDatabase database, DfsInserter inserter, InputStream in) {
        super(database, inserter, in);
    }

    @Override
    public void setMaxObjectSizeLimit(long limit) {
        super.setMaxObjectSizeLimit(limit);
        this.limit = limit;
    }

    @Override
    public @Nullable PackLock parse(@Nullable ProgressMonitor receiving, @Nullable ProgressMonitor deltas) throws IOException {
        try {
            return super.parse(receiving, deltas);
        } finally {
            if (large) {
                ONE_LARGE.release();
            }
        }
    }

    @Override
    protected void onPackHeader(long objects) throws IOException {
        if (objects > MOST_OBJECTS) {
            throw new IOException("a push may bring %,d objects; push your history in several steps".formatted(MOST_OBJECTS));
        }
        super.onPackHeader(objects);
    }

    @Override
    protected void onStoreStream(byte[] raw, int position, int length) throws IOException {
        sent += length;
        super.onStoreStream(raw, position, length);
    }

    @Override
    protected void onBeginWholeObject(long position, int type, long size) throws IOException {
        if (type != Constants.OBJ_BLOB && size > LARGEST_STRUCTURE) {
            throw new IOException("a commit, a folder or a tag may have " + (LARGEST_STRUCTURE >> 20) + " MiB; split it");
        }
        super.onBeginWholeObject(position, type, size);
    }

    @Override
    protected void onBeginOfsDelta(long position, long base, long size) throws IOException {
        chains.add(position, base);
        super.onBeginOfsDelta(position, base, size);
    }

    @Override
    protected void onBeginRefDelta(long position, AnyObjectId base, long size) throws IOException {
        chains.add(position, base);
        super.onBeginRefDelta(position, base, size);
    }

    /// What deltas are resolved from is read once more.
    @Override
    protected ObjectTypeAndSize seekDatabase(PackedObjectInfo object, ObjectTypeAndSize info) throws IOException {
        resolving = true;
        super.setMaxObjectSizeLimit(limit == 0 ? LARGEST_DELTA : Math.min(limit, LARGEST_DELTA));
        var found = super.seekDatabase(object, info);
        bound(found.size);
        hold(object, found.size);
        return found;
    }

    @Override
    protected ObjectTypeAndSize seekDatabase(UnresolvedDelta delta, ObjectTypeAndSize info) throws IOException {
        resolving = true;
        var found = super.seekDatabase(delta, info);
        bound(found.size);
        return found;
    }

    private void bound(long size) throws IOException {
        if (size > LARGEST_DELTA || holding + size > MOST_AT_ONCE) {
            throw new IOException("the push holds deltas that take too much memory here; push with -c core.bigFileThreshold=16m");
        }
        if (holding + size > LARGE && !large) {
            ONE_LARGE.acquireUninterruptibly();
            large = true;
        }
    }

    @Override
    protected void onInflatedObjectData(PackedObjectInfo object, int type, byte[] data) throws IOException {
        super.onInflatedObjectData(object, type, data);
        if (!resolving) {
            return;
        }
        work += data.length;
        if (work > WORK + WORK_PER_BYTE * sent) {
            throw new IOException("the push unfolds into gigabytes; push your history in several steps");
        }
        letGo(object.getOffset());
        hold(object, data.length);
    }

    private void hold(PackedObjectInfo object, long size) {
        int children = chains.children(object.getOffset()) + chains.children(object);
        if (children > 0 && held.put(object.getOffset(), new Held(size, children)) == null) {
            holding += size;
            if (chains.named(object)) {
                places.put(object.copy(), object.getOffset());
            }
        }
    }

    private void letGo(long child) {
        var name = chains.nameOfBase(child);
        var base = name == null ? Long.valueOf(chains.base(child)) : places.get(name);
        var parent = base == null ? null : held.get(base);
        if (parent != null && --parent.children == 0) {
            held.remove(base);
            holding -= parent.size;
        }
    }

    /// Which delta stands on which object, in the order of the pack.
    private static final class Chains {
        private long[] positions = new long[64];
        private long[] bases = new long[64];
        private int count;
        private final Map<Long, ObjectId> names = new HashMap<>();
        private final Map<ObjectId, Integer> byName = new HashMap<>();
        private long @Nullable [] sorted;

        void add(long position, long base) {
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, count * 2);
                bases = Arrays.copyOf(bases, count * 2);
            }
            positions[count] = position;
            bases[count++] = base;
        }

        void add(long position, AnyObjectId base) {
            names.put(position, base.copy());
            byName.merge(base.copy(), 1, Integer::sum);
        }

        long base(long position) {
            int at = Arrays.binarySearch(positions, 0, count, position);
            return at < 0 ? -1 : bases[at];
        }

        @Nullable ObjectId nameOfBase(long position) {
            return names.get(position);
        }

        boolean named(AnyObjectId base) {
            return byName.containsKey(base);
        }

        int children(AnyObjectId base) {
            return byName.getOrDefault(base, 0);
        }

        int children(long base) {
            if (sorted == null) {
                sorted = Arrays.copyOf(bases, count);
                Arrays.sort(sorted);
            }
            int at = Arrays.binarySearch(sorted, base);
            if (at < 0) {
                return 0;
            }
            int from = at;
            int to = at;
            while (from > 0 && sorted[from - 1] == base) {
                from--;
            }
            while (to + 1 < sorted.length && sorted[to + 1] == base) {
                to++;
            }
            return to - from + 1;
        }
    }

    /// Its packs are read so; single objects are written as ever.
    static final class Inserter extends DfsInserter {
        private final PackDatabase database;

        Inserter(PackDatabase database) {
            super(database);
            this.database = database;
        }

        @Override
        public DfsPackParser newPackParser(InputStream in) {
            return new Reception(database, this, in);
        }
    }
}
