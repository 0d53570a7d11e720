package antipode.mail.incoming;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/// A mail, read however broken it is: who it says wrote it, its words, its files, and what was forwarded in it.
public final class ReadMail implements AutoCloseable {

    private final Path file;
    private final SharedFileInputStream stream;
    private final Headers headers;
    private final MailParts parts;

    private ReadMail(Path file, SharedFileInputStream stream, Headers headers, MailParts parts) {
        this.file = file;
        this.stream = stream;
        this.headers = headers;
        this.parts = parts;
    }

    static ReadMail of(Consumer<OutputStream> writer) {
        try {
            Path file = Files.createTempFile("antipode-mail-", ".eml");
            try {
                try (OutputStream out = Files.newOutputStream(file)) {
                    writer.accept(out);
                }
                SharedFileInputStream stream = new SharedFileInputStream(file.toFile());
                try {
                    MimeMessage message = new MimeMessage(Session.getInstance(properties()), stream);
                    return new ReadMail(file, stream, headers(message), MailParts.of(message));
                } catch (MessagingException | RuntimeException broken) {
                    stream.close();
                    throw broken;
                }
            } catch (IOException | MessagingException | RuntimeException failed) {
                Files.deleteIfExists(file);
                throw new IllegalStateException("A mail could not be read", failed);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        properties.setProperty("mail.mime.address.strict", "false");
        return properties;
    }

    private static Headers headers(MimeMessage message) throws MessagingException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (Enumeration<jakarta.mail.Header> each = message.getAllHeaders(); each.hasMoreElements(); ) {
            jakarta.mail.Header header = each.nextElement();
            all.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue().replaceAll("\\r?\\n\\s*", " ").replace('\0', '\uFFFD').strip());
        }
        return new Headers(all);
    }

    public Headers headers() {
        return headers;
    }

    /// Whom its From names, in lower case; more than one, or none, where it is made to mislead.
    public List<String> from() {
        List<String> from = new ArrayList<>();
        for (String line : headers.all("From")) {
            addresses(line).forEach(address -> from.add(address.getAddress().strip().toLowerCase(Locale.ROOT)));
        }
        return List.copyOf(from);
    }

    static List<InternetAddress> addresses(String line) {
        try {
            List<InternetAddress> found = new ArrayList<>();
            for (InternetAddress address : InternetAddress.parseHeader(line, false)) {
                if (address.getAddress() != null && !address.getAddress().isBlank()) {
                    found.add(address);
                }
            }
            return found;
        } catch (AddressException unreadable) {
            return List.of();
        }
    }

    /// Every address in these headers, in lower case, in the order of the headers named.
    public List<String> addressed(String... names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            for (String line : headers.all(name)) {
                for (String word : line.split("[\\s,;<>\"]+")) {
                    if (word.indexOf('@') > 0) {
                        found.add(word.toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        return found;
    }

    /// Its words, as they can be kept: what its writer wrote, and what was cut from it.
    public Cut words() {
        return parts.words();
    }

    /// Its files, and those that it carries packed.
    public List<MailFile> files() {
        return parts.files();
    }

    /// The mails that were forwarded in it as they were.
    public List<Forwarded> forwarded() {
        return parts.forwarded();
    }

    /// Whether nobody but its reader can read it.
    public boolean encrypted() {
        return parts.encrypted();
    }

    /// What a mail server says of a letter of ours that it could not deliver, as it says it; empty if this is no such mail.
    public String report() {
        return parts.report();
    }

    /// Whether it says that a letter of ours will never arrive, and why.
    public Optional<Bounce> bounce() {
        return Bounce.in(report());
    }

    @Override
    public void close() {
        try {
            stream.close();
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}
