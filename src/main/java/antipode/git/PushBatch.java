package antipode.git;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;

/// All refs of one push, moved in one transaction.
class PushBatch extends BatchRefUpdate {

    private final GitRepository repository;
    private final Pushes pushes;

    PushBatch(GitRepository repository, RefTable refs, Pushes pushes) {
        super(refs);
        this.repository = repository;
        this.pushes = pushes;
    }

    @Override
    public void execute(RevWalk walk, ProgressMonitor monitor, @Nullable List<String> options) throws IOException {
        var message = getRefLogMessage();
        try {
            pushes.push(repository, getCommands(), isAtomic(), message == null ? "" : message, walk);
        } catch (RuntimeException failure) {
            if (repository.origin().way() == PushOrigin.Way.GIT) {
                throw new IOException(failure); // reported for each ref, as git does
            }
            throw failure;
        }
    }

    /// Throws why a ref did not move, if one did not.
    void refuse() {
        var failed = getCommands().stream().filter(command -> command.getResult() != ReceiveCommand.Result.OK).toList();
        // One that was only taken back with the others says nothing.
        failed.stream()
                .filter(command -> !Pushes.takenBack(command))
                .findFirst()
                .or(() -> failed.stream().findFirst())
                .ifPresent(command -> {
                    var moved = command.getResult() == ReceiveCommand.Result.LOCK_FAILURE;
                    var why = command.getMessage();
                    throw new RefRefused(command.getRefName(), why == null ? command.getResult().name() : why, moved);
                });
    }
}
