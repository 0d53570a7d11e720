package antipode.repositories;

import antipode.git.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// The commits that a repository wants looked through, as `.git-blame-ignore-revs` names them: one on a line, whole or by the
/// first seven letters or more, with remarks behind `#`. What is no such line is passed over.
///
/// @param blob which version of the file this is; "" where there is none
record IgnoredRevisions(String blob, Set<String> names, Set<Integer> lengths) {

    static final String FILE = ".git-blame-ignore-revs";
    private static final int LARGEST = 1 << 20;
    private static final int MOST = 10_000;
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{7,40}");

    static IgnoredRevisions read(String blob, String text) {
        var names = new HashSet<String>();
        var lengths = new HashSet<Integer>();
        text.lines().limit(MOST).forEach(line -> {
            int remark = line.indexOf('#');
            var name = (remark < 0 ? line : line.substring(0, remark)).strip().replace("\uFEFF", "").toLowerCase(Locale.ROOT);
            if (NAME.matcher(name).matches()) {
                names.add(name);
                lengths.add(name.length());
            }
        });
        return new IgnoredRevisions(blob, Set.copyOf(names), Set.copyOf(lengths));
    }

    /// Whatever is looked at, it is looked at with today's knowledge: by the file at the head of the default branch. Only what
    /// never came there goes by its own.
    static IgnoredRevisions of(GitRepository git, RevWalk walk, RevCommit commit) throws IOException {
        var head = Revisions.find(git, walk, Constants.HEAD);
        var ours = head == null ? null : Tracing.blob(walk, head, FILE);
        var theirs = Tracing.blob(walk, commit, FILE);
        @Nullable ObjectId file = ours;
        if (theirs != null && !theirs.equals(ours) && (ours == null || head == null || !walk.isMergedInto(commit, head))) {
            file = theirs;
        }
        if (file == null) {
            return read("", "");
        }
        var loader = git.open(file, Constants.OBJ_BLOB);
        return read(file.name(), loader.getSize() > LARGEST ? "" : new String(loader.getBytes(LARGEST), StandardCharsets.UTF_8));
    }

    boolean contain(String commit) {
        return lengths.stream().anyMatch(length -> names.contains(commit.substring(0, length)));
    }
}
