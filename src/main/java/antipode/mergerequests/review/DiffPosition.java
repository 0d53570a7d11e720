package antipode.mergerequests.review;

import antipode.api.Parameters;
import antipode.mergerequests.Changed;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where in a difference something is said, in GitLab's form: a line that was put in has a new number only, one that was
/// taken out an old one, one that stayed both. Lines are counted from one.
///
/// @param baseSha  the commit that the difference begins from
/// @param startSha where the target was then
/// @param headSha  the commit that it leads to
/// @param range    the lines it is about, where it is about several; they end with this one
public record DiffPosition(
        @JsonProperty("base_sha") String baseSha,
        @JsonProperty("start_sha") String startSha,
        @JsonProperty("head_sha") String headSha,
        @JsonProperty("old_path") String oldPath,
        @JsonProperty("new_path") String newPath,
        @JsonProperty("position_type") String type,
        @JsonProperty("old_line") @Nullable Integer oldLine,
        @JsonProperty("new_line") @Nullable Integer newLine,
        @JsonProperty("line_range") @Nullable Range range) {

    /// From one line to another.
    public record Range(End start, End end) {}

    public record End(
            @JsonProperty("line_code") String lineCode,
            String type,
            @JsonProperty("old_line") @Nullable Integer oldLine,
            @JsonProperty("new_line") @Nullable Integer newLine) {}

    /// A place as somebody means it, before anybody has looked whether there is such a line.
    ///
    /// @param oldStart the first line meant, on the old side; nothing where only one is meant
    public record Wish(
            String baseSha, String startSha, String headSha, String oldPath, String newPath, @Nullable Integer oldLine,
            @Nullable Integer newLine, @Nullable Integer oldStart, @Nullable Integer newStart) {

        /// Where nobody says what it begins from: from there.
        public Wish within(String base) {
            return baseSha.isEmpty() ? new Wish(base, base, headSha, oldPath, newPath, oldLine, newLine, oldStart, newStart) : this;
        }
    }

    /// What a client of the API sent as `position`; nothing where it is no place in a text.
    static @Nullable Wish wish(Parameters sent) {
        String type = sent.text("position_type", "text");
        String newPath = sent.text("new_path");
        String oldPath = sent.text("old_path");
        Integer oldLine = number(sent, "old_line");
        Integer newLine = number(sent, "new_line");
        String base = sent.text("base_sha");
        String head = sent.text("head_sha");
        if (!type.equals("text") || newPath == null && oldPath == null || oldLine == null && newLine == null
                || base == null || head == null) {
            return null;
        }
        Parameters range = sent.hash("line_range");
        Parameters start = range == null ? null : range.hash("start");
        return new Wish(
                base,
                sent.text("start_sha", base),
                head,
                oldPath == null ? Objects.requireNonNull(newPath) : oldPath,
                newPath == null ? Objects.requireNonNull(oldPath) : newPath,
                oldLine,
                newLine,
                start == null ? null : number(start, "old_line"),
                start == null ? null : number(start, "new_line"));
    }

    private static @Nullable Integer number(Parameters sent, String name) {
        Long number = sent.integer(name);
        return number == null || number < 1 || number > Integer.MAX_VALUE ? null : number.intValue();
    }

    /// One or several lines of one side of a file.
    static DiffPosition of(Wish wish, @Nullable Integer oldLine, @Nullable Integer newLine, @Nullable Integer oldStart, @Nullable Integer newStart) {
        boolean several = newLine != null
                ? newStart != null && !newStart.equals(newLine)
                : oldStart != null && !oldStart.equals(oldLine);
        return new DiffPosition(
                wish.baseSha(), wish.startSha(), wish.headSha(), wish.oldPath(), wish.newPath(), "text", oldLine, newLine,
                several ? new Range(end(wish.newPath(), oldStart, newStart), end(wish.newPath(), oldLine, newLine)) : null);
    }

    private static End end(String path, @Nullable Integer oldLine, @Nullable Integer newLine) {
        return new End(
                code(path, oldLine, newLine), newLine == null ? "old" : oldLine == null ? "new" : "expanded", oldLine, newLine);
    }

    /// The same place in another difference.
    DiffPosition at(String base, String start, String head, String oldPath, String newPath, @Nullable Integer oldLine, @Nullable Integer newLine) {
        Integer from = newLine != null ? Integer.valueOf(newLine - length() + 1) : null;
        Integer oldFrom = newLine == null && oldLine != null ? Integer.valueOf(oldLine - length() + 1) : null;
        return of(new Wish(base, start, head, oldPath, newPath, oldLine, newLine, oldFrom, from), oldLine, newLine, oldFrom, from);
    }

    /// Whether it stands in the new text, as most do; else it is about a line that was taken out.
    @JsonIgnore
    public boolean inNew() {
        return newLine != null;
    }

    /// The last line it is about, on its side.
    @JsonIgnore
    public int last() {
        return newLine != null ? newLine : Objects.requireNonNull(oldLine);
    }

    /// The first line it is about, on its side.
    @JsonIgnore
    public int first() {
        if (range == null) {
            return last();
        }
        Integer start = inNew() ? range.start().newLine() : range.start().oldLine();
        return start == null ? last() : Math.min(start, last());
    }

    /// How many lines it is about.
    @JsonIgnore
    public int length() {
        return last() - first() + 1;
    }

    /// The path on its side.
    @JsonIgnore
    public String path() {
        return inNew() ? newPath : oldPath;
    }

    /// "Customers / Timetables, line 9"
    ///
    /// @param before what stands before the lines: "formerly "
    String words(String before) {
        String lines = length() == 1 ? "line " + last() : "lines " + first() + "–" + last();
        return Changed.spokenPath(path()) + ", " + (before.isEmpty() && !inNew() ? "former " : before) + lines;
    }

    /// GitLab's name of a line: what the path hashes to, and both numbers.
    @JsonIgnore
    public String lineCode() {
        return code(newPath, oldLine, newLine);
    }

    private static String code(String path, @Nullable Integer oldLine, @Nullable Integer newLine) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(path.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash) + "_" + (oldLine == null ? 0 : oldLine) + "_" + (newLine == null ? 0 : newLine);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /// A position with the lines it was made on, so that these can be read when the text has gone on.
    ///
    /// @param excerpt as `git diff` writes lines: `+` before what was put in, `-` before what was taken out
    /// @param from    the number of the first of them on the position's side
    record Kept(DiffPosition position, List<String> excerpt, int from) {}
}
