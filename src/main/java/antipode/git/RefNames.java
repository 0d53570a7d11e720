package antipode.git;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/// What a new ref may be called: what git allows, save names that are taken for something else.
public final class RefNames {

    /// Bytes; systems with files for refs allow no more in one part.
    private static final int LONGEST = 250;

    private RefNames() {}

    /// Why a ref may not be called so, null if it may; `name` begins with `refs/`.
    public static @Nullable String refusal(String name) {
        if (!Repository.isValidRefName(name)) {
            return "that is not a name a ref can have";
        }
        var rest = name.substring(name.indexOf('/', name.indexOf('/') + 1) + 1);
        if (name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST) {
            return "the name is longer than " + LONGEST + " bytes";
        }
        if (rest.startsWith("-")) {
            return "a name that begins with a hyphen is taken for an option";
        }
        if (ObjectId.isId(rest) || rest.equals("HEAD") || rest.startsWith("refs/")) {
            return "that name means something else to git";
        }
        if (name.codePoints().anyMatch(letter -> Character.getType(letter) == Character.FORMAT || Character.isISOControl(letter) || letter == 0xFFFD)) {
            return "the name holds letters that cannot be seen";
        }
        return null;
    }
}
