package antipode;

import antipode.database.CannotStart;
import antipode.database.CannotStart.Reason;
import antipode.database.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the workspace is and how it is configured: options, then variables named `ANTIPODE_…`, then a file of lines
/// with the same names.
final class Surroundings {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder (or ANTIPODE_DATA; by default ~/.local/share/antipode, for root /var/lib/antipode).")
    @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Lines such as ANTIPODE_URL=https://… (or ANTIPODE_CONFIG; by default antipode.conf in the data folder).")
    @Nullable Path config;

    DataFolder folder() {
        return DataFolder.at(path());
    }

    private Path path() {
        if (data != null) {
            return data;
        }
        var named = System.getenv("ANTIPODE_DATA");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        if ("root".equals(System.getProperty("user.name"))) {
            return Path.of("/var/lib/antipode");
        }
        var base = System.getenv("XDG_DATA_HOME");
        return base == null || base.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local/share/antipode")
                : Path.of(base, "antipode");
    }

    @Nullable String databaseUrl() {
        return variable("ANTIPODE_DATABASE_URL");
    }

    @Nullable String variable(String name) {
        var value = variables().get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /// All variables of ours.
    Map<String, String> variables() {
        var all = new TreeMap<String, String>();
        all.putAll(file());
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("ANTIPODE_")) {
                all.put(name, value);
            }
        });
        return all;
    }

    private Map<String, String> file() {
        var named = config == null ? System.getenv("ANTIPODE_CONFIG") : config.toString();
        var file = named == null || named.isBlank() ? path().resolve("antipode.conf") : Path.of(named);
        if (named == null && !Files.exists(file)) {
            return Map.of();
        }
        var found = new TreeMap<String, String>();
        try {
            var number = 0;
            for (var line : Files.readAllLines(file)) {
                number++;
                var text = line.strip();
                if (text.isEmpty() || text.startsWith("#")) {
                    continue;
                }
                var equals = text.indexOf('=');
                if (equals < 1 || !text.startsWith("ANTIPODE_")) {
                    throw new CannotStart(
                            Reason.CONFIGURATION,
                            "Line " + number + " of " + file + " is no setting: write it as ANTIPODE_NAME=value.");
                }
                found.put(text.substring(0, equals).strip(), unquoted(text.substring(equals + 1).strip()));
            }
        } catch (IOException e) {
            throw new CannotStart(Reason.CONFIGURATION, "The configuration " + file + " cannot be read: check its name and who may read it.");
        }
        return found;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
