package antipode.git;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.internal.submodule.SubmoduleValidator;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GitmoduleEntry;
import org.jspecify.annotations.Nullable;

/// Looks at the `.gitmodules` of a push beyond what JGit does: addresses that run a command, or that end a line where a
/// password is asked for.
final class Submodules {

    private static final int LARGEST = 1 << 20;

    private Submodules() {}

    static @Nullable String refusal(GitRepository repository, Collection<GitmoduleEntry> entries) {
        for (var entry : entries) {
            try {
                var blob = repository.open(entry.getBlobId(), Constants.OBJ_BLOB);
                if (blob.getSize() > LARGEST) {
                    return "a .gitmodules may have " + (LARGEST >> 20) + " MiB";
                }
                var text = new String(blob.getBytes(LARGEST), StandardCharsets.UTF_8);
                SubmoduleValidator.assertValidGitModulesFile(text);
                var config = new Config();
                config.fromText(text);
                for (var name : config.getSubsections("submodule")) {
                    var url = config.getString("submodule", name, "url");
                    if (url != null && dangerous(url)) {
                        return "a .gitmodules holds an address that could run a command or leak a password";
                    }
                }
            } catch (IOException | ConfigInvalidException unreadable) {
                return "a .gitmodules cannot be read";
            } catch (SubmoduleValidator.SubmoduleValidationException unsafe) {
                return "a .gitmodules is unsafe: " + unsafe.getMessage();
            }
        }
        return null;
    }

    private static boolean dangerous(String url) {
        var plain = url;
        try {
            plain = URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            // as it stands
        }
        return plain.startsWith("-") || plain.matches("(?i)(ext|fd)::.*") || plain.chars().anyMatch(letter -> letter < ' ');
    }
}
