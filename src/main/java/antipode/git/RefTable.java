package antipode.git;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.internal.storage.dfs.DfsRefDatabase;
import org.eclipse.jgit.lib.CheckoutEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.ReflogEntry;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.SymbolicRef;
import org.eclipse.jgit.util.RefList;
import org.jspecify.annotations.Nullable;

/// One request's sight of a repository's refs; they move in batches only.
class RefTable extends DfsRefDatabase {

    private final GitRepository repository;
    private final Refs rows;
    private final Pushes pushes;
    private final @Nullable Snapshot snapshot;
    private boolean settled;

    RefTable(GitRepository repository, Refs rows, Pushes pushes, @Nullable Snapshot snapshot) {
        super(repository);
        this.repository = repository;
        this.rows = rows;
        this.pushes = pushes;
        this.snapshot = snapshot;
    }

    /// Reads the refs, if that was not done: always before the packs, so that what a ref names is among them.
    void settle() {
        try {
            if (!settled) {
                exactRef(Constants.HEAD);
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Override
    protected RefCache scanAllRefs() {
        settled = true;
        var ids = new RefList.Builder<Ref>();
        var symbolic = new RefList.Builder<Ref>();
        var head = Constants.R_HEADS + "main";
        for (var row : snapshot == null ? rows.all(repository.id()) : snapshot.refs()) {
            if (row.target() != null) {
                head = row.target();
            } else {
                ids.add(ref(row));
            }
        }
        var ref = new SymbolicRef(Constants.HEAD, new ObjectIdRef.Unpeeled(Ref.Storage.NEW, head, null));
        ids.add(ref);
        ids.sort();
        symbolic.add(ref);
        return new RefCache(ids.toRefList(), symbolic.toRefList());
    }

    private static Ref ref(Refs.Row row) {
        var id = ObjectId.fromString(row.object());
        return row.peeled() == null
                ? new ObjectIdRef.PeeledNonTag(Ref.Storage.PACKED, row.name(), id)
                : new ObjectIdRef.PeeledTag(Ref.Storage.PACKED, row.name(), id, ObjectId.fromString(row.peeled()));
    }

    @Override
    public boolean performsAtomicTransactions() {
        return true;
    }

    @Override
    public PushBatch newBatchUpdate() {
        return new PushBatch(repository, this, pushes);
    }

    @Override
    public void refresh() {
        settled = false;
        super.refresh();
    }

    @Override
    protected boolean compareAndPut(Ref before, Ref after) {
        throw new UnsupportedOperationException("Refs move in a batch");
    }

    @Override
    protected boolean compareAndRemove(Ref before) {
        throw new UnsupportedOperationException("Refs move in a batch");
    }

    @Override
    protected void cachePeeledState(Ref before, Ref after) {}

    @Override
    public ReflogReader getReflogReader(Ref ref) {
        return new Log(rows.moves(repository.id(), ref.getName(), 1000).stream().map(RefTable::entry).toList());
    }

    private static ReflogEntry entry(RefMove move) {
        return new Entry(move);
    }

    private record Log(List<ReflogEntry> entries) implements ReflogReader {

        @Override
        @SuppressWarnings("NullAway") // JGit's contract: null where there is none
        public ReflogEntry getLastEntry() {
            return getReverseEntry(0);
        }

        @Override
        public List<ReflogEntry> getReverseEntries() {
            return entries;
        }

        @Override
        @SuppressWarnings("NullAway") // JGit's contract: null where there is none
        public ReflogEntry getReverseEntry(int number) {
            return number < entries.size() ? entries.get(number) : null;
        }

        @Override
        public List<ReflogEntry> getReverseEntries(int max) {
            return entries.subList(0, Math.min(max, entries.size()));
        }
    }

    private record Entry(RefMove move) implements ReflogEntry {

        @Override
        public ObjectId getOldId() {
            return move.before() == null ? ObjectId.zeroId() : ObjectId.fromString(move.before());
        }

        @Override
        public ObjectId getNewId() {
            return move.after() == null ? ObjectId.zeroId() : ObjectId.fromString(move.after());
        }

        @Override
        public PersonIdent getWho() {
            return new PersonIdent(move.name(), move.email(), move.at(), java.time.ZoneOffset.UTC);
        }

        @Override
        public String getComment() {
            return move.message();
        }

        @Override
        @SuppressWarnings("NullAway") // JGit's contract: null where the entry is no checkout
        public CheckoutEntry parseCheckout() {
            return null;
        }
    }
}
