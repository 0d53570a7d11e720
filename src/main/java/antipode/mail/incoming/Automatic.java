package antipode.mail.incoming;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Tells mail that no person wrote, and mail that must not be answered (RFC 3834), so that no two machines write to each
/// other.
public final class Automatic {

    private Automatic() {}

    /// Why nobody's own words are in it, as the end of a sentence; nothing where a person wrote it.
    public static @Nullable String why(Incoming mail, ReadMail read, String ownDomain) {
        Headers headers = read.headers();
        String submitted = headers.first("Auto-Submitted").toLowerCase(Locale.ROOT);
        String precedence = headers.first("Precedence").toLowerCase(Locale.ROOT).strip();
        if (!read.report().isEmpty() || headers.has("X-Failed-Recipients")) {
            return "it says that a letter of ours did not arrive" + status(read.report());
        }
        if (headers.has("X-Antipode-Thread") || headers.has("X-Antipode-Reason")
                || ours(mail.messageId(), ownDomain)) {
            return "it is a letter of our own that came back";
        }
        if (!submitted.isEmpty() && !submitted.strip().startsWith("no")) {
            return "a machine wrote it (Auto-Submitted: " + shortened(submitted) + ")";
        }
        if (headers.first("X-Autoreply").equalsIgnoreCase("yes") || headers.has("X-Autorespond")
                || headers.has("X-Autoresponder") || headers.first("X-Auto-Reply").equalsIgnoreCase("yes")) {
            return "a machine answered (X-Autoreply)";
        }
        if (precedence.equals("auto_reply") || precedence.equals("bulk") || precedence.equals("junk")) {
            return "it was sent to many (Precedence: " + precedence + ")";
        }
        if (mail.sender().isEmpty() && !mail.cameBy().equals("IMAP")
                || headers.has("Return-Path") && headers.first("Return-Path").replace(" ", "").equals("<>")) {
            return "its envelope names no sender, as those of machines do";
        }
        return null;
    }

    /// Whether nobody may get an answer to it.
    public static boolean unanswerable(Incoming mail, ReadMail read, String ownDomain) {
        Headers headers = read.headers();
        return why(mail, read, ownDomain) != null
                || headers.has("List-Id")
                || headers.has("X-Auto-Response-Suppress")
                || headers.first("Precedence").equalsIgnoreCase("list")
                || read.from().stream().anyMatch(from -> from.matches("(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@.*"));
    }

    private static boolean ours(String messageId, String domain) {
        return messageId.matches("<(issue|merge_request|note|notice)_\\d+@" + java.util.regex.Pattern.quote(domain) + ">")
                || messageId.matches("<(digest|refusal|thread)-[^@]*@" + java.util.regex.Pattern.quote(domain) + ">");
    }

    private static String status(String report) {
        var status = java.util.regex.Pattern.compile("(?im)^Status:\\s*(\\d\\.\\d+\\.\\d+)").matcher(report);
        var whom = java.util.regex.Pattern.compile("(?im)^Final-Recipient:\\s*[^;]*;\\s*(\\S{1,200})").matcher(report);
        return (whom.find() ? " to " + whom.group(1) : "") + (status.find() ? " (" + status.group(1) + ")" : "");
    }

    private static String shortened(String words) {
        return words.length() > 40 ? words.substring(0, 40) + "…" : words;
    }
}
