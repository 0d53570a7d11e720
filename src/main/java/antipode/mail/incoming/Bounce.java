package antipode.mail.incoming;

import antipode.mail.Bounces;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// That a letter will never arrive where it was sent, as a mail server reports it (RFC 3464).
///
/// @param status "5.1.1"
/// @param said   what the server there said; may be empty
public record Bounce(String status, String said) {

    private static final Pattern FIELD = Pattern.compile("(?i)^(action|status|diagnostic-code)\\s*:\\s*(.*)$");

    /// The first recipient in a report who is given up; nothing where all that it tells of is a delay, or is only about the
    /// letter and not about the address.
    public static Optional<Bounce> in(String report) {
        for (String block : report.replace("\r", "").replaceAll("\n[ \\t]+", " ").split("\\n\\s*\\n")) {
            String action = "";
            String status = "";
            String said = "";
            for (String line : block.split("\n")) {
                Matcher field = FIELD.matcher(line.strip());
                if (field.matches()) {
                    switch (field.group(1).toLowerCase(Locale.ROOT)) {
                        case "action" -> action = field.group(2).strip().toLowerCase(Locale.ROOT);
                        case "status" -> status = field.group(2).strip().replaceAll("\\s.*", "");
                        default -> said = field.group(2).replaceFirst("^[^;]{0,30};\\s*", "").strip();
                    }
                }
            }
            if (action.equals("failed") && Bounces.lasting(status)) {
                return Optional.of(new Bounce(status, said));
            }
        }
        return Optional.empty();
    }
}
