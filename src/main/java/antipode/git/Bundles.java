package antipode.git;

import antipode.web.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PacketLineIn;
import org.eclipse.jgit.transport.PacketLineOut;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes in what `git bundle create` wrote, as if somebody had pushed it: through the same limits, checks and rules.
@Component
public class Bundles {

    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_REFS = 200_000;

    private final Repositories repositories;
    private final Receiving receiving;

    Bundles(Repositories repositories, Receiving receiving) {
        this.repositories = repositories;
        this.receiving = receiving;
    }

    /// What came of it.
    ///
    /// @param head    the branch that was checked out there; nothing if it doesn't say
    /// @param refused why branches and tags were left out, by their names
    public record Taken(@Nullable String head, int refs, Map<String, String> refused) {}

    /// Pushes branches and tags that are not here yet. What else hangs on no branch lies beside them, to be pointed to.
    public Taken take(long repository, InputStream bundle, PushOrigin origin) throws IOException {
        var in = new BufferedInputStream(bundle);
        var refs = header(in);
        var tip = refs.remove(Constants.HEAD);
        var head = refs.entrySet().stream()
                .filter(ref -> ref.getKey().startsWith(Constants.R_HEADS) && ref.getValue().equals(tip))
                .map(ref -> ref.getKey().substring(Constants.R_HEADS.length()))
                .min((one, other) -> Integer.compare(rank(one), rank(other)))
                .orElse(null);
        try (var git = repositories.open(repository)) {
            git.origin(origin);
            refs.keySet().removeIf(name -> !name.startsWith(Constants.R_HEADS) && !name.startsWith(Constants.R_TAGS));
            for (var known : git.getRefDatabase().getRefs()) {
                refs.remove(known.getName());
            }
            if (refs.isEmpty()) {
                return new Taken(head, 0, Map.of());
            }
            var receive = receiving.receive(git);
            receive.setBiDirectionalPipe(false);
            receive.setExpectDataAfterPackFooter(false);
            var report = new ByteArrayOutputStream();
            receive.receive(
                    new SequenceInputStream(new ByteArrayInputStream(commands(refs)), in), report, OutputStream.nullOutputStream());
            var refused = refused(new PacketLineIn(new ByteArrayInputStream(report.toByteArray())));
            return new Taken(head, refs.size() - refused.size(), refused);
        }
    }

    /// What a push is answered: `unpack ok`, then a line for each ref.
    private static Map<String, String> refused(PacketLineIn report) throws IOException {
        var refused = new LinkedHashMap<String, String>();
        for (var line = report.readString(); !PacketLineIn.isEnd(line); line = report.readString()) {
            var words = line.strip().split(" ", 3);
            if (words[0].equals("unpack") && !line.strip().equals("unpack ok")) {
                throw new Problem(422, "The repository in it can’t be taken: " + line.strip().substring("unpack ".length()) + ".");
            }
            if (words[0].equals("ng")) {
                refused.put(words[1], words.length > 2 ? words[2] : "it was refused");
            }
        }
        return refused;
    }

    private static int rank(String branch) {
        return branch.equals("main") ? 0 : branch.equals("master") ? 1 : 2;
    }

    private static byte[] commands(Map<String, String> refs) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PacketLineOut(bytes);
        var first = true;
        for (var ref : refs.entrySet()) {
            out.writeString(ObjectId.zeroId().name() + " " + ref.getValue() + " " + ref.getKey() + (first ? "\0report-status" : ""));
            first = false;
        }
        out.end();
        return bytes.toByteArray();
    }

    private static Map<String, String> header(InputStream in) throws IOException {
        var format = line(in);
        if (!format.equals("# v2 git bundle") && !format.equals("# v3 git bundle")) {
            throw new Problem(422, "The repository in it is no git bundle.");
        }
        var refs = new LinkedHashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("@")) {
                if (!line.equals("@object-format=sha1")) {
                    throw new Problem(422, "The repository in it needs a newer git: " + line + ".");
                }
            } else if (line.startsWith("-")) {
                throw new Problem(422, "The repository in it is not whole: it stands on commits that are elsewhere.");
            } else if (line.length() < 42 || !ObjectId.isId(line.substring(0, 40)) || refs.size() >= MOST_REFS) {
                throw new Problem(422, "The list of branches in it can't be read.");
            } else {
                refs.put(line.substring(41), line.substring(0, 40));
            }
        }
        return refs;
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0 || bytes.size() >= LONGEST_LINE) {
                throw new Problem(422, "The repository in it can't be read: it ends too early.");
            }
            bytes.write(read);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
