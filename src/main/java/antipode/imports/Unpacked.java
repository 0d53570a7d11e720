package antipode.imports;

import antipode.web.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The files of archives as they lie here, in pieces.
@Component
class Unpacked {

    private static final int LARGEST = 100 << 20;

    private final JdbcClient jdbc;

    Unpacked(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record File(long id, String path, long size) {}

    /// @param path as `like` reads it
    List<File> files(Import brought, String path, int most, int from) {
        return jdbc.sql("""
                        select id, path, size from import_file where import_id = :id and path like :path
                        order by id limit :most offset :from""")
                .param("id", brought.id()).param("path", path).param("most", most).param("from", from).query(File.class).list();
    }

    /// All of a file that is to be attached to texts.
    byte[] whole(File file) {
        if (file.size() > LARGEST) {
            throw Problem.tooLarge("It has more than 100 MB.");
        }
        try (var bytes = bytes(file)) {
            return bytes.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Reads a file a piece at a time.
    InputStream bytes(File file) {
        return new InputStream() {
            private byte[] piece = new byte[0];
            private int at;
            private int next;

            @Override
            public int read() {
                return more() ? piece[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (length == 0) {
                    return 0;
                }
                if (!more()) {
                    return -1;
                }
                int count = Math.min(length, piece.length - at);
                System.arraycopy(piece, at, into, offset, count);
                at += count;
                return count;
            }

            private boolean more() {
                while (at >= piece.length) {
                    var found = jdbc.sql("select bytes from import_piece where file_id = :file and at = :at")
                            .param("file", file.id()).param("at", next++).query(byte[].class).optional();
                    if (found.isEmpty()) {
                        return false;
                    }
                    piece = found.get();
                    at = 0;
                }
                return true;
            }
        };
    }
}
