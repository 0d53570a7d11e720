package antipode.delivery;

import antipode.mail.Bounces;
import antipode.mail.Sent;
import antipode.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every letter we wrote, newest first.
///
/// @param pauses addresses that are sent nothing
/// @param leave  whether letters go to a mail server, or stay here
/// @param older the path of those before
record MailPage(List<Sent> letters, List<Bounces.Pause> pauses, boolean leave, @Nullable String older, @Nullable String newest) implements Page {

    static String state(Sent letter) {
        return switch (letter.state()) {
            case "sent" -> "Sent";
            case "kept" -> "Kept here";
            case "withdrawn" -> "Withdrawn: its reader may no longer see it";
            case "paused" -> "Not sent: earlier ones came back";
            case "bounced" -> "Came back";
            default -> "Waiting";
        };
    }
}
