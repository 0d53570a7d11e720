package antipode.git;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;

/// A repository for the length of one request. Objects are written with JGit's `newObjectInserter`; nobody else sees
/// them until [#update] moves refs to them.
public class GitRepository extends DfsRepository {

    private final long id;
    private final PackDatabase objects;
    private final RefTable refs;
    private final Refs rows;
    private PushOrigin origin = PushOrigin.web(null, null, "", "");

    GitRepository(long id, Packs packs, Refs rows, Pushes pushes) {
        this(id, packs, rows, pushes, null);
    }

    /// With a snapshot: the repository as it was then, to be packed anew.
    GitRepository(long id, Packs packs, Refs rows, Pushes pushes, @Nullable Snapshot snapshot) {
        super(new Builder().setRepositoryDescription(new DfsRepositoryDescription(Long.toString(id))));
        this.id = id;
        this.rows = rows;
        this.objects = new PackDatabase(this, packs, snapshot);
        this.refs = new RefTable(this, rows, pushes, snapshot);
    }

    public long id() {
        return id;
    }

    @Override
    public PackDatabase getObjectDatabase() {
        return objects;
    }

    @Override
    public RefTable getRefDatabase() {
        return refs;
    }

    /// All refs whose full names begin so.
    public List<Ref> refs(String... prefixes) throws IOException {
        return refs.getRefsByPrefix(prefixes);
    }

    /// What an object is called since the history was written anew; nothing if it never was called so.
    ///
    /// @param id its former id, or how that begins
    public @Nullable ObjectId renamed(String id) {
        var now = rows.renamed(this.id, id);
        return now == null ? null : ObjectId.fromString(now);
    }

    /// Moves refs as one push does, all or none: rules first, then one transaction with all it means. Within a
    /// transaction that is already open it is a part of that.
    public void update(PushOrigin origin, String message, List<Update> updates) {
        this.origin = origin;
        var batch = refs.newBatchUpdate();
        batch.setAtomic(true);
        batch.setAllowNonFastForwards(true);
        batch.setRefLogMessage(message, false);
        updates.forEach(update -> batch.addCommand(new ReceiveCommand(orZero(update.before()), orZero(update.after()), update.ref())));
        try (var walk = new RevWalk(this)) {
            batch.execute(walk, NullProgressMonitor.INSTANCE);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        batch.refuse();
    }

    /// A ref's full name, where it is expected to be (null: not to exist), and where it shall be (null: nowhere).
    public record Update(String ref, @Nullable ObjectId before, @Nullable ObjectId after) {}

    private static ObjectId orZero(@Nullable ObjectId id) {
        return id == null ? ObjectId.zeroId() : id.copy();
    }

    PushOrigin origin() {
        return origin;
    }

    void origin(PushOrigin origin) {
        this.origin = origin;
    }

    PersonIdent ident() {
        return new PersonIdent(origin.name(), origin.email());
    }

    @Override
    protected void doClose() {
        objects.discard();
        super.doClose();
    }

    private static final class Builder extends DfsRepositoryBuilder<Builder, GitRepository> {
        @Override
        public GitRepository build() {
            throw new UnsupportedOperationException();
        }
    }
}
