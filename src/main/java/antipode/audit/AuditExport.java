package antipode.audit;

import antipode.web.Csv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Hands out the log as a file, however long it is: some entries are read at a time, and no connection is held between.
@Component
class AuditExport {

    private static final int STEP = 1_000;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final AuditLog entries;
    private final JsonMapper json;

    AuditExport(AuditLog entries, JsonMapper json) {
        this.entries = entries;
        this.json = json;
    }

    /// @param path ends as the file wanted does, in `.csv` or `.json`
    void write(Scope scope, Filter filter, ZoneId zone, String path, HttpServletResponse response) throws IOException {
        var table = path.endsWith(".csv");
        response.setContentType(table ? "text/csv;charset=utf-8" : "application/json;charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit." + (table ? "csv" : "json") + "\"");
        response.setHeader("Cache-Control", "no-store");
        try (var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            out.write(table ? Csv.line("id", "at", "actor_id", "actor", "token_id", "address", "way", "kind", "deed", "thing", "member_id",
                    "project_id", "team_id", "before", "after", "said") : "[");
            var place = AuditLog.Place.BEGINNING;
            while (place != null) {
                place = step(scope, filter, zone, place, table, out);
            }
            if (!table) out.write("]\n");
        }
    }

    private AuditLog.@org.jspecify.annotations.Nullable Place step(
            Scope scope, Filter filter, ZoneId zone, AuditLog.Place place, boolean table, Writer out) throws IOException {
        var read = entries.after(scope, filter, zone, place, STEP);
        for (var entry : read) {
            if (table) {
                out.write(Csv.line(
                        entry.id(), entry.at(), entry.actorId(), visible(entry.actor()), entry.tokenId(), entry.address(), entry.way(), entry.kind(),
                        entry.deed(), visible(entry.thing()), entry.memberId(), entry.projectId(), entry.teamId(),
                        visible(columns(entry.before())), visible(columns(entry.after())), visible(entry.sentence())));
            } else {
                if (entry != read.getFirst() || !place.equals(AuditLog.Place.BEGINNING)) out.write(",\n");
                out.write(json.writeValueAsString(told(entry)));
            }
        }
        return read.size() < STEP ? null : AuditLog.Place.of(read.getLast());
    }

    /// Whatever somebody wrote, an entry is one line, and no terminal takes a part of it for an order.
    private static String visible(String words) {
        return UNSEEN.matcher(words).replaceAll(sign -> "\\\\u%04x".formatted((int) sign.group().charAt(0)));
    }

    private String columns(Map<String, String> columns) {
        return columns.isEmpty() ? "" : json.writeValueAsString(columns);
    }

    private static Map<String, Object> told(Entry entry) {
        var told = new LinkedHashMap<String, Object>();
        told.put("id", entry.id());
        told.put("at", entry.at());
        told.put("actor_id", entry.actorId());
        told.put("actor", entry.actor());
        told.put("token_id", entry.tokenId());
        told.put("address", entry.address());
        told.put("way", entry.way());
        told.put("kind", entry.kind());
        told.put("deed", entry.deed());
        told.put("thing", entry.thing());
        told.put("member_id", entry.memberId());
        told.put("project_id", entry.projectId());
        told.put("team_id", entry.teamId());
        told.put("before", entry.before());
        told.put("after", entry.after());
        told.put("more", entry.more());
        told.put("said", entry.sentence());
        return told;
    }
}
