package antipode.mail.incoming;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The text of a part, in whatever letters it was really written: what it says of itself is believed only if it fits.
final class PartText {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private PartText() {}

    /// @param most bytes that are read
    static String of(Part part, int most) throws MessagingException, IOException {
        ContentType type = type(part);
        byte[] bytes;
        try (InputStream in = part.getInputStream()) {
            bytes = in.readNBytes(most);
        } catch (IOException | MessagingException unreadable) {
            try (InputStream raw = part instanceof MimeBodyPart body ? body.getRawInputStream() : ((MimeMessage) part).getRawInputStream()) {
                bytes = raw.readNBytes(most);
            }
        }
        String text = decoded(bytes, type == null ? null : type.getParameter("charset")).replaceAll("\\r\\n?", "\n");
        return type != null && "flowed".equalsIgnoreCase(type.getParameter("format"))
                ? flowed(text, "yes".equalsIgnoreCase(type.getParameter("delsp")))
                : text;
    }

    private static @Nullable ContentType type(Part part) throws MessagingException {
        try {
            return new ContentType(part.getContentType());
        } catch (ParseException | RuntimeException malformed) {
            return null;
        }
    }

    static String decoded(byte[] bytes, @Nullable String declared) {
        Charset said = charset(declared);
        boolean shift = said != null && said.name().startsWith("ISO-2022");
        String text = said != null && shift ? strictly(bytes, said) : strictly(bytes, StandardCharsets.UTF_8);
        if (text == null && said != null) {
            text = strictly(bytes, said);
        }
        if (text == null) {
            text = new String(bytes, said == null || said == StandardCharsets.UTF_8 ? WINDOWS : said);
        }
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace('\0', '\uFFFD');
    }

    /// What is called Latin-1 has always been Windows' own.
    private static @Nullable Charset charset(@Nullable String declared) {
        if (declared == null) {
            return null;
        }
        String name = declared.strip().toLowerCase(Locale.ROOT).replace("\"", "");
        if (name.matches("(us-)?ascii|iso[-_]?8859-?1|latin-?1|x-unknown|unknown-8bit|default")) {
            return WINDOWS;
        }
        try {
            return Charset.forName(MimeUtility.javaCharset(name));
        } catch (RuntimeException unknown) {
            return null;
        }
    }

    private static @Nullable String strictly(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            return null;
        }
    }

    /// Joins lines that end in a blank, as RFC 3676 means them.
    private static String flowed(String text, boolean deleteBlank) {
        List<String> lines = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int depth = -1;
        for (String line : text.split("\n", -1)) {
            int quoted = 0;
            while (quoted < line.length() && line.charAt(quoted) == '>') {
                quoted++;
            }
            String words = line.substring(quoted).startsWith(" ") ? line.substring(quoted + 1) : line.substring(quoted);
            if (depth >= 0 && (depth != quoted || words.equals("-- "))) {
                lines.add(open.toString());
                open.setLength(0);
                depth = -1;
            }
            if (depth < 0) {
                open.append(quoted > 0 ? ">".repeat(quoted) + " " : "");
            }
            boolean flows = words.endsWith(" ") && !words.equals("-- ");
            open.append(flows && deleteBlank ? words.substring(0, words.length() - 1) : words);
            if (flows) {
                depth = quoted;
            } else {
                lines.add(open.toString());
                open.setLength(0);
                depth = -1;
            }
        }
        if (depth >= 0) {
            lines.add(open.toString());
        }
        return String.join("\n", lines);
    }
}
