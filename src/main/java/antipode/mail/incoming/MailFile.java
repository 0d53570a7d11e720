package antipode.mail.incoming;

import java.io.IOException;
import java.io.InputStream;

/// A file that came with a mail.
///
/// @param name as it was sent; may be empty
public record MailFile(String name, Source source) {

    /// Opens it from its beginning.
    public interface Source {

        InputStream open() throws IOException;
    }

    /// Its bytes, and no more than this many of them.
    public byte[] bytes(int most) throws IOException {
        try (InputStream in = source.open()) {
            return in.readNBytes(most);
        }
    }
}
