package antipode.invitations;

import java.util.ArrayList;
import java.util.List;

/// Values between commas, semicolons or tabs, as spreadsheets write them (RFC 4180): a quoted value may hold separators, line
/// ends and doubled quotes.
record Csv(List<Row> rows) {

    /// @param line where it begins, counted from one
    record Row(int line, List<String> cells) {

        String cell(int at) {
            return at >= 0 && at < cells.size() ? cells.get(at).strip() : "";
        }

        boolean blank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /// @param separator what stands between values
    static Csv read(String text, char separator) {
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        var cell = new StringBuilder();
        var quoted = false;
        var line = 1;
        var begun = 1;
        for (int at = 0; at <= text.length(); at++) {
            char sign = at == text.length() ? '\n' : text.charAt(at);
            if (quoted && at < text.length()) {
                if (sign == '\n') line++;
                if (sign != '"') {
                    cell.append(sign);
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append('"');
                    at++;
                } else {
                    quoted = false;
                }
            } else if (sign == '"' && cell.toString().isBlank()) {
                quoted = true;
                cell.setLength(0);
            } else if (sign == separator) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (sign == '\n') {
                cells.add(cell.toString());
                cell.setLength(0);
                var row = new Row(begun, List.copyOf(cells));
                if (!row.blank()) rows.add(row);
                cells.clear();
                begun = ++line;
            } else if (sign != '\r') {
                cell.append(sign);
            }
        }
        return new Csv(rows);
    }
}
