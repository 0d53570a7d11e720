package antipode.imports;

import antipode.git.BareFolders;
import antipode.web.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/// What GitHub gives of a repository: its migration archive, or answers of its API put into files with the same names. Things
/// stand in lists of JSON, the repository lies bare, and files beside them.
final class GitHubForm implements Form {

    private static final int LARGEST_THING = 32 << 20;

    private static final Pattern THINGS = Pattern.compile("([a-z][a-z_]{1,60}?)(?:_\\d{6})?\\.json");
    private static final Pattern GIT = Pattern.compile(
            "(?:repositories/[^/]+/[^/]+|repository)\\.git/(HEAD|packed-refs|refs/.+|objects/[0-9a-f]{2}/[0-9a-f]{38}"
                    + "|objects/pack/pack-[0-9a-f]{40}\\.(?:pack|idx))");
    private static final Pattern NAMES =
            Pattern.compile("[a-z][a-z_]{1,60}\\.json|[a-z][a-z_]{1,60}_\\d{6}\\.json|(repositories|repository\\.git|attachments)/.*");

    private final Unpacking unpacking;
    private final GitHubContents contents;
    private final Map<String, Integer> counted = new HashMap<>();
    private @Nullable Path folder;
    private boolean version;

    GitHubForm(Unpacking unpacking) {
        this.unpacking = unpacking;
        this.contents = new GitHubContents(unpacking);
    }

    @Override
    public boolean knows(String name) {
        return NAMES.matcher(name).matches();
    }

    @Override
    public void take(String name, long size, InputStream bytes) throws IOException {
        var things = THINGS.matcher(name);
        var git = GIT.matcher(name);
        if (name.equals("schema.json")) {
            var said = Told.of(new String(bytes.readNBytes(10_000), StandardCharsets.UTF_8)).text("version");
            if (!said.matches("1\\.\\d{1,3}(\\.\\d{1,3})?")) {
                throw Archive.refused("It has the version " + (said.matches("[\\d.]{1,20}") ? said : "of something else")
                        + "; those with 1 can be read.");
            }
            version = true;
        } else if (things.matches()) {
            things(things.group(1), new Bounded(bytes));
        } else if (name.contains(".wiki.git/")) {
            contents.passed("wiki");
        } else if (git.matches()) {
            git(git.group(1), bytes);
        } else if (name.matches("attachments/.+/[^/]+")) {
            unpacking.file(name, size, bytes);
        }
    }

    private void things(String relation, Bounded bytes) throws IOException {
        try (var parser = Told.parser(bytes)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    unpacking.count();
                    bytes.left = LARGEST_THING;
                    contents.thing(relation, counted.merge(relation, 1, Integer::sum), new Told(parser.readValueAsTree()));
                }
            }
        } catch (JacksonIOException cut) {
            throw cut.getCause();
        } catch (JacksonException broken) {
            throw Archive.refused("A thing in it is no JSON.");
        }
    }

    /// Lays out what git reads: objects, and refs that point at them; nothing that would tell it what to do.
    private void git(String path, InputStream bytes) throws IOException {
        var file = folder().resolve(path).normalize();
        if (!file.startsWith(folder())) {
            throw Archive.refused("“" + path + "” in it leads to another place.");
        }
        Files.createDirectories(file.getParent());
        if (path.equals("HEAD") || path.startsWith("refs/")) {
            var said = new String(bytes.readNBytes(1_000), StandardCharsets.UTF_8);
            if (said.matches("[0-9a-f]{40}\\n?|ref: refs/heads/[^.\\s][^\\s]*\\n?") && !said.contains("..")) {
                Files.writeString(file, said);
            }
        } else {
            Files.copy(bytes, file);
        }
    }

    private Path folder() throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("antipode-bare-");
            Files.createDirectories(folder.resolve("refs"));
            Files.createDirectories(folder.resolve("objects"));
        }
        return folder;
    }

    @Override
    public void end() throws IOException {
        contents.end(version);
        if (folder == null) {
            return;
        }
        var bundle = folder.resolve("bundle");
        try (var out = Files.newOutputStream(bundle)) {
            if (!BareFolders.bundle(folder, out)) {
                return;
            }
        } catch (Problem refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw Archive.refused("The repository in it is damaged, or not whole.");
        }
        try (var in = Files.newInputStream(bundle)) {
            unpacking.file("project.bundle", Files.size(bundle), in);
        }
    }

    @Override
    public String origin() {
        return ProjectOrigin.gitHub(contents.address());
    }

    @Override
    public Found found() {
        return contents.found();
    }

    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new java.io.UncheckedIOException(left);
        }
    }

    /// Stops before a single thing is larger than anybody means.
    private static final class Bounded extends FilterInputStream {

        private long left = LARGEST_THING;

        private Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = super.read(into, offset, length);
            return count(read, read);
        }

        @Override
        public void close() {
            // The rest of the archive comes out of the same stream.
        }

        private int count(int read, int more) {
            left -= Math.max(0, more);
            if (left < 0) {
                throw Archive.refused("A thing in it is larger than 32 MB.");
            }
            return read;
        }
    }
}
