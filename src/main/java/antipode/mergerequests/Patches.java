package antipode.mergerequests;

import antipode.repositories.Diffs;
import antipode.repositories.FileDiff;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells whether two states of a branch change the same: as after a clean rebase. Then what was approved still is.
@Component
class Patches {

    private final Diffs diffs;

    Patches(Diffs diffs) {
        this.diffs = diffs;
    }

    /// Whether every file changes by the same lines among the same lines; only where in the file they stand may differ.
    boolean same(MergeRequest request, MergeRequestVersions.Ends after) {
        long project = request.header().projectId();
        Optional<String> before = of(project, request.base(), request.head());
        return before.isPresent() && before.equals(of(project, after.base(), after.head()));
    }

    /// Nothing where a file can't be compared by its lines, or nothing changes.
    private Optional<String> of(long project, String base, String head) {
        var files = diffs.between(project, base, head);
        if (files.isEmpty() || files.stream().anyMatch(file -> file.tooLarge() || file.binary())) {
            return Optional.empty();
        }
        return Optional.of(files.stream().map(Patches::words).collect(Collectors.joining("\u0000")));
    }

    private static String words(FileDiff file) {
        String hunks = file.diff().lines().map(line -> line.startsWith("@@ ") ? "@@" : line).collect(Collectors.joining("\n"));
        return String.join("\u0000", file.oldPath(), file.newPath(), file.oldMode(), file.newMode(), hunks);
    }
}
