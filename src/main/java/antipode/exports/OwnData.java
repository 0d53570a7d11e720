package antipode.exports;

import antipode.people.Member;
import antipode.threads.WordPlace;
import antipode.threads.WordPlaces;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// All that is kept of one person. The database itself says where: every row of every table that points to them is a line of
/// JSON. What others wrote is left out of it, and so is what opens doors.
@Component
class OwnData {

    private static final int ROWS = 200;

    /// Whose words the words of a row are; those of other tables are others' words.
    private static final Map<String, String> WRITERS = Map.of(
            "issuable", "author_id", "comment", "author_id", "draft_note", "author_id", "ask", "asker_id", "event", "actor_id",
            "handoff", "giver_id", "going_on", "member_id", "decision", "decided_by", "auto_merge", "member_id");

    /// Texts that we wrote to somebody about what others said.
    private static final Map<String, List<String>> TOLD = Map.of("chat_message", List.of("text"));

    private static final String SECRET =
            "^(.*hash|secret|password|access|key|.*_key|credential.*|token|nonce|verifier|code|challenge|.*_html)$";

    private static final String READ_ME = """
            What this workspace keeps of you.

            member.ndjson is your account; each other .ndjson holds the rows of one table that point to you, one to a line, with the
            names and times they have in the database. uploads/ holds the files you attached. What others wrote to you or beside you
            is theirs and isn't here; nor are passwords, tokens and keys, of which only prints are kept. Pages that you wrote
            lie in the repositories: clone them with git.
            """;

    private final JdbcClient jdbc;
    private final List<WordPlaces> words;
    private final TransactionTemplate atOnce;

    OwnData(JdbcClient jdbc, List<WordPlaces> words, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.words = words;
        atOnce = new TransactionTemplate(transactions);
        atOnce.setReadOnly(true);
        atOnce.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// Writes it as a zip, all of it as of one moment.
    void write(Member member, Path file) throws IOException {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            add(zip, "README.txt", READ_ME.getBytes(StandardCharsets.UTF_8));
            atOnce.executeWithoutResult(_ -> {
                try {
                    rows(zip, "member", List.of("id"), member.id());
                    for (var table : tables().entrySet()) {
                        rows(zip, table.getKey(), table.getValue(), member.id());
                    }
                    uploads(zip, member.id());
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }

    /// The tables that point to members, with the columns that do.
    Map<String, List<String>> tables() {
        record Pointer(String table, String column) {}
        return jdbc.sql("""
                        select owner.relname "table", attribute.attname "column"
                        from pg_constraint pointer
                        join pg_class owner on owner.oid = pointer.conrelid
                        join pg_attribute attribute on attribute.attrelid = pointer.conrelid and attribute.attnum = any (pointer.conkey)
                        where pointer.contype = 'f' and pointer.confrelid = 'member'::regclass
                        order by 1, 2""")
                .query(Pointer.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Pointer::table, TreeMap::new, Collectors.mapping(Pointer::column, Collectors.toList())));
    }

    private void rows(ZipOutputStream zip, String table, List<String> columns, long member) throws IOException {
        List<String> secret = jdbc.sql("""
                        select attname from pg_attribute where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
                          and (atttypid = 'bytea'::regtype or attname ~ :secret)""")
                .param("table", table)
                .param("secret", SECRET)
                .query(String.class)
                .list();
        String[] without = secret.toArray(String[]::new);
        String[] theirs = others(table).toArray(String[]::new);
        String writer = WRITERS.get(table);
        String mine = columns.stream().map(column -> "row.\"" + column + "\" = :member").collect(Collectors.joining(" or "));
        String own = writer == null ? "false" : "row.\"" + writer + "\" = :member";
        boolean[] begun = {false};
        jdbc.sql("select (to_jsonb(row) - :without::text[] - case when " + own + " then '{}'::text[] else :theirs::text[] end)::text"
                        + " from \"" + table + "\" row where " + mine)
                .param("member", member)
                .param("without", without)
                .param("theirs", theirs)
                .withFetchSize(ROWS)
                .query(row -> {
                    try {
                        if (!begun[0]) {
                            zip.putNextEntry(new ZipEntry(table + ".ndjson"));
                            begun[0] = true;
                        }
                        zip.write(row.getString(1).getBytes(StandardCharsets.UTF_8));
                        zip.write('\n');
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                });
        if (begun[0]) {
            zip.closeEntry();
        }
    }

    /// The columns of a table that hold words of whoever wrote them.
    private List<String> others(String table) {
        List<String> columns = new ArrayList<>(TOLD.getOrDefault(table, List.of()));
        words.stream()
                .flatMap(room -> room.places().stream())
                .filter(place -> place.table().equals(table))
                .map(WordPlace::column)
                .forEach(columns::add);
        return columns;
    }

    private void uploads(ZipOutputStream zip, long member) throws IOException {
        record Attached(long id, String name) {}
        for (var file : jdbc.sql("select id, name from upload where uploader_id = :member and redacted is null order by id")
                .param("member", member)
                .query(Attached.class)
                .list()) {
            zip.putNextEntry(new ZipEntry("uploads/" + file.id() + "/" + file.name()));
            jdbc.sql("select bytes from upload_piece where upload_id = :id order by at").param("id", file.id()).withFetchSize(4).query(row -> {
                try {
                    zip.write(row.getBytes(1));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
            zip.closeEntry();
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
