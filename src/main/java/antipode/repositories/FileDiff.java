package antipode.repositories;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How one file differs, in GitLab's form; `diff` holds the hunks alone, and is empty where the file is binary or the
/// difference too large to show.
public record FileDiff(
        @JsonProperty("old_path") String oldPath,
        @JsonProperty("new_path") String newPath,
        @JsonProperty("a_mode") String oldMode,
        @JsonProperty("b_mode") String newMode,
        String diff,
        @JsonProperty("new_file") boolean created,
        @JsonProperty("renamed_file") boolean renamed,
        @JsonProperty("deleted_file") boolean deleted,
        @JsonProperty("too_large") boolean tooLarge,
        @JsonIgnore boolean binary) {

    private static final Pattern HEADER = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@(.*)");

    /// A run of lines; both numbers count from one.
    public record Hunk(String header, int oldStart, int oldLines, int newStart, int newLines, List<Line> lines) {}

    /// A line with its number on either side, where it has one.
    ///
    /// @param unended whether it is a file's last and no line end follows it
    public record Line(Kind kind, @Nullable Integer oldNumber, @Nullable Integer newNumber, String text, boolean unended) {

        /// Whether it ends as lines do on Windows.
        public boolean carriageReturn() {
            return text.endsWith("\r");
        }

        /// Without the sign that ends it.
        public String words() {
            return carriageReturn() ? text.substring(0, text.length() - 1) : text;
        }
    }

    public enum Kind { CONTEXT, ADDED, REMOVED }

    /// The path it has, or had if it is gone.
    @JsonIgnore
    public String path() {
        return deleted ? oldPath : newPath;
    }

    /// Whether only who may run it changed.
    @JsonIgnore
    public boolean modeChanged() {
        return !created && !deleted && !oldMode.equals(newMode);
    }

    @JsonIgnore
    public int additions() {
        return count('+');
    }

    @JsonIgnore
    public int deletions() {
        return count('-');
    }

    private int count(char sign) {
        int count = 0;
        for (int at = 0; at >= 0 && at < diff.length(); at = diff.indexOf('\n', at) + 1) {
            count += diff.charAt(at) == sign ? 1 : 0;
            if (diff.indexOf('\n', at) < 0) {
                break;
            }
        }
        return count;
    }

    @JsonIgnore
    public List<Hunk> hunks() {
        var hunks = new ArrayList<Hunk>();
        int before = 0;
        int after = 0;
        // Only \n ends a line for git; a lone carriage return is part of one.
        for (var line : diff.split("\n")) {
            var header = HEADER.matcher(line);
            if (header.matches()) {
                before = Integer.parseInt(header.group(1));
                after = Integer.parseInt(header.group(3));
                hunks.add(new Hunk(line, before, length(header.group(2)), after, length(header.group(4)), new ArrayList<>()));
            } else if (!hunks.isEmpty() && !line.isEmpty()) {
                var lines = hunks.getLast().lines();
                var text = line.substring(1);
                switch (line.charAt(0)) {
                    case '+' -> lines.add(new Line(Kind.ADDED, null, after++, text, false));
                    case '-' -> lines.add(new Line(Kind.REMOVED, before++, null, text, false));
                    case ' ' -> lines.add(new Line(Kind.CONTEXT, before++, after++, text, false));
                    case '\\' -> {
                        if (!lines.isEmpty()) {
                            var last = lines.removeLast();
                            lines.add(new Line(last.kind(), last.oldNumber(), last.newNumber(), last.text(), true));
                        }
                    }
                    default -> {}
                }
            }
        }
        return hunks;
    }

    private static int length(@Nullable String number) {
        return number == null ? 1 : Integer.parseInt(number);
    }
}
