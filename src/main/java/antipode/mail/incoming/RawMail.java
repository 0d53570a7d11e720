package antipode.mail.incoming;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A mail in a file, so that none stands in memory as a whole. It is gone when it is closed.
///
/// @param digest of what its writer made of it; what servers on its way put before it does not count
record RawMail(Path file, long size, byte[] digest, Headers headers) implements AutoCloseable {

    private static final int LARGEST_HEAD = 1 << 18;

    /// It has more bytes than may be.
    static final class TooLarge extends IOException {}

    /// Reads to the end, but keeps no more than the limit.
    static RawMail of(InputStream in, long limit) throws IOException {
        Path file = Files.createTempFile("antipode-mail-", ".eml");
        try {
            long size = 0;
            try (OutputStream out = Files.newOutputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    size += read;
                    if (size <= limit) {
                        out.write(buffer, 0, read);
                    }
                }
            }
            if (size > limit) {
                throw new TooLarge();
            }
            return read(file, size);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    private static RawMail read(Path file, long size) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Headers headers = Headers.of(head(in));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : new String[] {"Message-ID", "From", "Date", "Subject"}) {
                digest.update((String.join(",", headers.all(name)) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return new RawMail(file, size, digest.digest(), headers);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int length = 0;
        for (int next = in.read(); next >= 0 && head.size() < LARGEST_HEAD; next = in.read()) {
            head.write(next);
            if (next == '\n') {
                if (length == 0) {
                    break;
                }
                length = 0;
            } else if (next != '\r') {
                length++;
            }
        }
        return head.toByteArray();
    }

    /// Its own, or one made of its content.
    String messageId() {
        String own = headers.first("Message-ID").strip();
        return own.isEmpty() || own.length() > 995 ? "<" + HexFormat.of().formatHex(digest) + "@no-message-id>" : own;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
