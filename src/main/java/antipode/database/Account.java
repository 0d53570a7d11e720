package antipode.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The account PostgreSQL runs under where we are root, as which it refuses to run.
record Account(String name, int uid, int gid) {

    /// Nobody else where we are not root; else whoever owns the data already, `postgres`, or `nobody`.
    static @Nullable Account forData(Path data) throws IOException {
        if (!root()) {
            return null;
        }
        if (Files.exists(data)) {
            var uid = (int) Files.getAttribute(data, "unix:uid");
            if (uid != 0) {
                return new Account(Files.getOwner(data).getName(), uid, (int) Files.getAttribute(data, "unix:gid"));
            }
        }
        var account = named("postgres").or(() -> named("nobody"));
        if (account.isEmpty() || !onPath("setpriv")) {
            throw new CannotStart(
                    CannotStart.Reason.POSTGRESQL,
                    "PostgreSQL refuses to run as root, and there is no setpriv or no account to hand it to:"
                            + " start Antipode as an ordinary user.");
        }
        return account.get();
    }

    static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Optional<Account> named(String name) {
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":"))
                    .filter(field -> field.length > 3 && field[0].equals(name))
                    .map(field -> new Account(name, Integer.parseInt(field[2]), Integer.parseInt(field[3])))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean onPath(String program) {
        for (var folder : Map.copyOf(System.getenv()).getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    List<String> prefix() {
        return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups");
    }

    /// Whether the account may pass through every folder on the way; the first it may not, otherwise.
    @Nullable Path barred(Path folder) throws IOException {
        for (var path = folder.toAbsolutePath(); path != null; path = path.getParent()) {
            if (!Files.exists(path)) {
                continue;
            }
            var mode = (int) Files.getAttribute(path, "unix:mode");
            var ours = (int) Files.getAttribute(path, "unix:uid") == uid;
            var group = (int) Files.getAttribute(path, "unix:gid") == gid;
            if ((mode & (ours ? 0100 : group ? 0010 : 0001)) == 0) {
                return path;
            }
        }
        return null;
    }
}
