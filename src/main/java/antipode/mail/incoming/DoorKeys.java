package antipode.mail.incoming;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// A certificate and its key, as PEM files. They are read again when they change, as certificates are renewed.
final class DoorKeys {

    private final Path certificate;
    private final Path key;
    private final boolean required;
    private @Nullable Read read;

    private record Read(List<FileTime> written, SSLContext context) {}

    /// @param required whether nothing is taken unencrypted
    DoorKeys(Path certificate, Path key, boolean required) {
        this.certificate = certificate;
        this.key = key;
        this.required = required;
        context();
    }

    boolean required() {
        return required;
    }

    /// The server's side of an encryption over this connection, which has not begun yet.
    SSLSocket wrap(Socket plain) throws IOException {
        SSLSocket encrypted = (SSLSocket) context()
                .getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private synchronized SSLContext context() {
        try {
            List<FileTime> written = List.of(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
            if (read == null || !read.written().equals(written)) {
                PemSslStoreDetails pair = PemSslStoreDetails.forCertificate(Files.readString(certificate))
                        .withPrivateKey(Files.readString(key));
                read = new Read(written, SslBundle.of(new PemSslStoreBundle(pair, null)).createSslContext());
            }
            return read.context();
        } catch (IOException | RuntimeException unreadable) {
            if (read != null) {
                // Half renewed: the next session looks again.
                return read.context();
            }
            throw new IllegalStateException(
                    "ANTIPODE_MAIL_INCOMING_TLS_CERTIFICATE and _KEY name " + certificate + " and " + key
                            + ", which hold no certificate with its key as PEM that can be read", unreadable);
        }
    }
}
