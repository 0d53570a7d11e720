package antipode.imports;

import antipode.web.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// What GitLab exports of a project: a tar.gz with things as lines of JSON, the repository as a git bundle, and files. It is
/// read once from front to back; nothing of it is ever a name on our disk.
final class Archive {

    /// Unpacked, in bytes.
    private static final long LARGEST = 4L << 30;

    /// A text shrinks to a tenth or so. What grows more than this, once it is large, is made to burst us.
    private static final int MOST_GROWTH = 200;

    private static final long LARGE = 64L << 20;
    private static final int MOST_ENTRIES = 100_000;
    private static final int MOST_LINES = 500_000;
    private static final int LONGEST_LINE = 32 << 20;
    private static final int LONGEST_NAME = 500;

    private static final Pattern THINGS = Pattern.compile("tree/project/([a-z_]{1,60})\\.ndjson");
    private static final Pattern ELSEWHERE = Pattern.compile("(^|.*/)\\.\\.(/.*|$)|^/.*|.*[\\\\\\x00-\\x1f].*|^[A-Za-z]:.*");

    private Archive() {}

    /// Where it is put, in the order of the archive.
    interface Sink {

        /// The project itself, as JSON.
        void project(String json);

        /// A thing of a kind, counted from 1.
        void line(String relation, int at, String json);

        void file(String path, long size, InputStream bytes) throws IOException;

        /// Something that is not taken from here.
        void passed(String path);
    }

    /// Refuses with a sentence what is no such archive, or is made to do harm.
    static void read(InputStream packed, Sink sink) {
        var counted = new Counted(packed);
        try (var gzip = new GzipCompressorInputStream(new BufferedInputStream(counted), true);
                var tar = new TarArchiveInputStream(new Unpacked(gzip, counted), StandardCharsets.UTF_8.name())) {
            new Reading(sink).all(tar);
        } catch (EOFException cut) {
            throw refused("It ends in the middle. Was all of it downloaded?");
        } catch (IOException | IllegalArgumentException broken) {
            var why = String.valueOf(broken.getMessage());
            throw refused(why.contains("truncated") || why.contains("Unexpected end") || why.contains("Truncated")
                    ? "It ends in the middle. Was all of it downloaded?"
                    : "It is no tar.gz, or it is damaged.");
        }
    }

    static Problem refused(String why) {
        return new Problem(422, "This archive can’t be taken. " + why + " Nothing was changed.");
    }

    private static final class Reading {

        private final Sink sink;
        private final Set<String> seen = new HashSet<>();
        private int lines;
        private boolean version;
        private boolean project;

        private Reading(Sink sink) {
            this.sink = sink;
        }

        private void all(TarArchiveInputStream tar) throws IOException {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = name(entry);
                if (entry.isDirectory()) {
                    continue;
                }
                if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || entry.isSparse()) {
                    throw refused("“" + name + "” in it is a link or something else that is no file.");
                }
                if (!seen.add(name)) {
                    throw refused("“" + name + "” stands in it twice.");
                }
                if (seen.size() > MOST_ENTRIES) {
                    throw refused("It holds more than " + MOST_ENTRIES + " files.");
                }
                one(name, entry.getRealSize(), tar);
            }
            if (seen.contains("project.json") && !project) {
                throw refused("It was made by a GitLab older than 13.0. Export it once more from a newer one.");
            }
            if (!version || !project) {
                throw refused("It is no export of a GitLab project: " + (version ? "tree/project.json" : "VERSION") + " is missing.");
            }
        }

        private static String name(TarArchiveEntry entry) {
            var name = entry.getName();
            while (name.startsWith("./")) {
                name = name.substring(2);
            }
            if (name.length() > LONGEST_NAME || ELSEWHERE.matcher(name).matches()) {
                throw refused("“" + (name.length() > 80 ? name.substring(0, 80) + "…" : name.replaceAll("\\p{Cntrl}", "?"))
                        + "” in it leads to another place.");
            }
            return name;
        }

        private void one(String name, long size, InputStream bytes) throws IOException {
            var things = THINGS.matcher(name);
            if (name.equals("VERSION")) {
                var said = new String(bytes.readNBytes(40), StandardCharsets.UTF_8).strip();
                if (!said.matches("0\\.2\\.\\d{1,3}")) {
                    throw refused("It has the version " + (said.matches("[\\d.]{1,20}") ? said : "of something else")
                            + "; those with 0.2 can be read.");
                }
                version = true;
            } else if (name.equals("tree/project.json")) {
                sink.project(text(bytes.readNBytes(LONGEST_LINE), name));
                project = true;
            } else if (things.matches()) {
                lines(things.group(1), name, new BufferedInputStream(bytes, 1 << 16));
            } else if (name.equals("project.bundle") || name.matches("uploads/[0-9a-f]{32}/[^/]+")) {
                sink.file(name, size, bytes);
            } else {
                sink.passed(name);
            }
        }

        private void lines(String relation, String name, InputStream bytes) throws IOException {
            var line = new ByteArrayOutputStream();
            var at = 0;
            for (int read = bytes.read(); read >= 0; read = bytes.read()) {
                if (read != '\n') {
                    line.write(read);
                    if (line.size() > LONGEST_LINE) {
                        throw refused("A line in “" + name + "” is longer than 32 MB.");
                    }
                } else if (line.size() > 0) {
                    put(relation, ++at, text(line.toByteArray(), name));
                    line.reset();
                }
            }
            if (line.size() > 0) {
                put(relation, ++at, text(line.toByteArray(), name));
            }
        }

        private void put(String relation, int at, String json) {
            if (++lines > MOST_LINES) {
                throw refused("It holds more than " + MOST_LINES + " things.");
            }
            if (!json.isBlank() && !json.equals("null")) {
                sink.line(relation, at, json);
            }
        }

        private static String text(byte[] bytes, String name) {
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replace("\0", "");
            } catch (CharacterCodingException binary) {
                throw refused("“" + name + "” in it is no text.");
            }
        }
    }

    /// How many bytes of it were read.
    private static final class Counted extends FilterInputStream {

        private long count;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }

    /// Stops before what comes out of it is more than anybody means.
    private static final class Unpacked extends FilterInputStream {

        private final Counted packed;
        private long count;

        private Unpacked(InputStream in, Counted packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            return count(read, read < 0 ? 0 : 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            return count(read, Math.max(0, read));
        }

        @Override
        public long skip(long bytes) throws IOException {
            return Math.max(0, read(new byte[(int) Math.min(bytes, 1 << 16)]));
        }

        private int count(int read, int more) {
            count += more;
            if (count > LARGEST || count > LARGE && count / MOST_GROWTH > packed.count) {
                throw refused("Unpacked it would be larger than anything that is an export.");
            }
            return read;
        }
    }
}
