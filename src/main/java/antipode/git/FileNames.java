package antipode.git;

import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.jspecify.annotations.Nullable;

/// What a file may be called: what git allows on every system, so that real handbooks come in as they are, questions in their
/// names and all. Refused is only what some system takes for git's own folder or for a way out of the tree. That a system
/// can't keep a file of some name endangers nobody.
public final class FileNames {

    /// `.git` as NTFS reads it: a short name, with dots and spaces behind it, or one of its streams.
    private static final Pattern GIT = Pattern.compile("(\\.git|git~1)[ .]*(:.*)?", Pattern.DOTALL);

    private FileNames() {}

    /// Why a path can't be that of a file, null if it can.
    public static @Nullable String refusal(String path) {
        try {
            new ObjectChecker().setSafeForMacOS(true).checkPath(path);
        } catch (CorruptObjectException unsafe) {
            return unsafe.getMessage();
        }
        for (var name : path.split("/")) {
            var bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            var why = refusal(bytes, 0, bytes.length);
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    /// The same of one name within a tree, beside what JGit says of it.
    static @Nullable String refusal(byte[] buffer, int from, int length) {
        for (int at = from; at < from + length; at++) {
            if (buffer[at] == '\\') {
                return "a backslash leads out of the tree on Windows";
            }
            if (buffer[at] >= 0 && buffer[at] < ' ') {
                return "a name has no control characters";
            }
        }
        boolean like = length > 0 && (buffer[from] == '.' || buffer[from] == 'g' || buffer[from] == 'G');
        return like && GIT.matcher(text(buffer, from, length)).matches() ? "Windows takes that name for .git" : null;
    }

    private static String text(byte[] buffer, int from, int length) {
        return new String(buffer, from, length, java.nio.charset.StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
