package antipode.mail.incoming;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Walks through the parts of a mail and gathers what they hold. What can't be read as what it says it is becomes a file.
final class MailParts {

    private static final int DEEPEST = 20;
    private static final int MOST = 300;
    private static final int LONGEST = 4_000_000;

    private final List<MailFile> files = new ArrayList<>();
    private final List<Forwarded> forwarded = new ArrayList<>();
    private Cut words = new Cut("", "");
    private String report = "";
    private boolean encrypted;
    private int seen;

    private MailParts() {}

    static MailParts of(MimeMessage message) {
        MailParts parts = new MailParts();
        parts.walk(message, 0);
        return parts;
    }

    Cut words() {
        return words;
    }

    List<MailFile> files() {
        return files;
    }

    List<Forwarded> forwarded() {
        return forwarded;
    }

    boolean encrypted() {
        return encrypted;
    }

    String report() {
        return report;
    }

    private void walk(Part part, int depth) {
        if (depth > DEEPEST || ++seen > MOST) {
            return;
        }
        try {
            String type = type(part);
            if (type.startsWith("multipart/") && part.getContent() instanceof Multipart multipart) {
                several(multipart, type, depth);
            } else if (type.equals("message/rfc822") && part.getContent() instanceof MimeMessage message) {
                enclosed(message, depth);
            } else if (type.equals("application/ms-tnef") || name(part).equalsIgnoreCase("winmail.dat")) {
                packed(part);
            } else if (type.equals("message/delivery-status")) {
                report = PartText.of(part, LONGEST);
            } else if (type.startsWith("text/") && !attached(part) && (type.equals("text/plain") || type.equals("text/html"))) {
                words = words.and(said(part, type));
            } else if (!type.equals("application/pgp-signature") && !type.endsWith("pkcs7-signature")) {
                file(part);
            }
        } catch (MessagingException | IOException | RuntimeException broken) {
            file(part);
        }
    }

    private static Cut said(Part part, String type) throws MessagingException, IOException {
        String text = PartText.of(part, LONGEST);
        return type.equals("text/html") ? HtmlWords.cut(text) : QuotedText.cut(text);
    }

    private void several(Multipart multipart, String type, int depth) throws MessagingException {
        encrypted |= type.equals("multipart/encrypted");
        if (type.equals("multipart/report") && report.isEmpty()) {
            report = "a report";
        }
        if (!type.equals("multipart/alternative")) {
            for (int at = 0; at < multipart.getCount(); at++) {
                walk(multipart.getBodyPart(at), depth + 1);
            }
            return;
        }
        // Plain text is what the writer's words are taken from; html only where there is none.
        Cut plain = new Cut("", "");
        Cut rich = new Cut("", "");
        Cut before = words;
        for (int at = 0; at < multipart.getCount(); at++) {
            Part part = multipart.getBodyPart(at);
            words = new Cut("", "");
            walk(part, depth + 1);
            if (type(part).equals("text/plain")) {
                plain = plain.and(words);
            } else {
                rich = rich.and(words);
            }
        }
        words = before.and(plain.kept().isBlank() && !rich.kept().isBlank() ? rich : plain);
    }

    private void enclosed(MimeMessage message, int depth) throws MessagingException {
        Cut outer = words;
        words = new Cut("", "");
        walk(message, depth + 1);
        String all = words.kept() + (words.cut().isBlank() ? "" : "\n\n" + words.cut());
        forwarded.add(new Forwarded(header(message, "From"), header(message, "Date"), header(message, "Subject"), all.strip()));
        words = outer;
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        String value = message.getHeader(name, null);
        return value == null ? "" : Headers.decoded(value, 500);
    }

    /// What Outlook packs; its words count where the mail has none outside of it.
    private void packed(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            Winmail unpacked = Winmail.of(in);
            files.addAll(unpacked.files());
            if (words.kept().isBlank()) {
                words = words.and(unpacked.words());
            }
            if (unpacked.files().isEmpty() && unpacked.words().kept().isBlank() && words.kept().isBlank()) {
                file(part);
            }
        } catch (RuntimeException unreadable) {
            file(part);
        }
    }

    private void file(Part part) {
        files.add(new MailFile(name(part), () -> {
            try {
                return part.getInputStream();
            } catch (MessagingException | IOException unreadable) {
                return raw(part);
            }
        }));
    }

    private static InputStream raw(Part part) throws IOException {
        try {
            return part instanceof MimeBodyPart body ? body.getRawInputStream() : ((MimeMessage) part).getRawInputStream();
        } catch (MessagingException | ClassCastException broken) {
            throw new IOException(broken);
        }
    }

    private static String type(Part part) throws MessagingException {
        String type = part.getContentType();
        return (type == null ? "text/plain" : type.replaceAll("[;\\s].*", "")).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean attached(Part part) throws MessagingException {
        String[] disposition = part.getHeader("Content-Disposition");
        return disposition != null && disposition[0].strip().toLowerCase(Locale.ROOT).startsWith("attachment") || !name(part).isEmpty();
    }

    private static String name(Part part) {
        try {
            String name = part.getFileName();
            return name == null ? "" : Headers.decoded(name, 300);
        } catch (MessagingException | RuntimeException unreadable) {
            return "";
        }
    }
}
