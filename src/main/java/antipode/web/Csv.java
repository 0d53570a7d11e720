package antipode.web;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lines of a table that programs for tables open. A cell that such a program would take for a formula begins with an
/// apostrophe, so that it is read as the words it is; numbers stay numbers.
public final class Csv {

    private static final Pattern FORMULA = Pattern.compile("[\\s\\p{Z}\\p{Cf}]*[=+\\-@＝＋－＠|%].*|[\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:[.,]\\d+)*");

    private Csv() {}

    public static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(cell -> cell(cell == null ? "" : cell.toString())).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        var safe = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
        return safe.chars().anyMatch(sign -> sign == ',' || sign == '"' || sign == '\n' || sign == '\r') || !safe.equals(safe.strip())
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
