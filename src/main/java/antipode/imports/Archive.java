package antipode.imports;

import antipode.web.Problem;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/// A tar.gz that somebody brings, of one of the forms that can be read: which, its own names say. It is read once from front
/// to back; no name in it leads anywhere but into it.
final class Archive {

    /// Unpacked, in bytes.
    private static final long LARGEST = 4L << 30;

    /// A text shrinks to a tenth or so. What grows more than this, once it is large, is made to burst us.
    private static final int MOST_GROWTH = 200;

    private static final long LARGE = 64L << 20;
    private static final int MOST_ENTRIES = 100_000;
    private static final int LONGEST_NAME = 500;

    private static final Pattern ELSEWHERE = Pattern.compile("(^|.*/)\\.\\.(/.*|$)|^/.*|.*[\\\\\\x00-\\x1f].*|^[A-Za-z]:.*");

    private Archive() {}

    /// Refuses with a sentence what is no such archive, or is made to do harm.
    static Form read(InputStream packed, List<Form> forms) {
        var counted = new Counted(packed);
        try (var gzip = new GzipCompressorInputStream(new BufferedInputStream(counted), true);
                var tar = new TarArchiveInputStream(new Unpacked(gzip, counted), StandardCharsets.UTF_8.name())) {
            return new Reading(forms).all(tar);
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

        private final List<Form> forms;
        private final Set<String> seen = new HashSet<>();
        private @Nullable Form form;

        private Reading(List<Form> forms) {
            this.forms = forms;
        }

        private Form all(TarArchiveInputStream tar) throws IOException {
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
                var known = forms.stream().filter(one -> one.knows(name)).findFirst().orElse(null);
                if (known != null) {
                    if (form != null && form != known) {
                        throw refused("It is of two kinds at once: “" + name + "” does not belong to the rest.");
                    }
                    form = known;
                    known.take(name, entry.getRealSize(), tar);
                }
            }
            if (form == null) {
                throw refused("It is no export of a GitLab project, and none of a GitHub repository.");
            }
            form.end();
            return form;
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
