package antipode.git;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How a push over the wire is received: its limits, its checks, what git tells its user.
class Receiving {

    private static final Logger log = LoggerFactory.getLogger(Receiving.class);

    /// Bytes a single object, the pack of one push, and all of a repository's packs may have.
    @ConfigurationProperties("antipode.git")
    record Limits(
            @DefaultValue("104857600") long object, @DefaultValue("2147483648") long push, @DefaultValue("2147483648") long repository) {}

    /// Names and ids of all refs of one push.
    private static final int MOST_COMMANDS = 3 << 20;

    private final Limits limits;
    private final Packs packs;
    private final Refs refs;
    private final Pushes pushes;

    Receiving(Limits limits, Packs packs, Refs refs, Pushes pushes) {
        this.limits = limits;
        this.packs = packs;
        this.refs = refs;
        this.pushes = pushes;
    }

    ReceivePack receive(GitRepository repository) {
        var checker = new StrictChecker();
        var receive = new ReceivePack(repository);
        receive.setObjectChecker(checker);
        receive.setCheckReferencedObjectsAreReachable(true);
        receive.setAllowPushOptions(true);
        receive.setMaxObjectSizeLimit(limits.object());
        var left = Math.max(0, limits.repository() - packs.size(repository.id()));
        receive.setMaxPackSizeLimit(Math.min(left, limits.push()));
        receive.setMaxCommandBytes(MOST_COMMANDS);
        receive.setRefLogIdent(repository.ident());
        receive.setPreReceiveHook((push, commands) -> before(push, commands, repository, checker));
        receive.setPostReceiveHook((push, commands) -> after(push, commands, repository));
        var report = receive.getUnpackErrorHandler();
        receive.setUnpackErrorHandler(failure -> report.handleUnpackException(sentence(failure, left)));
        receive.setReceiveCommandErrorHandler(new Refusals());
        return receive;
    }

    private Throwable sentence(Throwable failure, long left) {
        return switch (failure) {
            case TooLargePackException _ when left > limits.push() ->
                new IOException("a push may have " + mebibytes(limits.push()) + "; push your history in several steps");
            case TooLargePackException _ ->
                new IOException("this repository may hold " + mebibytes(limits.repository()) + "; the push would exceed it");
            case TooLargeObjectInPackException _ ->
                new IOException("a file may have " + mebibytes(limits.object()) + "; the push holds a larger one");
            default -> failure;
        };
    }

    private static String mebibytes(long bytes) {
        return bytes >> 30 > 0 && bytes % (1L << 30) == 0 ? (bytes >> 30) + " GiB" : (bytes >> 20) + " MiB";
    }

    private void before(ReceivePack push, Collection<ReceiveCommand> commands, GitRepository repository, StrictChecker checker) {
        var options = push.getPushOptions();
        if (options != null) {
            repository.origin(repository.origin().with(options));
        }
        var overflow = overflow(repository, checker);
        if (overflow == null) {
            overflow = unfolding(repository, checker);
        }
        if (overflow == null) {
            overflow = redacted(repository);
        }
        if (overflow == null) {
            overflow = Submodules.refusal(repository, checker.getGitsubmodules());
        }
        if (overflow != null) {
            var why = overflow;
            commands.forEach(command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, why));
        }
    }

    private static @Nullable String unfolding(GitRepository repository, StrictChecker checker) {
        try {
            return checker.unfolding(repository);
        } catch (IOException failure) {
            return "its folders cannot be read";
        }
    }

    private @Nullable String redacted(GitRepository repository) {
        try {
            for (var file : refs.refused(repository.id())) {
                if (repository.getObjectDatabase().brings(ObjectId.fromString(file))) {
                    return "it brings back a file that was redacted: fetch, and rebase what is yours onto the new history";
                }
            }
            return null;
        } catch (IOException failure) {
            return "its files cannot be read";
        }
    }

    private static @Nullable String overflow(GitRepository repository, StrictChecker checker) {
        try {
            for (var id : checker.attributes()) {
                var blob = repository.open(id, Constants.OBJ_BLOB);
                if (blob.getSize() > StrictChecker.ATTRIBUTE_FILE) {
                    return "a .gitattributes is too large";
                }
                int line = 0;
                for (byte letter : blob.getCachedBytes(StrictChecker.ATTRIBUTE_FILE)) {
                    line = letter == '\n' ? 0 : line + 1;
                    if (line >= StrictChecker.ATTRIBUTE_LINE) {
                        return "a .gitattributes has too long a line";
                    }
                }
            }
            return null;
        } catch (IOException failure) {
            return "a .gitattributes cannot be read";
        }
    }

    private void after(ReceivePack push, Collection<ReceiveCommand> commands, GitRepository repository) {
        if (!commands.isEmpty()) {
            try {
                pushes.messages(repository, List.copyOf(commands)).forEach(push::sendMessage);
            } catch (RuntimeException failure) {
                log.error("The push is stored, but what was to be said about it failed", failure);
            }
        }
    }

    private static final class Refusals implements org.eclipse.jgit.transport.ReceiveCommandErrorHandler {
        @Override
        public void handleBatchRefUpdateException(List<ReceiveCommand> commands, IOException failure) {
            log.error("A push failed", failure);
            for (var command : commands) {
                if (command.getResult() == ReceiveCommand.Result.NOT_ATTEMPTED) {
                    command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "the server could not store it; nothing has changed");
                }
            }
        }
    }
}
