package antipode.mail.incoming;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Whether a mail's From is proven, by the word of one mail server of ours (RFC 8601) and of no other: whoever writes a mail
/// can put such a word into it as well.
@Component
public class Authentication {

    private static final Pattern RESULT = Pattern.compile("(?i)^(dmarc|dkim|spf)\\s*(?:/\\s*\\d+\\s*)?=\\s*([a-z]+)\\b(.*)$");

    private final String host;

    Authentication(@Value("${antipode.mail.authenticated.by:}") String host) {
        this.host = host.strip().toLowerCase(Locale.ROOT);
    }

    /// Whether there is a server whose word counts.
    public boolean asked() {
        return !host.isEmpty();
    }

    /// Whether that server says that whoever owns the From's domain sent it. It puts its word on top, so only the topmost
    /// one that bears its name is read.
    ///
    /// @param from the address, in lower case
    public boolean proven(Headers headers, String from) {
        if (!asked()) {
            return false;
        }
        String domain = from.substring(from.indexOf('@') + 1);
        for (String value : headers.all("Authentication-Results")) {
            String plain = withoutComments(value);
            String[] parts = plain.split(";");
            if (parts[0].strip().replaceAll("\\s.*", "").toLowerCase(Locale.ROOT).equals(host)) {
                return says(parts, domain);
            }
        }
        return false;
    }

    private static boolean says(String[] parts, String domain) {
        boolean aligned = false;
        for (int at = 1; at < parts.length; at++) {
            Matcher result = RESULT.matcher(parts[at].strip());
            if (!result.matches()) {
                continue;
            }
            boolean passed = result.group(2).equalsIgnoreCase("pass");
            String rest = result.group(3);
            switch (result.group(1).toLowerCase(Locale.ROOT)) {
                case "dmarc" -> {
                    // Where it asked the domain's own policy, its word is the last one.
                    String about = property(rest, "header.from");
                    return passed && about.substring(about.indexOf('@') + 1).equals(domain);
                }
                case "dkim" -> aligned |= passed && aligned(property(rest, "header.d"), property(rest, "header.i"), domain);
                default -> aligned |= passed && aligned(property(rest, "smtp.mailfrom"), "", domain);
            }
        }
        return aligned;
    }

    private static boolean aligned(String one, String other, String domain) {
        String signer = (one.isEmpty() ? other : one).replaceAll("^.*@", "");
        return !signer.isEmpty() && signer.equals(domain);
    }

    private static String property(String rest, String name) {
        Matcher found = Pattern.compile("(?i)\\b" + Pattern.quote(name) + "\\s*=\\s*\"?([^\\s\";]+)").matcher(rest);
        return found.find() ? found.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private static String withoutComments(String value) {
        StringBuilder plain = new StringBuilder();
        int depth = 0;
        for (int at = 0; at < value.length(); at++) {
            char sign = value.charAt(at);
            if (sign == '(') {
                depth++;
            } else if (sign == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                plain.append(sign);
            }
        }
        return plain.toString();
    }
}
