package antipode.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts what an archive holds into the tables, whichever form it has.
final class Unpacking {

    private static final int PIECE = 1 << 20;
    private static final int MOST_LINES = 500_000;

    private final JdbcClient jdbc;
    private final long id;
    private final Map<Long, Author> authors = new LinkedHashMap<>();
    private int lines;
    private int files;
    private long bytes;

    Unpacking(JdbcClient jdbc, long id) {
        this.jdbc = jdbc;
        this.id = id;
    }

    /// Who wrote there.
    static final class Author {
        String name = "";
        String username = "";
        String email = "";
    }

    Author author(long number) {
        return authors.computeIfAbsent(number, _ -> new Author());
    }

    /// Refuses more things than anybody has.
    void count() {
        if (++lines > MOST_LINES) {
            throw Archive.refused("It holds more than " + MOST_LINES + " things.");
        }
    }

    /// @param at    counted within its kind
    /// @param thing the number of the issue or merge request it is, or belongs to; empty where the line says all by itself
    void line(String relation, int at, String thing, String json) {
        jdbc.sql("insert into import_line (import_id, relation, at, thing, json) values (:id, :relation, :at, :thing, :json)")
                .param("id", id).param("relation", relation).param("at", at).param("thing", thing).param("json", json).update();
    }

    void file(String path, long size, InputStream in) throws IOException {
        if (path.equals("project.bundle")) {
            bytes = size;
        } else {
            files++;
        }
        long file = jdbc.sql("insert into import_file (import_id, path, size) values (:id, :path, :size) returning id")
                .param("id", id).param("path", path).param("size", size).query(Long.class).single();
        var at = 0;
        for (var piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
            jdbc.sql("insert into import_piece (file_id, at, bytes) values (:file, :at, :bytes)")
                    .param("file", file).param("at", at++).param("bytes", piece).update();
        }
    }

    /// Says under which name a file is looked for, once that is known.
    void rename(String path, String name) {
        jdbc.sql("""
                        update import_file set path = :name where import_id = :id and path = :path
                            and not exists (select from import_file other where other.import_id = :id and other.path = :name)""")
                .param("id", id).param("path", path).param("name", name).update();
    }

    int files() {
        return files;
    }

    /// Of the repository; 0 if none is in it.
    long bytes() {
        return bytes;
    }

    /// Writes down who wrote there.
    void keepAuthors() {
        authors.forEach((number, author) -> {
            if (number > 0) {
                jdbc.sql("""
                                insert into import_author (import_id, external_id, name, username, email)
                                values (:id, :number, :name, :username, :email)""")
                        .param("id", id).param("number", number).param("name", author.name)
                        .param("username", author.username).param("email", author.email).update();
            }
        });
    }
}
