package antipode.git;

import static org.eclipse.jgit.transport.ReceiveCommand.Result.LOCK_FAILURE;
import static org.eclipse.jgit.transport.ReceiveCommand.Result.NOT_ATTEMPTED;
import static org.eclipse.jgit.transport.ReceiveCommand.Result.OK;
import static org.eclipse.jgit.transport.ReceiveCommand.Result.REJECTED_MISSING_OBJECT;
import static org.eclipse.jgit.transport.ReceiveCommand.Result.REJECTED_OTHER_REASON;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The second half of a push: its bytes lie staged and are sound, now they get their meaning in one short transaction.
@Component
class Pushes {

    private final Refs refs;
    private final TransactionTemplate transaction;
    private final ObjectProvider<PushRule> rules;
    private final ObjectProvider<PushListener> listeners;

    Pushes(Refs refs, PlatformTransactionManager transactions, ObjectProvider<PushRule> rules, ObjectProvider<PushListener> listeners) {
        this.refs = refs;
        this.transaction = new TransactionTemplate(transactions);
        this.rules = rules;
        this.listeners = listeners;
    }

    /// Gives each command its result. What a listener throws undoes the push and is thrown on.
    void push(GitRepository repository, List<ReceiveCommand> all, boolean atomic, String message, RevWalk walk) throws IOException {
        var head = refs.head(repository.id());
        var peeled = new HashMap<String, @Nullable String>();
        for (var command : ReceiveCommand.filter(all, NOT_ATTEMPTED)) {
            examine(repository, command, head, walk, peeled);
        }
        if (atomic && all.stream().anyMatch(command -> command.getResult() != NOT_ATTEMPTED)) {
            takeBack(all);
            return;
        }
        var commands = ReceiveCommand.filter(all, NOT_ATTEMPTED);
        if (commands.isEmpty()) {
            return;
        }
        var failures = transaction.execute(_ -> move(repository, commands, atomic, message, peeled));
        failures.forEach((command, why) -> command.setResult(why.result(), why.sentence()));
        if (atomic && !failures.isEmpty()) {
            takeBack(commands);
            return;
        }
        ReceiveCommand.filter(commands, NOT_ATTEMPTED).forEach(command -> command.setResult(OK));
        if (failures.size() < commands.size()) {
            repository.getObjectDatabase().published();
            repository.getRefDatabase().refresh();
        }
    }

    private record Failure(ReceiveCommand.Result result, String sentence) {}

    /// What can be said of a command before any lock: its objects, its shape, the rules.
    private void examine(GitRepository repository, ReceiveCommand command, String head, RevWalk walk, Map<String, @Nullable String> peeled)
            throws IOException {
        var ref = command.getRefName();
        try {
            if (!ObjectId.zeroId().equals(command.getNewId())) {
                var object = walk.parseAny(command.getNewId());
                if (ref.startsWith(Constants.R_HEADS) && !(object instanceof RevCommit)) {
                    command.setResult(REJECTED_OTHER_REASON, "a branch can only point to a commit");
                    return;
                }
                peeled.put(ref, object instanceof RevTag ? walk.peel(object).name() : null);
            }
            command.updateType(walk);
        } catch (MissingObjectException missing) {
            command.setResult(REJECTED_MISSING_OBJECT, missing.getObjectId().name());
            return;
        }
        if (command.getType() == ReceiveCommand.Type.DELETE && ref.equals(head)) {
            command.setResult(REJECTED_OTHER_REASON, "the default branch cannot be deleted");
            return;
        }
        if (repository.origin().way() == PushOrigin.Way.GIT && !Sending.open(ref)) {
            command.setResult(REJECTED_OTHER_REASON, "only branches, tags and notes can be pushed");
            return;
        }
        if (command.getType() == ReceiveCommand.Type.CREATE) {
            var odd = RefNames.refusal(ref);
            if (odd != null) {
                command.setResult(REJECTED_OTHER_REASON, odd);
                return;
            }
        }
        var change = RefChange.of(command);
        rules.orderedStream()
                .map(rule -> rule.refusal(repository.id(), change, repository.origin()))
                .filter(sentence -> sentence != null)
                .findFirst()
                .ifPresent(sentence -> command.setResult(REJECTED_OTHER_REASON, sentence));
    }

    /// The transaction. Judges every command with its ref locked before it writes anything, so that all or none needs
    /// no undoing.
    private Map<ReceiveCommand, Failure> move(
            GitRepository repository, List<ReceiveCommand> commands, boolean atomic, String message, Map<String, @Nullable String> peeled) {
        long id = repository.id();
        var origin = repository.origin();
        var upper = listeners.orderedStream().toList();
        var wanted = commands.stream().map(RefChange::of).toList();
        upper.forEach(listener -> listener.prepare(id, wanted, origin));

        var creating = wanted.stream().anyMatch(RefChange::created);
        var current = refs.lock(id, wanted.stream().map(RefChange::name).toList(), creating);
        var failures = judge(id, commands, current);
        if (failures.size() == commands.size() || atomic && !failures.isEmpty()) {
            return failures;
        }
        repository.getObjectDatabase().publish();
        var moved = new TreeMap<String, RefChange>();
        commands.stream().filter(command -> !failures.containsKey(command)).map(RefChange::of).forEach(change -> {
            var before = change.before() == null ? current.get(change.name()) : change.before();
            moved.put(change.name(), new RefChange(change.name(), before, change.after(), change.kind()));
        });
        for (var change : moved.values()) {
            if (!refs.move(id, change, peeled.get(change.name()))) {
                throw new IllegalStateException(change.name() + " moved although it was locked");
            }
            refs.log(id, change, origin, message);
        }
        var changes = List.copyOf(moved.values());
        var branch = newHead(id, changes);
        if (branch != null) {
            refs.moveHead(id, Constants.R_HEADS + branch);
            upper.forEach(listener -> listener.headMoved(id, branch));
        }
        upper.forEach(listener -> listener.pushed(id, changes, origin));
        return failures;
    }

    private Map<ReceiveCommand, Failure> judge(long repository, List<ReceiveCommand> commands, Map<String, String> current) {
        var failures = new LinkedHashMap<ReceiveCommand, Failure>();
        var deleted = new HashSet<String>();
        var created = new ArrayList<String>();
        var order = new ArrayList<>(commands); // deletions first: they make room for names
        order.sort(java.util.Comparator.comparing(command -> command.getType() != ReceiveCommand.Type.DELETE));
        for (var command : order) {
            var ref = command.getRefName();
            var now = current.get(ref);
            var expected = ObjectId.zeroId().equals(command.getOldId()) ? null : command.getOldId().name();
            if (command.getType() == ReceiveCommand.Type.DELETE) {
                if (now == null || expected != null && !expected.equals(now)) {
                    failures.put(command, new Failure(LOCK_FAILURE, "it has been moved meanwhile"));
                } else {
                    deleted.add(ref);
                }
            } else if (!java.util.Objects.equals(now, expected)) {
                failures.put(command, new Failure(LOCK_FAILURE, "it has been moved meanwhile"));
            } else if (now == null) {
                var beside = refs.conflicting(repository, ref);
                beside.removeAll(deleted);
                created.stream().filter(other -> other.startsWith(ref + "/") || ref.startsWith(other + "/")).forEach(beside::add);
                if (beside.isEmpty()) {
                    created.add(ref);
                } else {
                    var other = beside.stream().sorted().findFirst().orElseThrow();
                    failures.put(command, new Failure(REJECTED_OTHER_REASON, "cannot exist beside " + other));
                }
            }
        }
        return failures;
    }

    /// The first branch pushed to an empty repository becomes its head, whatever its name.
    private @Nullable String newHead(long repository, List<RefChange> changes) {
        var branches = changes.stream().filter(RefChange::created).map(RefChange::branch).filter(branch -> branch != null).toList();
        if (branches.isEmpty()) {
            return null;
        }
        var head = refs.head(repository);
        if (refs.exists(repository, head)) {
            return null;
        }
        return branches.contains("main") ? "main" : branches.contains("master") ? "master" : branches.getFirst();
    }

    List<String> messages(GitRepository repository, List<ReceiveCommand> commands) {
        var changes = commands.stream().map(RefChange::of).toList();
        return listeners.orderedStream()
                .flatMap(listener -> listener.messages(repository.id(), changes, repository.origin()).stream())
                .toList();
    }

    private static void takeBack(List<ReceiveCommand> all) {
        ReceiveCommand.filter(all, NOT_ATTEMPTED)
                .forEach(command -> command.setResult(REJECTED_OTHER_REASON, JGitText.get().transactionAborted));
    }

    static boolean takenBack(ReceiveCommand command) {
        return JGitText.get().transactionAborted.equals(command.getMessage());
    }
}
